"""What SQLite's errors mean: damage, another writer, or what the system refuses."""

import sqlite3
from pathlib import Path

from tca_cli.errors import FULL_DISK, TcaError
from tca_cli.errors.archives import (
    ArchiveDamagedError,
    ArchiveLockedError,
    ArchiveUnusableError,
)


def translated(error: sqlite3.Error, path: Path, *, is_check: bool) -> TcaError:
    """Return what *error*, of the record at *path*, is to the person who asked.

    To who checks the record, all is damage that is not of the system.
    """
    if is_for_want_of_room(error):
        return ArchiveUnusableError(path, FULL_DISK)
    reason, _, _ = str(error).partition(" with text ")
    match code_of(error):
        case sqlite3.SQLITE_BUSY:
            return ArchiveLockedError(path.parent)
        case code if code in _OF_THE_SYSTEM:
            return ArchiveUnusableError(path, reason)
        case code if code in _OF_DAMAGE or is_check:
            return ArchiveDamagedError(path, reason)
        case _:
            return ArchiveUnusableError(
                path, f"{reason}; 'tca verify' tells whether it is damaged"
            )


def is_for_want_of_room(error: sqlite3.Error) -> bool:
    """Tell whether it is that the disk is full."""
    return getattr(error, "sqlite_errorcode", None) in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR_SHMSIZE,
    )


def code_of(error: sqlite3.Error) -> int | None:
    """Return the number that SQLite gives the error, or None where Python found it."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    # The lower byte is the error, the upper ones tell its kinds apart.
    return None if code is None else code & 0xFF


# All statements are this program's own: one that fails met what it did not write. An
# error without a code is of text that is none.
_OF_DAMAGE = (
    None,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_MISMATCH,
)
_OF_THE_SYSTEM = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_NOMEM,
)
