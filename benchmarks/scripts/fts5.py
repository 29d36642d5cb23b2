"""SQLite's own full-text search, in its plainest form."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from benchmarks.scripts.files import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

Row: TypeAlias = "tuple[str, str | None, str, str, str | None]"

_TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS article USING fts5"
    " (name UNINDEXED, published UNINDEXED, headline, body, place,"
    " tokenize = 'porter unicode61')"
)


def fill(directory: Path, rows: Iterable[Row]) -> sqlite3.Connection:
    """Add *rows* to a table in *directory*: name, date, headline, body and place."""
    directory.mkdir(exist_ok=True)
    connection = sqlite3.connect(directory / "articles.db")
    connection.execute(_TABLE)
    with connection:
        connection.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?)", rows)
    return connection


if __name__ == "__main__":
    index, path = map(Path, sys.argv[1:])
    found = texts(path)
    fill(index, ((name, None, line, body, None) for name, line, body in found)).close()
