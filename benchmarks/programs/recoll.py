"""Recoll, a desktop's full-text search, which is in C++ and keeps a Xapian index."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree, which
from typing import ClassVar, Self

from benchmarks.processes import Command
from benchmarks.programs.program import bytes_below
from benchmarks.programs.whoosh_command import INDEX as WHOOSH_INDEX

# It is to run as the others do, not behind everything else, and to make no dictionary
# for misspelt words, which would need a language to be installed.
_CONFIGURATION = """\
topdirs = "{folder}"
skippedNames+ = {skipped}
idxniceprio = 0
noaspell = 1
loglevel = 2
"""


@dataclass(frozen=True, slots=True)
class Recoll:
    """``recollindex`` and, if it is there, ``recollq``, configured in *directory*."""

    name: ClassVar[str] = "recoll"

    indexer: str
    searcher: str | None
    folder: Path
    directory: Path

    @classmethod
    def installed(cls, folder: Path, room: Path) -> Self | None:
        """Return it for the files below *folder*, or None where it is missing."""
        indexer, searcher = which("recollindex"), which("recollq")
        if indexer is None:
            return None
        recoll = cls(indexer, searcher, folder, room / "recoll")
        recoll.forget()
        return recoll

    @property
    def version(self) -> str:
        """That which its help says."""
        command = (self.indexer, "-h")
        said = subprocess.run(command, capture_output=True, check=False, text=True)
        found = re.search(r"version: (.+)", said.stdout + said.stderr)
        return found[1] if found else "unknown"

    def forget(self) -> None:
        """Remove all but the configuration."""
        rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)
        text = _CONFIGURATION.format(folder=self.folder, skipped=WHOOSH_INDEX)
        (self.directory / "recoll.conf").write_text(text, encoding="utf-8")

    def take_in(self) -> Command:
        """Return the command for all files of the folder."""
        return self._indexing("recollindex", "-z")

    def look_again(self) -> Command:
        """Return the command for what has changed since."""
        return self._indexing("recollindex")

    def add(self, path: Path) -> Command:
        """Return the command for one file."""
        return self._indexing("recollindex -i FILE", "-i", path)

    def search(self, word: str) -> Command | None:
        """Return the command for the first ten hits."""
        if self.searcher is None:
            return None
        words = (self.searcher, "-c", self.directory, "-n", "10", word)
        return Command("recollq WORD", words)

    def size(self) -> int:
        """Return the bytes of the index, with the texts, and of its notes."""
        return bytes_below(self.directory)

    def _indexing(self, name: str, *options: str | Path) -> Command:
        return Command(name, (self.indexer, "-c", self.directory, *options))
