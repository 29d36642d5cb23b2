"""Build an archive: the one place that picks its parts."""

from pathlib import Path

from tca_cli.archive import INDEX, RECORD, WAIT_SECONDS, Archive
from tca_cli.archive.guarded_index import GuardedIndex
from tca_cli.archive.lock import WriterLock
from tca_cli.errors import ArchiveUnusableError, NoArchiveError, reason_of
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
    record, index = directory / RECORD, directory / INDEX
    try:
        if record.exists():
            store = SqliteStore.open(record, create=create)
        elif create:
            store = _new_store(directory, record)
        else:
            raise NoArchiveError(directory)
    except OSError as error:
        raise ArchiveUnusableError(directory, reason_of(error)) from error
    lock = WriterLock(directory)
    return Archive(
        directory=directory,
        store=store,
        index=GuardedIndex(engine, index, store, lock),
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
