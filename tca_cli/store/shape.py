"""What tables, views and triggers a record has, and those that it should have."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any, TypeAlias

from tca_cli.store.database import Database
from tca_cli.store.migrations import MIGRATIONS

# By kind and name: of which table it is, and the statement that made it.
Shape: TypeAlias = Mapping[tuple[str, str], tuple[str, str]]

_SHAPE = "SELECT type, name, tbl_name, sql FROM sqlite_schema"


def shape(database: Database) -> Shape:
    """Return what *database* has."""
    return _shape(database.execute(_SHAPE))


def shape_after(steps: int) -> Shape:
    """Return what a record has that has taken so many steps."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        for step in MIGRATIONS[:steps]:
            for statement in step:
                fresh.execute(statement)
        return _shape(fresh.execute(_SHAPE))


def steps_of(found: Shape) -> int | None:
    """Return after how many steps a record has just this, or None."""
    steps = range(1, len(MIGRATIONS) + 1)
    return next((count for count in steps if shape_after(count) == found), None)


def differences(found: Shape, expected: Shape) -> Iterator[str]:
    """Yield in words how what was *found* differs."""
    for kind, name in sorted(found.keys() | expected.keys()):
        part = f"{kind} {name!r}"
        if (kind, name) not in expected:
            yield f"no version of tca makes the {part} that is in it"
        elif (kind, name) not in found:
            yield f"the {part} is missing in it"
        elif found[kind, name] != expected[kind, name]:
            yield f"the {part} in it is not as tca makes it"


def _shape(rows: Iterable[Any]) -> Shape:
    return {(kind, name): (table, _bare(sql or "")) for kind, name, table, sql in rows}


def _bare(sql: str) -> str:
    """Return *sql* without what was said to people in it, however its lines break."""
    return " ".join(re.sub("--.*", "", sql).split())
