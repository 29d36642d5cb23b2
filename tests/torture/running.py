"""The program as processes of its own: started, watched, and what it left behind."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Any

from tests.support import ROOT
from tests.torture.program import CALLS, KEPT
from tests.torture.trials import LostError, SkippedError, demand

# In the environment of whatever a trial starts, also of what that starts itself.
_MARK = "TCA_TORTURE"
_PATIENCE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended, and what it printed."""

    code: int
    out: str
    said: str

    @property
    def kept(self) -> int:
        """How many versions there were after the last commit that was reported."""
        reported = re.findall(rf"^{KEPT} (\d+)$", self.said, re.MULTILINE)
        return int(reported[-1]) if reported else 0

    @property
    def calls(self) -> int:
        """How many functions were called."""
        (count,) = re.findall(rf"^{CALLS} (\d+)$", self.said, re.MULTILINE)
        return int(count)

    @property
    def message(self) -> str:
        """What was said, less what this harness has it say."""
        lines = self.said.splitlines()
        return "\n".join(line for line in lines if not line.startswith(f"{KEPT} "))


class Running:
    """A run of the program in a process group of its own."""

    def __init__(
        self,
        archive: Path,
        *args: str | Path,
        settings: Mapping[str, Any] | None = None,
        before: Sequence[str | Path] = (),
        beside: Path | None = None,
        is_anyone: bool = False,
    ) -> None:
        """Start it on *archive*; the words *before* it start what traces it.

        With *settings*, in small batches. What it prints is kept in the folder *beside*
        it. One that *is_anyone* may not do everything, though we may.
        """
        self.mark = f"{archive}-{time.monotonic_ns()}"
        beside = beside or archive.parent
        self._said = beside / f"{archive.name}.said"
        self._out = beside / f"{archive.name}.out"
        program: list[str | Path] = [*before, sys.executable, "-m"]
        if is_anyone:
            program[:0] = _as_anyone()
        if settings is None:
            program += ["tca_cli"]
        else:
            program += ["tests.torture.program", json.dumps(settings)]
        with self._said.open("wb") as said, self._out.open("wb") as out:
            self.process = subprocess.Popen(
                [*program, "--archive", archive, *args],
                cwd=ROOT,
                env=_environment(beside, self.mark),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=said,
                start_new_session=True,
            )

    @property
    def said_so_far(self) -> bytes:
        """What it has printed to the standard error."""
        return self._said.read_bytes()

    def is_running(self) -> bool:
        """Tell whether the first process has not ended."""
        return self.process.poll() is None

    def others(self) -> list[int]:
        """Return the processes that it has started and that run."""
        return [pid for pid in _marked(self.mark) if pid != self.process.pid]

    def kill(self, *, whom: str) -> None:
        """Kill the ``first`` process, its ``group``, ``all`` or a ``worker``."""
        first = self.process.pid
        match whom:
            case "first":
                targets = [first]
            case "group":
                os.killpg(first, signal.SIGKILL)
                targets = []
            case "all":
                targets = [first, *self.others()]
            case _:
                targets = self.others()[:1]
        for pid in targets:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def ended(self) -> Ended:
        """Wait for its end, and that of whatever it has started."""
        try:
            code = self.process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill(whom="all")
            self.process.wait()
            raise LostError("it runs and runs") from None
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while self.others() and time.monotonic() < deadline:
            time.sleep(0.02)
        left = self.others()
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        demand(not left, f"{len(left)} processes were left behind")
        out, said = (
            path.read_text("utf-8", errors="replace")
            for path in (self._out, self._said)
        )
        return Ended(code, out, said)


def ran(archive: Path, *args: str | Path, **how: Any) -> Ended:
    """Run the program on *archive* to its end."""
    ended = Running(archive, *args, **how).ended()
    demand_no_fault(ended)
    return ended


def demand_no_fault(ended: Ended) -> None:
    """Demand that the program ended as it should, however bad its luck."""
    fault = "Traceback" in ended.said or "a fault of tca" in ended.said
    demand(not fault and ended.code != 70, f"a fault: {ended.message}")


def demand_refused(ended: Ended) -> None:
    """Demand that the archive was refused: exit 3, and one line that says why."""
    demand_no_fault(ended)
    lines = ended.message.splitlines()
    demand(ended.code == 3, f"exit {ended.code}, not 3: {ended.message}")
    demand(
        len(lines) == 1 and lines[0].startswith("Error: "),
        f"no message of one line: {ended.message}",
    )


def _as_anyone() -> list[str]:
    """Return the words that start a program which obeys permissions."""
    if os.geteuid() != 0:
        return []
    if (setpriv := which("setpriv")) is None:
        raise SkippedError("root may do everything, and setpriv is not installed")
    return [setpriv, "--bounding-set", "-dac_override,-dac_read_search"]


def _environment(beside: Path, mark: str) -> dict[str, str]:
    # Who is killed while it measures coverage would spoil the measurement.
    unset = ("TCA_", "COV", "PYTHONDONTWRITEBYTECODE")
    ours = {k: v for k, v in os.environ.items() if not k.startswith(unset)}
    return ours | {
        "COLUMNS": "80",
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "0",
        "XDG_STATE_HOME": str(beside / "state"),
        _MARK: mark,
    }


def _marked(mark: str) -> list[int]:
    sought = f"{_MARK}={mark}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            # That of one that has ended, and is only not yet buried, is empty.
            if sought in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found
