"""What tca is measured against: programs and modules that do some of what it does."""

import sqlite3
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree, which
from typing import ClassVar, Self

from benchmarks import fts5
from benchmarks.corpus import SUFFIX
from benchmarks.processes import seconds_of
from benchmarks.questions import Question
from tca_cli.article import Article

_IMPORTS = "click, rich.console, rich.table, sqlite3, whoosh.index, whoosh.qparser"


@dataclass(frozen=True, slots=True)
class BareImports:
    """A process that imports what tca is built on, and ends."""

    name: ClassVar[str] = "bare imports"

    def seconds(self) -> float:
        """Return how long it takes."""
        return seconds_of([sys.executable, "-c", f"import {_IMPORTS}"])


@dataclass(frozen=True, slots=True)
class WhooshCommand:
    """Whoosh's own command line, which keeps its index in the folder of the files."""

    name: ClassVar[str] = "whoosh"

    program: str
    folder: Path

    @classmethod
    def installed(cls, folder: Path) -> Self | None:
        """Return it for the files below *folder*, or None where it is missing."""
        program = which(cls.name, path=Path(sys.executable).parent)
        return cls(program, folder) if program else None

    @property
    def index(self) -> Path:
        """Where it keeps its index."""
        return self.folder / ".whoosh_index"

    def index_seconds(self) -> float:
        """Return how long it takes to index all files, where there is no index yet."""
        rmtree(self.index, ignore_errors=True)
        return self._seconds("index", self.folder, "--ext", SUFFIX)

    def update_seconds(self) -> float:
        """Return how long it takes to look for what has changed."""
        return self._seconds("index", self.folder, "--ext", SUFFIX, "--update")

    def search_seconds(self, word: str) -> float:
        """Return how long it takes to find the first ten files with *word*."""
        return self._seconds("search", word, self.folder)

    def _seconds(self, *arguments: str | Path) -> float:
        return seconds_of([self.program, *map(str, arguments)])


@dataclass(frozen=True, slots=True)
class Fts5Script:
    """A script that reads the files into a table of SQLite's full-text search."""

    name: ClassVar[str] = "FTS5"

    folder: Path
    database: Path

    def index_seconds(self) -> float:
        """Return how long it takes, the database made anew."""
        self.database.unlink(missing_ok=True)
        script = [sys.executable, fts5.__file__]
        return seconds_of([*script, str(self.folder), str(self.database)])


@dataclass(frozen=True, slots=True)
class Fts5Table:
    """The same articles in a table of SQLite's full-text search, in this process."""

    name: ClassVar[str] = "FTS5"

    connection: sqlite3.Connection

    @classmethod
    def of(cls, articles: Iterable[Article], database: Path) -> Self:
        """Return a new table of *articles*."""
        rows = ((a.id, a.headline, a.body, a.place) for a in articles)
        return cls(fts5.fill(database, rows))

    def ask(self, question: Question) -> list[tuple[str, str, str]]:
        """Return the ten best articles by BM25, after counting all that match."""
        asked = (_expression(question),)
        count = "SELECT count(*) FROM article WHERE article MATCH ?"
        self.connection.execute(count, asked).fetchone()
        best = (
            "SELECT name, headline, body FROM article WHERE article MATCH ?"
            " ORDER BY bm25(article) LIMIT 10"
        )
        return self.connection.execute(best, asked).fetchall()


def _expression(question: Question) -> str:
    if question.is_phrase:
        words = f'"{" ".join(question.words)}"'
    else:
        words = " AND ".join(f'"{word}"' for word in question.words)
    asked = f"{{headline body}} : ({words})"
    if question.place:
        place = question.place.replace('"', "")
        asked += f' AND place : "{place}"'
    return asked
