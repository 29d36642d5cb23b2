"""All files at once, and the same again when nothing has changed."""

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.comparison import Comparison
from benchmarks.measures.trial import Trial, rounds
from benchmarks.programs.program import Program


def taking_in(trial: Trial) -> Iterator[Comparison]:
    """Yield how long all files take in a fresh process, and how long a second look."""
    first, again = "its own first run", "tca again"
    turns: dict[str, Callable[[], float]] = {
        first: partial(_from_nothing, trial, trial.tca),
        again: partial(trial.seconds, trial.tca.look_again()),
    }
    peers, looking = [], []
    for peer in trial.peers:
        peers.append(peer.take_in().name)
        turns[peers[-1]] = partial(_from_nothing, trial, peer)
        if look := peer.look_again():
            # Some have one command for both.
            looking.append(f"{look.name} again" if look.name in turns else look.name)
            turns[looking[-1]] = partial(trial.seconds, look)
    measured = rounds(turns, runs=trial.runs)
    for name, ours, them in (
        ("all files", first, peers),
        ("nothing new", again, [first, *looking]),
    ):
        yield from measured.beside(
            ours,
            them,
            group="taking in",
            name=name,
            files=trial.files,
        )


def _from_nothing(trial: Trial, program: Program) -> float:
    program.forget()
    return trial.seconds(program.take_in())
