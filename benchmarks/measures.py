"""What is measured: rounds in which tca and its peers take turns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import rmtree
from statistics import median, quantiles
from time import perf_counter
from typing import Self

from benchmarks.comparison import Comparison
from benchmarks.peers import BareImports, Fts5Script, Fts5Table, WhooshCommand
from benchmarks.processes import tca_seconds
from benchmarks.questions import Question
from tca_cli.archive import Archive
from tca_cli.archive.search import search
from tca_cli.article import Article
from tca_cli.bootstrap import INDEX, RECORD, open_archive
from tca_cli.query.filters import filters

TAKING_IN, STARTING, ASKING, ON_DISK = "taking in", "starting", "asking", "on disk"

# A start is short, so that it takes more of them to know it.
_STARTS_OF_A_RUN = 4


@dataclass(frozen=True, slots=True)
class Contestants:
    """An archive, and the programs that hold the same files, Whoosh's if it is there.

    All is kept in ``room``, a temporary folder.
    """

    room: Path
    files: int
    whoosh: WhooshCommand | None
    fts5: Fts5Script

    @classmethod
    def of(cls, folder: Path, room: Path, *, files: int) -> Self:
        """Return those who are to take in the *files* below *folder*."""
        fts5 = Fts5Script(folder, room / "fts5.db")
        return cls(room, files, WhooshCommand.installed(folder), fts5)

    @property
    def archive(self) -> Path:
        """Where tca keeps its archive."""
        return self.room / "archive"

    @property
    def folder(self) -> Path:
        """The files that all of them take in."""
        return self.fts5.folder

    def prepare(self) -> None:
        """Let each take in all files once, untimed, which warms the disk's cache."""
        tca_seconds(self.archive, "ingest", self.folder)
        self.fts5.index_seconds()
        if self.whoosh:
            self.whoosh.index_seconds()

    def articles(self) -> list[Article]:
        """Return what the archive holds."""
        with closing(_opened(self.archive)) as archive:
            return list(archive.store.articles.all())


def ingest_comparisons(them: Contestants, *, runs: int) -> Iterator[Comparison]:
    """Yield how long all files take in a fresh process, and once more unchanged."""

    def first() -> float:
        rmtree(them.archive, ignore_errors=True)
        return again()

    def again() -> float:
        return tca_seconds(them.archive, "ingest", them.folder)

    turns = {"first": first, "again": again, "fts5": them.fts5.index_seconds}
    if them.whoosh:
        turns["whoosh"] = them.whoosh.index_seconds
        turns["whoosh again"] = them.whoosh.update_seconds
    seconds = _rounds(turns, runs=runs)

    def compared(name: str, peer: str, *, ours: str, theirs: str) -> Comparison:
        return Comparison(
            group=TAKING_IN,
            name=name,
            peer=peer,
            unit="seconds",
            ours=seconds[ours],
            theirs=seconds[theirs],
            files=them.files,
        )

    if them.whoosh:
        yield compared("all files", "whoosh index", ours="first", theirs="whoosh")
    yield compared("all files", "FTS5 script", ours="first", theirs="fts5")
    yield compared("nothing new", "first run", ours="again", theirs="first")
    if them.whoosh:
        peer = "whoosh index --update"
        yield compared("nothing new", peer, ours="again", theirs="whoosh again")


def start_comparisons(
    them: Contestants, article_id: str, word: str, *, runs: int
) -> Iterator[Comparison]:
    """Yield how long commands take in a fresh process, their output in a pipe."""
    commands = {
        "tca --help": ("--help",),
        "tca show ID": ("show", article_id),
        "tca list-by-author": ("list-by-author",),
        "tca search WORD": ("search", word),
    }
    turns: dict[str, Callable[[], float]] = {
        name: partial(tca_seconds, them.archive, *arguments)
        for name, arguments in commands.items()
    }
    turns[BareImports.name] = BareImports().seconds
    if whoosh := them.whoosh:
        turns["whoosh search WORD"] = partial(whoosh.search_seconds, word)
    seconds = _rounds(turns, runs=runs * _STARTS_OF_A_RUN)
    pairs = [(name, BareImports.name) for name in commands]
    if them.whoosh:
        pairs.append(("tca search WORD", "whoosh search WORD"))
    for name, peer in pairs:
        yield Comparison(
            group=STARTING,
            name=name,
            peer=peer,
            unit="seconds",
            ours=seconds[name],
            theirs=seconds[peer],
        )


def question_comparisons(
    them: Contestants,
    articles: Sequence[Article],
    kinds: Mapping[str, Sequence[Question]],
    *,
    runs: int,
) -> Iterator[Comparison]:
    """Yield how long an answer takes in a process that has given some before."""
    table = Fts5Table.of(articles, them.room / "asked.db")
    with closing(table.connection), closing(_opened(them.archive)) as archive:
        for kind, asked in kinds.items():
            if not asked:
                continue
            ours, theirs = _answer_seconds(archive, table, asked, runs=runs)
            for percentile, figure in (("p50", median), ("p95", _p95)):
                yield Comparison(
                    group=ASKING,
                    name=f"{kind}, {percentile}",
                    peer=table.name,
                    unit="seconds",
                    ours=tuple(map(figure, ours)),
                    theirs=tuple(map(figure, theirs)),
                )


def size_comparisons(them: Contestants, *, source_bytes: int) -> Iterator[Comparison]:
    """Yield how large record and index are beside the files, and beside the peers'."""
    record = sum(path.stat().st_size for path in them.archive.glob(f"{RECORD}*"))
    index = _bytes_below(them.archive / INDEX)
    both = record + index
    pairs = [
        ("record", record, "files", source_bytes),
        ("index", index, "files", source_bytes),
        ("record and index", both, "files", source_bytes),
        ("record and index", both, "FTS5 script", them.fts5.database.stat().st_size),
    ]
    if them.whoosh:
        size = _bytes_below(them.whoosh.index)
        pairs.append(("record and index", both, "whoosh index", size))
    for name, ours, peer, theirs in pairs:
        yield Comparison(
            group=ON_DISK,
            name=name,
            peer=peer,
            unit="bytes",
            ours=(ours,),
            theirs=(theirs,),
        )


def _rounds(
    turns: Mapping[str, Callable[[], float]], *, runs: int
) -> dict[str, tuple[float, ...]]:
    """Return what each turn measured, one after the other in each of *runs* rounds."""
    rounds = [{name: turn() for name, turn in turns.items()} for _ in range(runs)]
    return {name: tuple(round_[name] for round_ in rounds) for name in turns}


def _answer_seconds(
    archive: Archive, table: Fts5Table, asked: Sequence[Question], *, runs: int
) -> tuple[list[list[float]], list[list[float]]]:
    ours, theirs = [], []
    # The first round warms, and is forgotten.
    for _ in range(1 + runs):
        pairs = [
            (_timed(_ask, archive, question), _timed(table.ask, question))
            for question in asked
        ]
        ours.append([pair[0] for pair in pairs])
        theirs.append([pair[1] for pair in pairs])
    return ours[1:], theirs[1:]


def _opened(directory: Path) -> Archive:
    return open_archive(directory, engine="whoosh", create=False)


def _ask(archive: Archive, question: Question) -> None:
    search(
        archive,
        question.typed,
        filters=filters(place=question.place),
        limit=10,
        before_completing=lambda _: None,
    )


def _timed(function: Callable[..., object], *arguments: object) -> float:
    start = perf_counter()
    function(*arguments)
    return perf_counter() - start


def _p95(seconds: Sequence[float]) -> float:
    if len(seconds) == 1:
        return seconds[0]
    return quantiles(seconds, n=20, method="inclusive")[-1]


def _bytes_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
