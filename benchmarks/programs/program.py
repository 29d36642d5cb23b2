"""What is asked of every program that is compared."""

from pathlib import Path
from typing import Protocol

from benchmarks.processes import Command


class Program(Protocol):
    """A program that takes in the files of one folder, and may find them again.

    It hands out commands, each to be run and measured by whoever asked for it.
    """

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def version(self) -> str:
        """Its version, as it says itself."""

    def forget(self) -> None:
        """Remove all that it has made."""

    def take_in(self) -> Command:
        """Return the command for all files of the folder; it has none yet."""

    def look_again(self) -> Command | None:
        """Return the command that looks for what has changed, if it has one."""

    def add(self, path: Path) -> Command:
        """Return the command for one file that is new in the folder."""

    def search(self, word: str) -> Command | None:
        """Return the command for the first hits with *word*, if it has one."""

    def size(self) -> int:
        """Return the bytes of all that it keeps."""


def bytes_below(folder: Path) -> int:
    """Return the size of all files below *folder*."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
