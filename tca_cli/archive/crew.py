"""Processes that compute a function, each started anew.

A process that is started anew holds no lock, no thread and no connection of this one.
"""

import pickle
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from selectors import EVENT_READ, DefaultSelector
from subprocess import PIPE, Popen
from typing import IO, Generic, Self, TypeVar, cast

from tca_cli.archive.worker import read_message, write_message

Given = TypeVar("Given")
Answer = TypeVar("Answer")

# It imports what this process would, and nothing from the folder where it is started.
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:];"
    " from tca_cli.archive.worker import serve; serve()"
)
# A process is sent so many tasks ahead, or so many bytes of work but two tasks, that it
# need not wait while this one is busy.
_MOST_TASKS, _ENOUGH_BYTES, _FEWEST_TASKS = 32, 1024 * 1024, 2


@dataclass(slots=True, eq=False)
class Task(Generic[Given, Answer]):
    """Some things to compute together, how many bytes they are, and what came of it."""

    things: list[Given]
    weight: int
    answers: list[Answer] | None = None


class Crew(Generic[Given, Answer]):
    """So many processes; one that ends within the function costs that one thing.

    *lost* of it is the answer then.
    """

    def __init__(
        self,
        function: Callable[[Given], Answer],
        lost: Callable[[Given], Answer],
        size: int,
    ) -> None:
        self._function = function
        self._lost = lost
        self._selector = DefaultSelector()
        self._workers: list[_Worker[Given, Answer]] = []
        for _ in range(size):
            self._add_worker()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._selector.close()
        is_idle = not any(worker.tasks for worker in self._workers)
        for worker in self._workers:
            worker.end(is_idle=is_idle)
        for worker in self._workers:
            worker.wait()

    @property
    def has_room(self) -> bool:
        """Whether a process may be sent more."""
        return any(worker.has_room for worker in self._workers)

    def send(self, things: list[Given], weight: int) -> Task[Given, Answer]:
        """Send what is to be computed; the answers are there after some *receive*."""
        task: Task[Given, Answer] = Task(things, weight)
        if things:
            free = (worker for worker in self._workers if worker.has_room)
            worker = min(free, key=lambda worker: (len(worker.tasks), worker.weight))
            worker.send(task)
        else:
            task.answers = []
        return task

    def receive(self) -> None:
        """Wait until a process has answered, and take what there is."""
        for key, _ in self._selector.select():
            worker: _Worker[Given, Answer] = key.data
            try:
                worker.receive()
            except EOFError:
                self._replace(worker)

    def _add_worker(self) -> "_Worker[Given, Answer]":
        worker = _Worker(self._function)
        self._workers.append(worker)
        self._selector.register(worker.answers, EVENT_READ, worker)
        return worker

    def _replace(self, ended: "_Worker[Given, Answer]") -> None:
        """Do without a process that has *ended*: what it was given is done again."""
        self._selector.unregister(ended.answers)
        self._workers.remove(ended)
        ended.end(is_idle=False)
        ended.wait()
        tasks = ended.tasks
        if tasks:
            # Which thing ended it shows where each is done by itself.
            first = tasks.popleft()
            first.answers = self._one_by_one(first.things)
        worker = self._add_worker()
        for task in tasks:
            worker.send(task)

    def _one_by_one(self, things: Sequence[Given]) -> list[Answer]:
        answers = []
        worker = _Worker(self._function)
        for thing in things:
            task: Task[Given, Answer] = Task([thing], 0)
            worker.send(task)
            try:
                worker.receive()
            except EOFError:
                worker.end(is_idle=False)
                worker.wait()
                worker = _Worker(self._function)
            answers += [self._lost(thing)] if task.answers is None else task.answers
        worker.end(is_idle=True)
        worker.wait()
        return answers


class _Worker(Generic[Given, Answer]):
    """A process, and the tasks that it was sent and has not answered, in order."""

    def __init__(self, function: Callable[[Given], Answer]) -> None:
        self._function = function
        self.tasks: deque[Task[Given, Answer]] = deque()
        self.weight = 0
        # In a session of its own, it does not hear when the person stops the first.
        self._process = Popen(  # noqa: S603 - it is this program
            [sys.executable, "-c", _PROGRAM, *sys.path],
            stdin=PIPE,
            stdout=PIPE,
            bufsize=0,
            start_new_session=True,
        )
        self._requests = cast(IO[bytes], self._process.stdin)
        self.answers = cast(IO[bytes], self._process.stdout)

    @property
    def has_room(self) -> bool:
        """Whether it may be sent more."""
        count = len(self.tasks)
        return count < _FEWEST_TASKS or (
            count < _MOST_TASKS and self.weight < _ENOUGH_BYTES
        )

    def send(self, task: Task[Given, Answer]) -> None:
        """Send a task; where the process has ended, *receive* will tell."""
        self.tasks.append(task)
        self.weight += task.weight
        message = pickle.dumps((self._function, task.things), protocol=-1)
        with suppress(BrokenPipeError):
            write_message(self._requests.fileno(), message)

    def receive(self) -> None:
        """Take the answers to the first task; raise EOFError if the process ended."""
        message = read_message(self.answers.fileno())
        task = self.tasks.popleft()
        self.weight -= task.weight
        # It comes from the program that this process has started.
        task.answers, error = pickle.loads(message)  # noqa: S301
        if error:
            raise error

    def end(self, *, is_idle: bool) -> None:
        """Let it end: by itself if it *is_idle*."""
        self._requests.close()
        self.answers.close()
        if not is_idle:
            self._process.kill()

    def wait(self) -> None:
        """Wait until it has ended."""
        self._process.wait()
