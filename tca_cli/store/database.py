"""The connection to SQLite: opening, transactions, and errors in our own words."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from tca_cli.errors import TcaError, reason_of
from tca_cli.errors.archives import ArchiveDamagedError, ArchiveUnusableError
from tca_cli.store.sqlite_errors import code_of, is_for_want_of_room, translated

if TYPE_CHECKING:
    from tca_cli.store.copying import Progress

LOCK_TIMEOUT_SECONDS = 5.0
_VALUES_OF_A_STATEMENT = 500
_ROWS_AT_ONCE = 100
_KIBIBYTES_OF_CACHE = 32 * 1024

Parameters: TypeAlias = Sequence[Any] | Mapping[str, Any]


class Database:
    """An open SQLite file."""

    def __init__(
        self, path: Path, *, create: bool = False, is_check: bool = False
    ) -> None:
        """Open the file at *path*, for reading only where it cannot be written.

        To check it, nothing is written, and text that is none is read all the same.
        """
        self.path = path
        self._bytes: BinaryIO | None = None
        self._is_check = is_check
        self._identity: tuple[int, int] | None = None
        with self._translated_errors():
            if create and not path.exists():
                # The file is made here, since SQLite would make it readable by all.
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, mode=0o600))
            self.is_read_only = not os.access(path.parent, os.W_OK) or not os.access(
                path, os.W_OK
            )
            # What a killed process left to be moved into the file stays where it is.
            self.is_read_only |= is_check and _has_content(_log_of(path))
            self._identity = _identity(path)
            self._connection = _connected(path, is_read_only=self.is_read_only)
            self.is_full = not self.is_read_only and not self._has_room()
            if self.is_full:
                self._connection.close()
                self.is_read_only = True
                self._connection = _connected(path, is_read_only=True)
            if is_check:
                self.is_read_only = True
                self._connection.execute("PRAGMA query_only = ON")
                self._connection.text_factory = _decoded

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        if self._bytes:
            self._bytes.close()

    @property
    def bytes(self) -> BinaryIO:
        """The file itself, to be read as it is and left open.

        Closed before the connection, it would take all locks of this process with it.
        """
        if self._bytes is None:
            with self._translated_errors():
                self._bytes = self.path.open("rb")
        self._bytes.seek(0)
        return self._bytes

    @property
    def size(self) -> int:
        """How many bytes the file has, when all that is kept has been moved into it."""
        ((size,),) = self.execute(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        )
        return int(size)

    @property
    def changes(self) -> int:
        """How many rows this connection has written."""
        return self._connection.total_changes

    def has_checkpointed(self) -> bool:
        """Tell whether all that is kept is in the file itself now.

        It is not where another process still reads what was there before.
        """
        self.execute("PRAGMA busy_timeout = 0")
        try:
            ((is_busy, *_),) = self.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except TcaError:
            return False
        finally:
            self.execute(f"PRAGMA busy_timeout = {LOCK_TIMEOUT_SECONDS * 1000:.0f}")
        return not is_busy and not _has_content(_log_of(self.path))

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
            rows = self._connection.execute(sql)
        while True:
            with self._translated_errors():
                some = rows.fetchmany(_ROWS_AT_ONCE)
            if not some:
                return
            yield from some

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
            if self._identity in (None, _identity(self.path)):
                return
        raise ArchiveUnusableError(
            self.path.parent,
            "it was moved, removed or replaced meanwhile; run the same command again",
        )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all that is written within, or none of it."""
        # Who has taken the file away would look in vain for what is kept in it.
        yield from self._transaction("BEGIN IMMEDIATE", "COMMIT", self.check_in_place)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read within as of one moment, whatever other processes write meanwhile."""
        # There is nothing to keep, which could fail in a damaged file.
        yield from self._transaction("BEGIN", "ROLLBACK")

    @contextmanager
    def sound(self) -> Iterator[None]:
        """Raise ArchiveDamagedError where what was read cannot have been kept so."""
        try:
            yield
        except _OF_FLIPPED_BYTES as error:
            raise ArchiveDamagedError(self.path, str(error)) from error

    def _has_room(self) -> bool:
        """Tell whether there is room for what SQLite's connections share.

        Where there is none, the file can be read without, if nothing is beside it.
        """
        try:
            self._connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        except sqlite3.DatabaseError as error:
            if is_for_want_of_room(error) and not _has_content(_log_of(self.path)):
                return False
            # Who checks it finds that by itself.
            if not self._is_check:
                self._connection.close()
                raise
        return True

    def _transaction(
        self, begin: str, end: str, check: Callable[[], None] = lambda: None
    ) -> Iterator[None]:
        self.execute(begin)
        try:
            yield
            check()
            self.execute(end)
        except BaseException:
            # A full disk has ended the transaction already.
            if self._connection.in_transaction:
                self.execute("ROLLBACK")
            raise

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            if code_of(error) != sqlite3.SQLITE_BUSY:
                # It is why SQLite fails, if it is so.
                self.check_in_place()
            raise translated(error, self.path, is_check=self._is_check) from error
        except UnicodeDecodeError as error:
            # SQLite's own message quotes what is no text.
            raise ArchiveDamagedError(
                self.path, "it holds text that is none"
            ) from error
        except OSError as error:
            raise ArchiveUnusableError(self.path, reason_of(error)) from error


def _connected(path: Path, *, is_read_only: bool) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={'ro' if is_read_only else 'rw'}"
    if is_read_only and not _has_content(_log_of(path)):
        # SQLite cannot share its memory where it cannot write; nothing writes here.
        uri += "&immutable=1"
    connection = sqlite3.connect(
        uri, uri=True, timeout=LOCK_TIMEOUT_SECONDS, isolation_level=None
    )
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        # A file from elsewhere runs nothing, and what is damaged is met, not followed.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _identity(path: Path) -> tuple[int, int]:
    now = path.stat()
    return now.st_dev, now.st_ino


def _decoded(text: bytes) -> str:
    return text.decode(errors="surrogateescape")


def _log_of(path: Path) -> Path:
    """Return where SQLite keeps what is written until it is moved into the file."""
    return path.with_name(f"{path.name}-wal")


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


# What Python says of numbers, dates, JSON and compressed bytes that are none.
_OF_FLIPPED_BYTES = (
    *(ValueError, TypeError, AttributeError, LookupError),
    *(ArithmeticError, RecursionError),
)
