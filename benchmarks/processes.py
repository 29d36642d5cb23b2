"""Fresh processes, as a shell starts them: in a pipe, on a terminal, or watched."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from time import sleep

from benchmarks.clocks import Clock
from benchmarks.resident import resident_bytes

_SUCCESS = frozenset({0})
_ROWS, _COLUMNS = 60, 100
_CHUNK = 65536
_PAUSE_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Command:
    """A program and its arguments, under the *name* that tables have for it.

    Its exit code is one of *success* if all went well; *settings* are environment
    variables of its own.
    """

    name: str
    words: tuple[str | Path, ...]
    success: frozenset[int] = _SUCCESS
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Ours, less what a person has set for tca, and without a pager.

        Python may keep what it has compiled, as it does where a program is installed.
        """
        unset = ("TCA_", "PYTHONDONTWRITEBYTECODE")
        ours = {k: v for k, v in os.environ.items() if not k.startswith(unset)}
        return {**ours, "PAGER": "", **self.settings}

    def check(self, code: int, said: bytes) -> None:
        """Raise ProcessFailedError where the exit code is none of success."""
        if code not in self.success:
            raise ProcessFailedError(self, code, said.decode(errors="replace"))


class ProcessFailedError(Exception):
    """A program that is to be measured did not do what was asked."""

    def __init__(self, command: Command, code: int, said: str) -> None:
        words = " ".join(map(str, command.words))
        super().__init__(f"{words} ended with {code}: {said.strip()}")


def seconds_of(command: Command, clock: Clock) -> float:
    """Run *command*, its output in a pipe, and return how long that took."""
    start = clock.of_children()
    done = subprocess.run(
        command.words,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env=command.environment,
    )
    seconds = clock.of_children() - start
    command.check(done.returncode, done.stderr)
    return seconds


def seconds_on_terminal(command: Command, clock: Clock) -> float:
    """Run *command* on a terminal that shows all at once, and return the time."""
    import pty
    import termios

    ours, its = pty.openpty()
    termios.tcsetwinsize(its, (_ROWS, _COLUMNS))
    start = clock.of_children()
    with subprocess.Popen(
        command.words,
        stdin=its,
        stdout=its,
        stderr=its,
        env=command.environment | {"TERM": "xterm-256color"},
    ) as process:
        os.close(its)
        said = _all_from(ours)
    seconds = clock.of_children() - start
    os.close(ours)
    command.check(process.returncode, said)
    return seconds


def peak_bytes_of(command: Command) -> int:
    """Run *command* and return the most memory that all its processes had at once."""
    peak = 0
    with (
        TemporaryFile() as said,
        subprocess.Popen(
            command.words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=command.environment,
        ) as process,
    ):
        while process.poll() is None:
            peak = max(peak, resident_bytes(process.pid))
            sleep(_PAUSE_SECONDS)
        said.seek(0)
        command.check(process.returncode, said.read())
    return peak


def _all_from(terminal: int) -> bytes:
    said = b""
    while True:
        try:
            chunk = os.read(terminal, _CHUNK)
        except OSError:
            # So Linux says that nobody is at the other end any more.
            return said
        if not chunk:
            return said
        said += chunk
