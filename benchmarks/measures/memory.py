"""How much memory it takes to take in all files, in all processes together."""

from collections.abc import Iterator

from benchmarks import resident
from benchmarks.comparison import Comparison
from benchmarks.measures.trial import Trial


def memory(trial: Trial) -> Iterator[Comparison]:
    """Yield the most that each had at once; nothing where the system does not tell."""
    if not resident.can_tell():
        return
    for peer in trial.peers:
        yield Comparison(
            group="memory",
            name="all files, at most",
            peer=peer.take_in().name,
            unit="bytes",
            ours=(trial.peaks[trial.tca],),
            theirs=(trial.peaks[peer],),
        )
