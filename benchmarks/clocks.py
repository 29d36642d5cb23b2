"""What time is measured by: the clock on the wall, or the processor's own."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter, process_time


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells seconds: ``here`` for this process, ``of_children`` for ended others."""

    name: str
    here: Callable[[], float]
    of_children: Callable[[], float]

    def timed(self, function: Callable[..., object], *arguments: object) -> float:
        """Return how long *function* takes in this process."""
        start = self.here()
        function(*arguments)
        return self.here() - start


def _processor_of_children() -> float:
    # Not every system has it.
    from resource import RUSAGE_CHILDREN, getrusage

    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


_WALL = Clock("wall", perf_counter, perf_counter)
# It hardly notices what else the machine does, nor that several processors work.
_PROCESSOR = Clock("processor", process_time, _processor_of_children)

CLOCKS = {clock.name: clock for clock in (_WALL, _PROCESSOR)}
