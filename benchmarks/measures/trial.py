"""Those who are compared, with the same files, equally often, by one clock."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from benchmarks.clocks import Clock
from benchmarks.comparison import Comparison
from benchmarks.processes import Command, peak_bytes_of, seconds_of
from benchmarks.programs.program import Program
from benchmarks.programs.tca import Tca
from benchmarks.questions import Question, questions
from benchmarks.vocabulary import Vocabulary
from tca_cli.archive import Archive
from tca_cli.article import Article
from tca_cli.bootstrap import open_archive


@dataclass(frozen=True)
class Trial:
    """An archive of tca, and its peers, each of which has taken in all files once.

    All is kept in ``room``, a temporary folder. ``peaks`` has the most memory that each
    had meanwhile.
    """

    room: Path
    files: int
    tca: Tca
    peers: Sequence[Program]
    runs: int
    clock: Clock
    peaks: Mapping[Program, int]

    @classmethod
    def prepared(
        cls, tca: Tca, peers: Sequence[Program], *, files: int, runs: int, clock: Clock
    ) -> "Trial":
        """Let each take in all files, untimed, which warms the disk's cache."""
        peaks = {one: peak_bytes_of(one.take_in()) for one in (tca, *peers)}
        return cls(tca.room, files, tca, peers, runs, clock, peaks)

    def seconds(self, command: Command) -> float:
        """Return how long *command* takes in a fresh process, its output in a pipe."""
        return seconds_of(command, self.clock)

    def opened(self) -> Archive:
        """Open the archive in this process."""
        return open_archive(self.tca.archive, engine="whoosh", create=False)

    def articles(self, *, most: int | None = None) -> Iterator[Article]:
        """Yield what the archive holds, or the first so many."""
        with closing(self.opened()) as archive:
            yield from islice(archive.store.articles.all(), most)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the articles."""
        return Vocabulary.of(self.articles())

    @cached_property
    def questions(self) -> Mapping[str, Sequence[Question]]:
        """What to ask, by kind."""
        return questions(self.vocabulary)


@dataclass(frozen=True, slots=True)
class Measured:
    """The ``seconds`` of each turn by name, one figure a round."""

    seconds: Mapping[str, tuple[float, ...]]

    def beside(
        self,
        ours: str,
        theirs: Iterable[str],
        *,
        group: str,
        name: str,
        files: int | None = None,
    ) -> Iterator[Comparison]:
        """Yield the turn *ours* beside each of *theirs*."""
        for peer in theirs:
            yield Comparison(
                group=group,
                name=name,
                peer=peer,
                unit="seconds",
                ours=self.seconds[ours],
                theirs=self.seconds[peer],
                files=files,
            )


def rounds(
    turns: Mapping[str, Callable[[], float]],
    *,
    runs: int,
    before: Callable[[int], object] = lambda _: None,
) -> Measured:
    """Return what each turn measured, one after the other in each of *runs* rounds.

    *before* is told the number of each round before it begins.
    """
    measured: dict[str, list[float]] = {name: [] for name in turns}
    for number in range(runs):
        before(number)
        for name, turn in turns.items():
            measured[name].append(turn())
    return Measured({name: tuple(figures) for name, figures in measured.items()})
