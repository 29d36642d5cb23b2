"""Fresh processes, as a shell starts them, with their output in a pipe."""

import os
import subprocess
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from time import perf_counter

from tca_cli.errors import ExitCode

_SUCCESS = frozenset({0})


class ProcessFailedError(Exception):
    """A program that is to be timed did not do what was asked."""

    def __init__(self, command: Sequence[str], code: int, said: str) -> None:
        super().__init__(f"{' '.join(command)} ended with {code}: {said.strip()}")


def seconds_of(command: Sequence[str], *, success: Collection[int] = _SUCCESS) -> float:
    """Run *command* to its end and return how long that took.

    Raises ProcessFailedError where its exit code is none of *success*.
    """
    settings = {k: v for k, v in os.environ.items() if not k.startswith("TCA_")}
    start = perf_counter()
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env=settings,
    )
    seconds = perf_counter() - start
    if done.returncode not in success:
        said = done.stderr.decode(errors="replace")
        raise ProcessFailedError(command, done.returncode, said)
    return seconds


def tca_seconds(archive: Path, *arguments: str | Path) -> float:
    """Return how long ``tca`` takes for *arguments* on *archive*."""
    words = map(str, ("--archive", archive, *arguments))
    # Among real files may be one that cannot be read.
    success = {ExitCode.DONE, ExitCode.SOME_UNREADABLE}
    return seconds_of([sys.executable, "-m", "tca_cli", *words], success=success)
