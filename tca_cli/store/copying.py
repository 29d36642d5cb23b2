"""Whole copies of a record, each as of one moment."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from tca_cli.errors import FULL_DISK, reason_of
from tca_cli.errors.files import UnwritableFileError
from tca_cli.store.durability import new_file

# How many bytes are done, of how many.
Progress: TypeAlias = Callable[[int, int], None]

_PAGES_AT_ONCE = 2048


def copy(source: sqlite3.Connection, path: Path, progress: Progress | None) -> None:
    """Copy what *source* reads into a new file at *path*, for its owner alone.

    Raises UnwritableFileError where it cannot be written.
    """
    ((page_size,),) = source.execute("PRAGMA page_size")

    def told(_: int, remaining: int, pages: int) -> None:
        if progress:
            progress((pages - remaining) * page_size, pages * page_size)

    try:
        # The file is made here, since SQLite would make it readable by all.
        new_file(path).close()
        with closing(sqlite3.connect(path, isolation_level=None)) as target:
            # Whoever wants the copy to last makes it safe when it is whole.
            target.execute("PRAGMA synchronous = OFF")
            target.execute("PRAGMA journal_mode = OFF")
            source.backup(target, pages=_PAGES_AT_ONCE, progress=told)
            # One file, which can be read where nothing can be written.
            target.execute("PRAGMA journal_mode = DELETE")
    except OSError as error:
        raise UnwritableFileError(path, reason_of(error)) from error
    except sqlite3.DatabaseError as error:
        if _is_of_target(error):
            is_full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
            reason = FULL_DISK if is_full else str(error)
            raise UnwritableFileError(path, reason) from error
        raise


def _is_of_target(error: sqlite3.DatabaseError) -> bool:
    name: str = getattr(error, "sqlite_errorname", "")
    kinds = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")
    return name.startswith(kinds) and not name.endswith("_READ")
