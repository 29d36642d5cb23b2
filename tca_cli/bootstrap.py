"""Build an archive: the one place that picks its parts."""

from pathlib import Path

from tca_cli.archive import WAIT_SECONDS, Archive
from tca_cli.archive.guarded_index import GuardedIndex
from tca_cli.archive.lock import WriterLock
from tca_cli.errors import ArchiveUnusableError, NoArchiveError
from tca_cli.store import SqliteStore

RECORD, INDEX = "articles.db", "index"


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
        if not record.exists():
            if not create:
                raise NoArchiveError(directory)
            _make_room(directory, index)
    except OSError as error:
        raise ArchiveUnusableError(directory, error.strerror or str(error)) from error
    store = SqliteStore.open(record, create=create)
    lock = WriterLock(directory)
    return Archive(
        directory=directory,
        store=store,
        index=GuardedIndex(engine, index, store, lock),
        lock=lock,
        wait_seconds=WAIT_SECONDS if wait_seconds is None else wait_seconds,
    )


def _make_room(directory: Path, index: Path) -> None:
    if index.exists():
        raise ArchiveUnusableError(
            index,
            "something is there and no record beside it; choose a new or empty folder",
        )
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
