"""SQLite's own full-text search in its plainest form; run as a program, it fills it.

``python fts5.py FOLDER DATABASE`` imports nothing but what it needs, since the time
that it takes is compared.
"""

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

Row: TypeAlias = tuple[str, str, str, str | None]


def fill(database: Path, rows: Iterable[Row]) -> sqlite3.Connection:
    """Make a table in *database* and insert *rows*: name, headline, body and place."""
    connection = sqlite3.connect(database)
    connection.execute(
        "CREATE VIRTUAL TABLE article USING fts5"
        " (name UNINDEXED, headline, body, place, tokenize = 'porter unicode61')"
    )
    with connection:
        connection.executemany("INSERT INTO article VALUES (?, ?, ?, ?)", rows)
    return connection


def _rows(folder: Path) -> Iterator[Row]:
    for path in folder.rglob("*.txt"):
        text = path.read_text(encoding="utf-8", errors="replace")
        headline, _, body = text.partition("\n")
        yield str(path), headline, body, None


if __name__ == "__main__":
    fill(Path(sys.argv[2]), _rows(Path(sys.argv[1]))).close()
