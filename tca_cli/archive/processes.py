"""A function over many things in several processes: in order, never far ahead."""

from __future__ import annotations

import os
import signal
from collections import deque
from contextlib import contextmanager
from itertools import chain, islice
from threading import Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

Given = TypeVar("Given")
Answer = TypeVar("Answer")

# So many at a time go to a process, to spend little on the way there and back, unless
# they are heavy, in bytes.
_CHUNK, _HEAVY = 16, 4 * 1024 * 1024
# Fewer are done here before other processes have started.
_WORTH_STARTING = 48
# Chunks that wait for each process.
_AHEAD = 3


class Processes(Generic[Given, Answer]):
    """Computes *function* in *jobs* processes.

    *weight* tells how many bytes a thing has to carry there. A process that ends within
    the function, as for want of memory, costs that one thing: *lost* of it is yielded.
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
        first = list(islice(waiting, _WORTH_STARTING)) if self._jobs > 1 else []
        if len(first) < _WORTH_STARTING:
            yield from map(self._function, chain(first, waiting))
            return
        from concurrent.futures.process import BrokenProcessPool

        chunks = self._chunks(chain(first, waiting))
        under_way: deque[tuple[list[Given], Future[list[Answer]]]] = deque()
        is_done = False
        while not is_done:
            try:
                with _pool(self._jobs) as pool:
                    yield from self._all_of(chunks, pool, under_way)
                    is_done = True
            except BrokenProcessPool:
                # One of these ended it; which one shows where each is done alone.
                for thing in chain.from_iterable(chunk for chunk, _ in under_way):
                    yield self._alone(thing)
                under_way.clear()

    def _all_of(
        self,
        chunks: Iterator[list[Given]],
        pool: ProcessPoolExecutor,
        under_way: deque[tuple[list[Given], Future[list[Answer]]]],
    ) -> Iterator[Answer]:
        while True:
            for chunk in islice(chunks, self._jobs * _AHEAD - len(under_way)):
                under_way.append((chunk, pool.submit(_each, self._function, chunk)))
            if not under_way:
                return
            answers = under_way[0][1].result()
            under_way.popleft()
            yield from answers

    def _chunks(self, given: Iterable[Given]) -> Iterator[list[Given]]:
        chunk: list[Given] = []
        weight = 0
        for thing in given:
            chunk.append(thing)
            weight += self._weight(thing)
            if len(chunk) == _CHUNK or weight > _HEAVY:
                yield chunk
                chunk, weight = [], 0
        if chunk:
            yield chunk

    def _alone(self, thing: Given) -> Answer:
        from concurrent.futures.process import BrokenProcessPool

        try:
            with _pool(1) as pool:
                return pool.submit(self._function, thing).result()
        except BrokenProcessPool:
            return self._lost(thing)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A process that is started anew holds no lock and no connection of this one.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_prepare)
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


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
