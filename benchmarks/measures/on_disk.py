"""How much room record and index take."""

from collections.abc import Iterator

from benchmarks.comparison import Comparison
from benchmarks.corpus import article_files
from benchmarks.measures.trial import Trial


def on_disk(trial: Trial) -> Iterator[Comparison]:
    """Yield how large they are beside the files, and beside what the peers keep."""
    tca = trial.tca
    files = sum(path.stat().st_size for path in article_files(tca.folder))
    sizes = [
        ("record", tca.record_size(), "files", files),
        ("index", tca.index_size(), "files", files),
        ("record and index", tca.size(), "files", files),
    ]
    sizes += [
        ("record and index", tca.size(), peer.take_in().name, peer.size())
        for peer in trial.peers
    ]
    for name, ours, peer_name, theirs in sizes:
        yield Comparison(
            group="on disk",
            name=name,
            peer=peer_name,
            unit="bytes",
            ours=(ours,),
            theirs=(theirs,),
        )
