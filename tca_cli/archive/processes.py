"""Functions over many things in several processes: in order, never far ahead."""

from __future__ import annotations

import os
import signal
from collections import deque
from itertools import chain, islice
from threading import Thread
from typing import TYPE_CHECKING, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

Given = TypeVar("Given")
Answer = TypeVar("Answer")

# So many at a time go to a process, to spend little on the way there and back, unless
# they are heavy, in bytes.
_CHUNK, _HEAVY = 16, 1024 * 1024
# Fewer are done here before other processes have started.
_WORTH_STARTING = 48
# Chunks that are sent ahead for each process, so that none waits for this one, and the
# bytes at which it is enough.
_AHEAD, _MOST_AHEAD = 32, 64 * 1024 * 1024
# Of what is no work, so many may be looked at before any of it is yielded.
_MOST_LOOKED_AT = 512


class Workers:
    """Up to *jobs* processes beside this one; they run from when they are needed."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def pool(self) -> ProcessPoolExecutor:
        """Return the processes, started now unless they run."""
        if self._pool is None:
            self._pool = _pool(self.jobs)
        return self._pool

    def end(self) -> None:
        """End the processes, which start anew when they are needed again."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def map(
        self, function: Callable[[Given], Answer], things: Iterable[Given]
    ) -> Iterator[Answer]:
        """Yield the function of each of *things*, in order; here, where none runs.

        One for each process is under way, and is done here if that process ends.
        """
        under_way: deque[tuple[Given, Future[Answer] | None]] = deque()
        for thing in things:
            under_way.append((thing, self._submitted(function, thing)))
            if len(under_way) > self.jobs:
                yield _result(function, *under_way.popleft())
        for thing, future in under_way:
            yield _result(function, thing, future)

    def _submitted(
        self, function: Callable[[Given], Answer], thing: Given
    ) -> Future[Answer] | None:
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._pool.submit(function, thing) if self._pool else None
        except BrokenProcessPool:
            return None


def _result(
    function: Callable[[Given], Answer], thing: Given, future: Future[Answer] | None
) -> Answer:
    from concurrent.futures import CancelledError
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result() if future else function(thing)
    except (BrokenProcessPool, CancelledError):
        return function(thing)


class Processes(Generic[Given, Answer]):
    """Computes *function* with *workers*.

    *weight* tells how many bytes of work a thing is; none, and it is done here. A
    process that ends within the function, as for want of memory, costs that one thing:
    *lost* of it is yielded.
    """

    def __init__(
        self,
        function: Callable[[Given], Answer],
        workers: Workers,
        *,
        weight: Callable[[Given], int],
        lost: Callable[[Given], Answer],
    ) -> None:
        self._function = function
        self._workers = workers
        self._jobs = workers.jobs
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
        from concurrent.futures.process import BrokenProcessPool

        under_way: deque[tuple[list[Given], Future[list[Answer]] | None]] = deque()
        is_done = False
        while not is_done:
            try:
                yield from self._all_of(chunks, self._workers.pool(), under_way)
                is_done = True
            except BrokenProcessPool:
                self._workers.end()
                # One of these ended it; which one shows where each is done by itself.
                things = chain.from_iterable(chunk for chunk, _ in under_way)
                yield from self._one_by_one(deque(things))
                under_way.clear()

    def _one_by_one(self, things: deque[Given]) -> Iterator[Answer]:
        from concurrent.futures.process import BrokenProcessPool

        while things:
            try:
                with Workers(1) as one:
                    pool = one.pool()
                    while things:
                        answer = pool.submit(self._function, things[0]).result()
                        things.popleft()
                        yield answer
            except BrokenProcessPool:
                yield self._lost(things.popleft())

    def _all_of(
        self,
        chunks: Iterator[list[Given]],
        pool: ProcessPoolExecutor,
        under_way: deque[tuple[list[Given], Future[list[Answer]] | None]],
    ) -> Iterator[Answer]:
        weights = deque(self._weight_of(chunk) for chunk, _ in under_way)
        while True:
            while len(under_way) < self._jobs * _AHEAD and sum(weights) < _MOST_AHEAD:
                if (chunk := next(chunks, None)) is None:
                    break
                # It is kept before it is sent: the process may have ended by then.
                under_way.append((chunk, None))
                work = list(filter(self._is_work, chunk))
                under_way[-1] = (chunk, pool.submit(_each, self._function, work))
                weights.append(self._weight_of(chunk))
            if not under_way:
                return
            chunk, future = under_way[0]
            answers = iter(future.result() if future else ())
            under_way.popleft()
            weights.popleft()
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

    def _weight_of(self, chunk: list[Given]) -> int:
        return sum(map(self._weight, chunk))

    def _is_work(self, thing: Given) -> bool:
        return self._weight(thing) > 0


def _pool(jobs: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A process that is started anew holds no lock and no connection of this one.
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_prepare)


def _each(function: Callable[[Given], Answer], chunk: list[Given]) -> list[Answer]:
    return [function(thing) for thing in chunk]


def _prepare() -> None:
    # The first process is told to stop, and tells the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    """End this process when the first one does, also where that was killed."""
    from multiprocessing import connection, parent_process

    if first := parent_process():
        connection.wait([first.sentinel])
        os._exit(1)
