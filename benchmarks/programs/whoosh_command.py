"""Whoosh's own command line."""

import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree, which
from typing import ClassVar, Self

from benchmarks.corpus import SUFFIX
from benchmarks.processes import Command
from benchmarks.programs.program import bytes_below

INDEX = ".whoosh_index"


@dataclass(frozen=True, slots=True)
class WhooshCommand:
    """``whoosh``, which keeps its index in the folder of the files."""

    name: ClassVar[str] = "whoosh"

    program: str
    folder: Path

    @classmethod
    def installed(cls, folder: Path, _room: Path) -> Self | None:
        """Return it for the files below *folder*, or None where it is missing."""
        program = which("whoosh", path=Path(sys.executable).parent)
        return cls(program, folder) if program else None

    @property
    def version(self) -> str:
        """That of the installed package."""
        return version("whoosh3")

    def forget(self) -> None:
        """Remove the index."""
        rmtree(self.folder / INDEX, ignore_errors=True)

    def take_in(self) -> Command:
        """Return the command for all files of the folder."""
        return self._indexing("whoosh index")

    def look_again(self) -> Command:
        """Return the command for what has changed since, by the times of files."""
        return self._indexing("whoosh index --update", "--update")

    def add(self, _path: Path) -> Command:
        """Return the same: it cannot be told of one file."""
        return self.look_again()

    def search(self, word: str) -> Command:
        """Return the command for the first ten hits."""
        words = (self.program, "search", word, self.folder)
        return Command("whoosh search WORD", words)

    def size(self) -> int:
        """Return the bytes of the index, which holds the texts."""
        return bytes_below(self.folder / INDEX)

    def _indexing(self, name: str, *options: str) -> Command:
        words = (self.program, "index", self.folder, "--ext", SUFFIX)
        return Command(name, (*words, *options))
