"""One more article, where there are many already."""

from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice
from typing import TYPE_CHECKING

from benchmarks.comparison import Comparison
from benchmarks.corpus import SUFFIX, article_files
from benchmarks.measures.trial import Trial, rounds
from benchmarks.programs.program import Program

if TYPE_CHECKING:
    from pathlib import Path

# It is short, so that it takes more of them to know it.
_ROUNDS_OF_A_RUN = 3


def adding(trial: Trial) -> Iterator[Comparison]:
    """Yield how long one new file takes in a fresh process; each round has its own."""
    room = trial.tca.folder / "added"
    number = trial.runs * _ROUNDS_OF_A_RUN
    models = list(islice(cycle(article_files(trial.tca.folder)), number))
    written: list[Path] = []

    def write(at: int) -> None:
        room.mkdir(exist_ok=True)
        written.append(room / f"added-{at:03}{SUFFIX}")
        # No other article has this headline, so that none is taken for another one.
        written[-1].write_bytes(f"Again {at}: ".encode() + models[at].read_bytes())

    def add(program: Program) -> float:
        return trial.seconds(program.add(written[-1]))

    programs = {one.add(room).name: one for one in (trial.tca, *trial.peers)}
    turns = {name: partial(add, program) for name, program in programs.items()}
    measured = rounds(turns, runs=number, before=write)
    ours, *theirs = programs
    yield from measured.beside(ours, theirs, group="adding", name="one article")
