"""The connection to SQLite: opening, transactions, and errors in our own words."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from tca_cli.errors import (
    FULL_DISK,
    ArchiveLockedError,
    ArchiveUnusableError,
    reason_of,
)

if TYPE_CHECKING:
    from tca_cli.store.copying import Progress

LOCK_TIMEOUT_SECONDS = 5.0
_VALUES_OF_A_STATEMENT = 500
_KIBIBYTES_OF_CACHE = 32 * 1024

Parameters: TypeAlias = Sequence[Any] | Mapping[str, Any]


class Database:
    """An open SQLite file."""

    def __init__(self, path: Path, *, create: bool) -> None:
        """Open the file at *path*, for reading only where it cannot be written."""
        self._path = path
        self._identity: tuple[int, int] | None = None
        with self._translated_errors():
            if create and not path.exists():
                # The file is made here, since SQLite would make it readable by all.
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, mode=0o600))
            self.is_read_only = not os.access(path.parent, os.W_OK) or not os.access(
                path, os.W_OK
            )
            self._identity = _identity(path)
            self._connection = _connected(path, is_read_only=self.is_read_only)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def state(self) -> tuple[int, int]:
        """What changes whenever this process or another one has written."""
        ((by_others,),) = self.execute("PRAGMA data_version")
        return int(by_others), self._connection.total_changes

    def prepare_for_writing(self) -> None:
        """Let readers read while there is a writer, and a batch survive a power cut."""
        if not self.is_read_only:
            self.execute("PRAGMA journal_mode = WAL")
            self.execute("PRAGMA synchronous = FULL")
            # What is kept goes by digests, which are anywhere in a table.
            self.execute(f"PRAGMA cache_size = -{_KIBIBYTES_OF_CACHE}")

    def execute(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """Run one statement; return its rows."""
        with self._translated_errors():
            return self._connection.execute(sql, parameters).fetchall()

    def execute_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run one statement for each of *rows*."""
        with self._translated_errors():
            self._connection.executemany(sql, rows)

    def execute_for(
        self, sql: str, values: Iterable[Any], *, each: str = "?"
    ) -> Iterator[sqlite3.Row]:
        """Run one statement for all *values*, few at a time, in place of its ``(?)``.

        There *each* value is put in.
        """
        remaining = iter(values)
        while chunk := list(islice(remaining, _VALUES_OF_A_STATEMENT)):
            places = ", ".join([each] * len(chunk))
            yield from self.execute(sql.replace("(?)", f"({places})"), chunk)

    def each(self, sql: str) -> Iterator[sqlite3.Row]:
        """Yield the rows of a statement one by one, for more than memory holds."""
        with self._translated_errors():
            yield from self._connection.execute(sql)

    def copy_to(self, path: Path, progress: "Progress | None" = None) -> None:
        """Copy all, as of one moment, into a new file at *path*.

        Whoever writes meanwhile goes on. Raises UnwritableFileError where the copy
        cannot be written.
        """
        from tca_cli.store.copying import copy

        with self.reading(), self._translated_errors():
            # The moment is that of the first look.
            self._connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
            copy(self._connection, path, progress)

    def check_in_place(self) -> None:
        """Raise ArchiveUnusableError if another file, or none, is where it was."""
        with suppress(OSError):
            if self._identity in (None, _identity(self._path)):
                return
        raise ArchiveUnusableError(
            self._path.parent,
            "it was moved, removed or replaced meanwhile; run the same command again",
        )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all that is written within, or none of it."""
        yield from self._transaction("BEGIN IMMEDIATE", self.check_in_place)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read within as of one moment, whatever other processes write meanwhile."""
        yield from self._transaction("BEGIN")

    def _transaction(
        self, begin: str, check: Callable[[], None] = lambda: None
    ) -> Iterator[None]:
        self.execute(begin)
        try:
            yield
            # Who has taken the file away would look in vain for what is kept in it.
            check()
            self.execute("COMMIT")
        except BaseException:
            # A full disk has ended the transaction already.
            if self._connection.in_transaction:
                self.execute("ROLLBACK")
            raise

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = _code(error)
            if code == sqlite3.SQLITE_BUSY:
                raise ArchiveLockedError(self._path.parent) from error
            # It is why SQLite fails, if it is so.
            self.check_in_place()
            reason = FULL_DISK if code == sqlite3.SQLITE_FULL else str(error)
            raise ArchiveUnusableError(self._path, reason) from error
        except OSError as error:
            raise ArchiveUnusableError(self._path, reason_of(error)) from error


def _connected(path: Path, *, is_read_only: bool) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={'ro' if is_read_only else 'rw'}"
    if is_read_only and not _has_content(path.with_name(f"{path.name}-wal")):
        # SQLite cannot share its memory where it cannot write; nothing writes here.
        uri += "&immutable=1"
    connection = sqlite3.connect(
        uri, uri=True, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None
    )
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _identity(path: Path) -> tuple[int, int]:
    now = path.stat()
    return now.st_dev, now.st_ino


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _code(error: sqlite3.DatabaseError) -> int | None:
    code: int | None = getattr(error, "sqlite_errorcode", None)
    # The lower byte is the error, the upper ones tell its kinds apart.
    return None if code is None else code & 0xFF
