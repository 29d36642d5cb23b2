"""The tables of the record, and how an older archive comes to have them."""

import os
import warnings
from pathlib import Path

from tca_cli.errors.archives import (
    ArchiveDamagedError,
    ArchiveUnusableError,
    NoArchiveError,
)
from tca_cli.store.database import Database
from tca_cli.store.migrations import MIGRATIONS

# "tca1": tells a record from the SQLite files of other programs.
APPLICATION_ID = int.from_bytes(b"tca1")


def migrate(
    database: Database, path: Path, *, create: bool, keeps_copy: bool = True
) -> None:
    """Bring the tables up to date, or make them where there are none and it is asked.

    What an older program wrote is copied before, to a file beside it, and a warning
    tells where. Refuses the record of a newer program, and what is no record.
    """
    is_new = not is_ours(database)
    if has_steps(database) == len(MIGRATIONS) and not is_new:
        return
    with database.reading():
        _check_before(database, path, create=create)
    if database.is_read_only:
        raise ArchiveUnusableError(
            path,
            "an older version of tca wrote it, and it cannot be brought up to date",
        )
    _take_steps(database, path, keeps_copy=keeps_copy and not is_new)


def _take_steps(database: Database, path: Path, *, keeps_copy: bool) -> None:
    copied = None
    with database.writing():
        # Counted again: another process may have taken them while this one waited.
        taken = has_steps(database)
        if keeps_copy and taken < len(MIGRATIONS):
            from tca_cli.store.older_record import copy_before_step

            copied = copy_before_step(path, taken + 1)
        for step in MIGRATIONS[taken:]:
            for statement in step:
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        note_writing(database)
    if copied:
        # Only now: a warning may be made an error, and the steps are taken.
        warnings.warn(
            "an older version of tca wrote this archive, which is brought up to date;"
            f" {copied} is its record as it was, and can be deleted",
            stacklevel=2,
        )


def note_writing(database: Database) -> None:
    """Note that something else is written than when the record was sealed last."""
    if has_steps(database) < _STEPS_TO_TOKENS:
        return
    # Imported when it is needed: reading notes nothing.
    from hashlib import sha256

    token = os.urandom(_BYTES_OF_TOKEN)
    database.execute("DELETE FROM writing")
    database.execute(
        "INSERT INTO writing VALUES (?, ?)", (token, sha256(token).digest())
    )


_STEPS_TO_TOKENS = 3
_BYTES_OF_TOKEN = 16


def _check_before(database: Database, path: Path, *, create: bool) -> None:
    """Raise the error that fits where the steps cannot be taken."""
    # Imported when it is needed: seldom is a record not up to date.
    from tca_cli.store.shape import shape, steps_of

    taken, has_mark = has_steps(database), is_ours(database)
    has_taken = steps_of(tables := shape(database))
    if taken > len(MIGRATIONS):
        # Unless the number is damaged, where there are the tables of this version.
        hint = "; if none did, see 'tca verify'" if has_taken else ""
        raise ArchiveUnusableError(
            path,
            f"a newer version of tca wrote it; install that version to go on{hint}",
        )
    if has_taken and (has_taken != taken or not has_mark):
        raise ArchiveDamagedError(path, "its first bytes are not as tca writes them")
    if not has_mark and (tables or taken):
        raise ArchiveUnusableError(path, "another program wrote it; it is no archive")
    if not has_mark and not create:
        raise NoArchiveError(path.parent)


def is_ours(database: Database) -> bool:
    """Tell whether the file says that it is a record."""
    return _number(database, "application_id") == APPLICATION_ID


def has_steps(database: Database) -> int:
    """Return how many steps the file says that it has taken."""
    return _number(database, "user_version")


def _number(database: Database, pragma: str) -> int:
    ((number,),) = database.execute(f"PRAGMA {pragma}")
    return int(number)
