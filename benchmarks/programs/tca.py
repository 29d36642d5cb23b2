"""tca itself."""

import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from typing import ClassVar

from benchmarks.processes import Command
from benchmarks.programs.program import bytes_below
from tca_cli.bootstrap import INDEX, RECORD
from tca_cli.errors import ExitCode

# Among real files may be one that cannot be read.
_SUCCESS = frozenset({int(ExitCode.DONE), int(ExitCode.SOME_UNREADABLE)})


@dataclass(frozen=True, slots=True)
class Tca:
    """The program that this is all about, with an archive in *room*."""

    name: ClassVar[str] = "tca"

    folder: Path
    room: Path

    @property
    def version(self) -> str:
        """That of the installed package."""
        return version("tca-cli")

    @property
    def archive(self) -> Path:
        """Where it keeps its archive."""
        return self.room / "archive"

    def forget(self) -> None:
        """Remove the archive."""
        rmtree(self.archive, ignore_errors=True)

    def take_in(self) -> Command:
        """Return the command for all files of the folder."""
        return self.command("ingest", self.folder, name="tca ingest")

    def look_again(self) -> Command:
        """Return the same: it passes over what it knows."""
        return self.take_in()

    def add(self, path: Path) -> Command:
        """Return the command for one file."""
        return self.command("ingest", path, name="tca ingest FILE")

    def search(self, word: str) -> Command:
        """Return the command for the first page of hits."""
        return self.command("search", word, name="tca search WORD")

    def size(self) -> int:
        """Return the bytes of record and index."""
        return self.record_size() + self.index_size()

    def record_size(self) -> int:
        """Return those of the record, and of what SQLite keeps beside it."""
        return sum(path.stat().st_size for path in self.archive.glob(f"{RECORD}*"))

    def index_size(self) -> int:
        """Return those of the index."""
        return bytes_below(self.archive / INDEX)

    def command(self, *arguments: str | Path, name: str) -> Command:
        """Return any command of it, on the archive."""
        program = (sys.executable, "-m", "tca_cli", "--archive", self.archive)
        # What it remembers of the last search is no concern of the person's own.
        settings = {"XDG_STATE_HOME": str(self.room / "state")}
        return Command(name, (*program, *arguments), _SUCCESS, settings)
