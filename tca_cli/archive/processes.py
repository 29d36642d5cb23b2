"""Functions over many things in other processes: in order, never far ahead."""

from __future__ import annotations

from collections import deque
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from tca_cli.archive.crew import Crew, Task

Given = TypeVar("Given")
Answer = TypeVar("Answer")

# So many at a time go to a process, to spend little on the way there and back, unless
# they are heavy, in bytes.
_CHUNK, _HEAVY = 16, 1024 * 1024
# Fewer are done here before other processes have started.
_WORTH_STARTING = 48
# So many bytes of work are sent ahead of what is done here.
_MOST_AHEAD = 64 * 1024 * 1024
# Of what is no work, so many may be looked at before any of it is yielded.
_MOST_LOOKED_AT = 512


class Processes(Generic[Given, Answer]):
    """Computes *function* in *jobs* processes.

    *weight* tells how many bytes of work a thing is; none, and it is done here. A
    process that ends within the function, as for want of memory, costs that one thing:
    *lost* of it is yielded.
    """

    def __init__(
        self,
        function: Callable[[Given], Answer],
        *,
        jobs: int,
        weight: Callable[[Given], int],
        lost: Callable[[Given], Answer],
    ) -> None:
        self._function = function
        self._jobs = jobs
        self._weight = weight
        self._lost = lost

    def each(self, given: Iterable[Given]) -> Generator[Answer]:
        """Yield the function of each of *given*, in order.

        Where there is little to do, or one job, it is done in this process.
        """
        waiting = iter(given)
        if self._jobs == 1:
            yield from map(self._function, waiting)
            return
        while first := self._looked_at(waiting):
            if self._is_worth_it(first):
                yield from self._elsewhere(self._chunks(chain(first, waiting)))
            else:
                yield from map(self._function, first)

    def _looked_at(self, given: Iterator[Given]) -> list[Given]:
        """Return the next of *given*, until it is worth it to start processes."""
        looked_at: list[Given] = []
        for thing in islice(given, _MOST_LOOKED_AT):
            looked_at.append(thing)
            if self._is_work(thing) and self._is_worth_it(looked_at):
                break
        return looked_at

    def _is_worth_it(self, things: list[Given]) -> bool:
        return (
            sum(map(self._is_work, things)) >= _WORTH_STARTING
            or sum(map(self._weight, things)) >= _HEAVY
        )

    def _elsewhere(self, chunks: Iterator[list[Given]]) -> Iterator[Answer]:
        from tca_cli.archive.crew import Crew

        with Crew(self._function, self._lost, self._jobs) as crew:
            weights: deque[int] = deque()
            under_way: deque[tuple[list[Given], Task[Given, Answer]]] = deque()
            while True:
                while crew.has_room and sum(weights) < _MOST_AHEAD:
                    if (chunk := next(chunks, None)) is None:
                        break
                    work, weight = list(filter(self._is_work, chunk)), self._sum(chunk)
                    under_way.append((chunk, crew.send(work, weight)))
                    weights.append(weight)
                if not under_way:
                    return
                chunk, task = under_way[0]
                if task.answers is None:
                    crew.receive()
                    continue
                under_way.popleft()
                weights.popleft()
                answers = iter(task.answers)
                for thing in chunk:
                    is_elsewhere = self._is_work(thing)
                    yield next(answers) if is_elsewhere else self._function(thing)

    def _chunks(self, given: Iterable[Given]) -> Iterator[list[Given]]:
        chunk: list[Given] = []
        work = weight = 0
        for thing in given:
            chunk.append(thing)
            work += self._is_work(thing)
            weight += self._weight(thing)
            if work == _CHUNK or weight > _HEAVY or len(chunk) == _MOST_LOOKED_AT:
                yield chunk
                chunk, work, weight = [], 0, 0
        if chunk:
            yield chunk

    def _sum(self, chunk: list[Given]) -> int:
        return sum(map(self._weight, chunk))

    def _is_work(self, thing: Given) -> bool:
        return self._weight(thing) > 0


def in_one_other(
    function: Callable[[Given], Answer], things: Iterable[Given]
) -> Iterator[Answer]:
    """Yield the function of each of *things*, in order, from one other process.

    One is computed while the next is made here; one that ends the process is computed
    here.
    """
    from tca_cli.archive.crew import Crew

    with Crew(function, function, 1) as crew:
        under_way: deque[Task[Given, Answer]] = deque()
        for thing in things:
            under_way.append(crew.send([thing], 0))
            if len(under_way) > 1:
                yield from _answered(under_way.popleft(), crew)
        for task in under_way:
            yield from _answered(task, crew)


def _answered(task: Task[Given, Answer], crew: Crew[Given, Answer]) -> list[Answer]:
    while task.answers is None:
        crew.receive()
    return task.answers
