"""What an archive holds, and whether its index is current."""

import os
from pathlib import Path

from tca_cli.archive import Archive
from tca_cli.store.figures import Figures


class Status(Figures, kw_only=True):
    """What the record holds, where, of what size, and the state of the index.

    ``unindexed`` articles are added to the index by the next search.
    """

    archive: str
    record_bytes: int
    index_bytes: int
    index: str
    unindexed: int


def status(archive: Archive) -> Status:
    """Return what *archive* holds, changing nothing."""
    with archive.store.reading():
        figures = archive.store.figures()
        state = archive.index.state()
        missing = archive.index.missing(state)
    record = archive.store.path
    return Status(
        **vars(figures),
        archive=str(archive.directory),
        # With SQLite's own files, and without what stands beside it for another time.
        record_bytes=sum(map(_size, (record, *record.parent.glob(f"{record.name}-*")))),
        index_bytes=bytes_below(archive.index.directory),
        index=state.value,
        unindexed=missing,
    )


def bytes_below(directory: Path) -> int:
    """Return how many bytes the files in *directory* and below have.

    Whatever another process removes meanwhile is passed over.
    """
    return sum(
        _size(Path(folder, name))
        for folder, _, names in os.walk(directory)
        for name in names
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:  # it was replaced meanwhile
        return 0
