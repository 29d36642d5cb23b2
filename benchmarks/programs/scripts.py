"""Short scripts that read the files into an index: the least that a program can do.

They neither look for changes nor keep what they have read apart from their index.
"""

import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree

from benchmarks.processes import Command
from benchmarks.programs.program import bytes_below

_ROOT = Path(__file__).parents[2]
# Debian's own is the one that has Debian's Xapian.
_PYTHONS = (sys.executable, "/usr/bin/python3")


@dataclass(frozen=True, slots=True)
class Script:
    """A module of ``benchmarks.scripts``, run by *python*, with its index in a folder.

    Such a script is told the folder, and a folder of files or one file.
    """

    name: str
    module: str
    version: str
    python: str
    folder: Path
    directory: Path

    def forget(self) -> None:
        """Remove the index."""
        rmtree(self.directory, ignore_errors=True)

    def take_in(self) -> Command:
        """Return the command for all files of the folder."""
        return self.add(self.folder)

    def look_again(self) -> None:
        """Return none: it does not look for changes."""

    def add(self, path: Path) -> Command:
        """Return the command for one file, or for all below it."""
        words = (self.python, "-m", self.module, self.directory, path)
        return Command(self.name, words, settings={"PYTHONPATH": str(_ROOT)})

    def search(self, _word: str) -> None:
        """Return none: it only fills its index."""

    def size(self) -> int:
        """Return the bytes of the index."""
        return bytes_below(self.directory)


def fts5_script(folder: Path, room: Path) -> Script | None:
    """Return the script for SQLite, or None where that is built without FTS5."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE article USING fts5 (body)")
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()
    return _script("FTS5", sqlite3.sqlite_version, sys.executable, folder, room)


def tantivy_script(folder: Path, room: Path) -> Script | None:
    """Return the script for tantivy, or None where that is missing."""
    if not find_spec("tantivy"):
        return None
    return _script("tantivy", version("tantivy"), sys.executable, folder, room)


def xapian_script(folder: Path, room: Path) -> Script | None:
    """Return the script for Xapian, or None where no Python here has it."""
    asked = "import xapian; print(xapian.version_string())"
    for python in filter(Path.exists, map(Path, _PYTHONS)):
        command = (python, "-c", asked)
        said = subprocess.run(command, capture_output=True, check=False, text=True)
        if said.returncode == 0:
            found = said.stdout.strip()
            return _script("Xapian", found, str(python), folder, room)
    return None


def _script(what: str, its: str, python: str, folder: Path, room: Path) -> Script:
    module = what.lower()
    return Script(
        f"{what} script",
        f"benchmarks.scripts.{module}",
        its,
        python,
        folder,
        room / module,
    )
