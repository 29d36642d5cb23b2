"""Small disks in memory, which can be full, grow, and be read only."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from tests.torture.trials import SkippedError

_BYTES_OF_A_BLOCK = 4096


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk that is mounted at *folder*."""

    folder: Path

    def enlarge(self, mebibytes: int = 200) -> None:
        """Make room."""
        self._remount(f"size={mebibytes}m")

    def make_read_only(self) -> None:
        """Let nothing be written."""
        self._remount("ro")

    def make_writable(self) -> None:
        """Let all be written again."""
        self._remount("rw")

    def _remount(self, options: str) -> None:
        _mount("-o", f"remount,{options}", str(self.folder))


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Disk]:
    """Yield a disk at *folder* of so many bytes; raise SkippedError where none can."""
    if os.geteuid() != 0:
        raise SkippedError("only root mounts disks; unshare -rm make torture does")
    folder.mkdir()
    blocks = max(size // _BYTES_OF_A_BLOCK, 1)
    options = f"size={blocks * _BYTES_OF_A_BLOCK},mode=755"
    try:
        _mount("-t", "tmpfs", "-o", options, "tca-torture", str(folder))
    except subprocess.CalledProcessError as error:
        raise SkippedError(f"no disk can be mounted here: {error.stderr}") from error
    try:
        yield Disk(folder)
    finally:
        subprocess.run([_program("umount"), "--lazy", str(folder)], check=True)


def size_of(folder: Path) -> int:
    """Return how many bytes of a small disk the files in *folder* take."""
    sizes = [path.stat().st_size for path in folder.rglob("*")]
    return sum(-(-size // _BYTES_OF_A_BLOCK) * _BYTES_OF_A_BLOCK for size in sizes)


def _program(name: str) -> str:
    if (found := which(name)) is None:
        raise SkippedError(f"{name} is not installed")
    return found


def _mount(*words: str) -> None:
    subprocess.run(
        [_program("mount"), *words], check=True, capture_output=True, text=True
    )
