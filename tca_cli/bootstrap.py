"""Build an archive: the one place that picks its parts."""

from pathlib import Path

from tca_cli.archive import INDEX, RECORD, WAIT_SECONDS, Archive
from tca_cli.archive.guarded_index import GuardedIndex
from tca_cli.archive.lock import WriterLock
from tca_cli.errors import reason_of
from tca_cli.errors.archives import (
    ArchiveDamagedError,
    ArchiveUnusableError,
    NoArchiveError,
)
from tca_cli.store import SqliteStore

__all__ = ["INDEX", "RECORD", "open_archive"]


def open_archive(
    directory: Path, *, engine: str, create: bool, wait_seconds: float | None = None
) -> Archive:
    """Open the archive in *directory*; where there is none, make it if so asked.

    Who writes waits so long for another that does, where it is said.
    Raises NoArchiveError where there is none, and ArchiveUnusableError where what is
    there cannot be used.
    """
    record = directory / RECORD
    try:
        if not _is_missing(record):
            store = SqliteStore.open(record, create=create)
        elif create:
            store = _new_store(directory, record)
        else:
            raise NoArchiveError(directory)
    except OSError as error:
        raise ArchiveUnusableError(directory, reason_of(error)) from error
    return _archive(directory, engine, store, wait_seconds)


def open_archive_to_check(directory: Path, *, engine: str) -> Archive:
    """Open the archive in *directory* whatever is in it, and only to read it.

    The record of an older program is brought up to date first, as by any command.
    Raises NoArchiveError where there is none, and ArchiveDamagedError where the record
    of one is missing.
    """
    record = directory / RECORD
    try:
        if _is_missing(record):
            if not (directory / INDEX).exists():
                raise NoArchiveError(directory)
            raise ArchiveDamagedError(record, _MISSING)
    except OSError as error:
        raise ArchiveUnusableError(directory, reason_of(error)) from error
    store = SqliteStore.open_to_check(record)
    if store.soundness.is_behind():
        store.close()
        open_archive(directory, engine=engine, create=False).close()
        store = SqliteStore.open_to_check(record)
    return _archive(directory, engine, store)


def _archive(
    directory: Path,
    engine: str,
    store: SqliteStore,
    wait_seconds: float | None = None,
) -> Archive:
    lock = WriterLock(directory)
    return Archive(
        directory=directory,
        store=store,
        index=GuardedIndex(engine, directory / INDEX, store, lock),
        lock=lock,
        wait_seconds=WAIT_SECONDS if wait_seconds is None else wait_seconds,
    )


def _new_store(directory: Path, record: Path) -> SqliteStore:
    # Imported when they are needed: an archive is made once.
    from tca_cli.archive.folder import make_folder, sync_names

    made = make_folder(directory)
    store = SqliteStore.open(record, create=True)
    sync_names(directory, made)
    return store


def _is_missing(record: Path) -> bool:
    """Tell whether there is no record, nor was one; raise where there was."""
    is_there = record.exists()
    if is_there and record.stat().st_size:
        return False
    if record.with_suffix(".seal").exists() or (
        is_there and (record.parent / INDEX).exists()
    ):
        raise ArchiveDamagedError(record, "it is empty" if is_there else _MISSING)
    return not is_there


_MISSING = "it is missing"
