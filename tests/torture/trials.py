"""Trials: small experiments, each with a seed of its own, and what came of them."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from shutil import rmtree
from tempfile import TemporaryDirectory, mkdtemp
from threading import RLock
from typing import TypeVar

Made = TypeVar("Made")


class LostError(AssertionError):
    """Something is not as it must be; the message says what."""


class SkippedError(Exception):
    """What a trial needs there is not here; the message says what."""


def demand(is_so: object, otherwise: str) -> None:
    """Raise LostError where something that must hold does not."""
    if not is_so:
        raise LostError(otherwise)


class Dice(Random):
    """The random choices of the trial with this *number*."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Ground:
    """Where trials take place: a folder for each, and what all of them begin with."""

    def __init__(self, folder: Path, *, files: int, race_seconds: float) -> None:
        self.folder = folder
        self.files = files
        self.race_seconds = race_seconds
        self._made: dict[object, object] = {}
        self._lock = RLock()

    def made_once(self, make: Callable[["Ground"], Made]) -> Made:
        """Return what *make* makes; the first trial that asks has it made."""
        with self._lock:
            if make not in self._made:
                self._made[make] = make(self)
        found: Made = self._made[make]  # type: ignore[assignment]
        return found

    def new_folder(self, name: str = "trial") -> Path:
        """Return an empty folder."""
        return Path(mkdtemp(prefix=f"{name}-", dir=self.folder))


@contextmanager
def ground(*, files: int = 160, race_seconds: float = 60) -> Iterator[Ground]:
    """Yield a ground, and clear it afterwards.

    So many *files* are taken in. What processes do at once, they do for so many
    seconds.
    """
    with TemporaryDirectory(prefix="tca-torture-") as folder:
        # Who has no rights at all must be able to reach what is within.
        Path(folder).chmod(0o755)
        yield Ground(Path(folder), files=files, race_seconds=race_seconds)


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is tried, how many times, and how much of the time it may take."""

    kind: str
    what: str
    once: Callable[[Ground, Dice, Path], None]
    count: int
    share: float = 1.0


@dataclass(slots=True)
class Outcome:
    """What came of the trials of one experiment: of each lost one, its seed and why."""

    experiment: Experiment
    survived: int = 0
    lost: list[tuple[int, str]] = field(default_factory=list)
    skipped: str | None = None
    seconds: float = 0.0

    @property
    def trials(self) -> int:
        """How many there were."""
        return self.survived + len(self.lost)


def run(
    experiments: Iterable[Experiment],
    *,
    seed: int,
    seconds: float,
    told: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """Run all *experiments* within about so many *seconds*, each at least once.

    The first trial of each has *seed*, the next one the number after it.
    """
    waiting = list(experiments)
    outcomes = []
    end = time.monotonic() + seconds
    with ground() as place:
        while waiting:
            shares = sum(experiment.share for experiment in waiting)
            experiment = waiting.pop(0)
            left = max(end - time.monotonic(), 0.0) * experiment.share / shares
            outcome = tried(place, experiment, seed=seed, seconds=left, at_once=2)
            told(outcome)
            outcomes.append(outcome)
    return outcomes


def tried(
    place: Ground,
    experiment: Experiment,
    *,
    seed: int,
    seconds: float,
    at_once: int = 1,
) -> Outcome:
    """Return what comes of the trials of one experiment, some of them *at_once*."""
    outcome = Outcome(experiment)
    start = time.monotonic()
    numbers = iter(range(seed, seed + experiment.count))

    def try_on(_: int) -> None:
        for number in numbers:
            _try(place, outcome, number)
            if outcome.skipped or time.monotonic() - start > seconds:
                return

    with ThreadPoolExecutor(at_once) as pool:
        deque(pool.map(try_on, range(at_once)), maxlen=0)
    outcome.seconds = time.monotonic() - start
    outcome.lost.sort()
    return outcome


def _try(place: Ground, outcome: Outcome, number: int) -> None:
    folder = place.new_folder()
    try:
        outcome.experiment.once(place, Dice(number), folder)
    except SkippedError as error:
        outcome.skipped = str(error)
    except Exception as error:
        kind = "" if isinstance(error, LostError) else f"{type(error).__name__}: "
        outcome.lost.append((number, f"{kind}{error}"))
    else:
        outcome.survived += 1
    finally:
        rmtree(folder, ignore_errors=True)
