"""What an archive holds, and whether its index is current."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tca_cli.archive import Archive
from tca_cli.archive.guarded_index import IndexState


@dataclass(frozen=True, slots=True)
class Status:
    """Counts, the span of publication, sizes in bytes, and the state of the index.

    ``first`` and ``last`` are of the latest versions; ``undated`` of them have no date.
    ``unindexed`` articles are added to the index by the next search.
    """

    archive: str
    articles: int
    versions: int
    authors: int
    files: int
    first: date | None
    last: date | None
    undated: int
    last_ingested: str | None
    original_bytes: int
    record_bytes: int
    index_bytes: int
    index: str
    unindexed: int


def status(archive: Archive) -> Status:
    """Return what *archive* holds, changing nothing."""
    with archive.store.reading():
        figures = archive.store.figures()
        state, missing = archive.index.state(), archive.index.missing()
    record = archive.store.path
    return Status(
        archive=str(archive.directory),
        articles=figures.articles,
        versions=figures.versions,
        authors=figures.authors,
        files=figures.files,
        first=figures.first,
        last=figures.last,
        undated=figures.undated,
        last_ingested=figures.last_ingested,
        original_bytes=figures.original_bytes,
        record_bytes=sum(map(_size, record.parent.glob(f"{record.name}*"))),
        index_bytes=sum(map(_size, archive.index.directory.glob("**/*"))),
        index=IndexState.CURRENT.value if not figures.articles else state.value,
        unindexed=missing,
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:  # a writer has replaced it
        return 0
