"""Processes that compute: whatever happens in them, this one goes on."""

import os
import signal
import time

import pytest

from tca_cli.archive.crew import Crew
from tca_cli.archive.processes import Processes


def processes(function: object) -> Processes[int, object]:
    return Processes(function, jobs=2, weight=lambda _: 1, lost=lambda n: -n)  # type: ignore[arg-type]


def _long(number: int) -> str:
    return str(number % 10) * 300_000


def test_answers_longer_than_a_pipe_holds_come_in_order() -> None:
    assert list(processes(_long).each(range(200))) == list(map(_long, range(200)))


def _long_given(given: str) -> int:
    return len(given)


def test_what_is_sent_may_be_longer_than_a_pipe_holds() -> None:
    given = ["x" * 200_000] * 150
    long = Processes(_long_given, jobs=2, weight=len, lost=lambda _: -1)
    assert list(long.each(given)) == [200_000] * 150


def _noisy(number: int) -> int:
    print("a library has something to say", number, flush=True)  # noqa: T201
    return number


def test_what_is_printed_there_is_no_answer() -> None:
    assert list(processes(_noisy).each(range(100))) == list(range(100))


def _faulty(number: int) -> int:
    if number == 70:
        raise ValueError(number)
    return number


def test_an_error_is_raised_where_its_answer_is_asked_for() -> None:
    with pytest.raises(ValueError, match="70"):
        list(processes(_faulty).each(range(100)))


def test_where_an_error_was_is_said_to_who_asks_alone(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ValueError, match="70") as caught:
        list(processes(_faulty).each(range(100)))
    assert capfd.readouterr().err == ""
    assert "in _faulty" in "".join(caught.value.__notes__)


def _process(_: int) -> int:
    return os.getpid()


def _slow_process(_: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def test_all_processes_have_their_share_and_end() -> None:
    ids = set(processes(_slow_process).each(range(400)))
    assert len(ids) == 2
    assert os.getpid() not in ids
    assert not any(map(is_running, ids))


def test_processes_end_when_no_more_answers_are_wanted() -> None:
    answers = processes(_slow_process).each(range(4000))
    ids = {next(answers) for _ in range(50)}
    answers.close()
    assert not any(map(is_running, ids))


def is_running(process: object) -> bool:
    try:
        os.kill(int(str(process)), 0)
    except ProcessLookupError:
        return False
    return True


def test_little_is_done_here() -> None:
    assert set(processes(_process).each(range(10))) == {os.getpid()}


def _slept(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def test_a_process_that_ends_without_work_is_replaced() -> None:
    with Crew(_slept, lambda _: -1.0, 2) as crew:
        busy = crew.send([0.5], 1)
        idle = crew._workers[1]
        os.kill(idle._process.pid, signal.SIGKILL)
        while busy.answers is None:
            crew.receive()
        assert busy.answers == [0.5]
        assert idle not in crew._workers
        after = [crew.send([0.01], 1) for _ in range(4)]
        while any(task.answers is None for task in after):
            crew.receive()
        assert [task.answers for task in after] == [[0.01]] * 4
