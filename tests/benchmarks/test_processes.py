"""Processes that are timed, shown a terminal, or watched."""

import sys
from collections.abc import Callable
from functools import partial
from textwrap import dedent

import pytest

from benchmarks import resident
from benchmarks.clocks import CLOCKS
from benchmarks.processes import (
    Command,
    ProcessFailedError,
    peak_bytes_of,
    seconds_of,
    seconds_on_terminal,
)

WALL, PROCESSOR = CLOCKS["wall"], CLOCKS["processor"]


def python(code: str, *, success: int = 0) -> Command:
    words = (sys.executable, "-c", dedent(code))
    return Command("python", words, frozenset({success}))


def test_the_wall_clock_counts_sleep_and_the_processor_s_does_not() -> None:
    sleeping = python("import time; time.sleep(1)")
    assert seconds_of(sleeping, WALL) >= 1
    assert seconds_of(sleeping, PROCESSOR) < 1


def test_work_of_the_processes_of_a_process_counts() -> None:
    working = python(
        """
        import subprocess, sys
        work = "import time\\nwhile time.process_time() < 0.5: pass"
        subprocess.run([sys.executable, "-c", work], check=True)
        """
    )
    assert seconds_of(working, PROCESSOR) >= 0.5


def test_what_happens_here_is_timed_by_either_clock() -> None:
    for clock in (WALL, PROCESSOR):
        assert clock.timed(sum, range(1_000_000)) > 0


@pytest.mark.parametrize(
    "run",
    [
        partial(seconds_of, clock=WALL),
        partial(seconds_on_terminal, clock=WALL),
        peak_bytes_of,
    ],
)
def test_a_program_that_fails_is_told_of(run: Callable[[Command], float]) -> None:
    failing = python("import sys; print('no luck', file=sys.stderr); sys.exit(3)")
    with pytest.raises(ProcessFailedError, match=r"ended with 3: no luck"):
        run(failing)


def test_another_exit_code_may_be_a_success_too() -> None:
    seconds_of(python("raise SystemExit(4)", success=4), WALL)


def test_what_a_person_has_set_for_tca_does_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TCA_ENGINE", "scan")
    seconds_of(python("import os; assert 'TCA_ENGINE' not in os.environ"), WALL)


def test_a_program_on_a_terminal_has_one_and_its_output_is_read() -> None:
    seconds_on_terminal(
        python(
            """
            import os, sys
            assert sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
            assert os.get_terminal_size().columns == 100
            print("a line\\n" * 100_000)
            """
        ),
        WALL,
    )


@pytest.mark.skipif(not resident.can_tell(), reason="the system does not tell")
def test_the_memory_of_all_processes_counts_while_they_live() -> None:
    megabyte = 1_000_000
    two = python(
        """
        import subprocess, sys
        hold = "import time; held = b'x' * 50_000_000; time.sleep(0.5)"
        held = b'x' * 50_000_000
        subprocess.run([sys.executable, "-c", hold], check=True)
        """
    )
    assert 100 * megabyte < peak_bytes_of(two) < 200 * megabyte
