"""What the record holds, in figures."""

from contextlib import closing
from datetime import date
from pathlib import Path

from tca_cli.frozen import Frozen
from tca_cli.store.database import Database


class Figures(Frozen, kw_only=True):
    """Counts, the span of publication, and sizes in bytes.

    Authors and dates are of the latest versions; ``undated`` of them have no date.
    Articles in the bin count there alone, their files and bytes with the rest.
    """

    articles: int
    versions: int
    authors: int
    files: int
    first: date | None
    last: date | None
    undated: int
    last_ingested: str | None
    original_bytes: int
    in_bin: int


def figures_in(path: Path) -> Figures:
    """Return what the record at *path*, which is up to date, holds."""
    with closing(Database(path, create=False)) as database:
        return figures(database)


def figures(database: Database) -> Figures:
    """Return what *database* holds."""
    (row,) = database.execute(
        """
        SELECT
            (SELECT count(*) FROM kept),
            (SELECT count(*) FROM version
                WHERE article_id NOT IN (SELECT id FROM article
                    WHERE removed IS NOT NULL)),
            (SELECT count(DISTINCT key) FROM author JOIN kept AS article
                ON article.id = author.article_id
                AND article.version = author.version),
            (SELECT count(*) FROM file),
            min(published), max(published), count(*) - count(published),
            (SELECT max(ingested) FROM version),
            (SELECT coalesce(sum(size), 0) FROM original
                WHERE length(compressed) > 0),
            (SELECT count(removed) FROM article)
        FROM kept AS article JOIN version
            ON version.article_id = article.id AND version.version = article.version
        """
    )
    articles, versions, authors, files, first, last, undated, ingested, *rest = row
    size, in_bin = rest
    return Figures(
        articles=articles,
        versions=versions,
        authors=authors,
        files=files,
        first=_day(database, first),
        last=_day(database, last),
        undated=undated,
        last_ingested=ingested,
        original_bytes=size,
        in_bin=in_bin,
    )


def _day(database: Database, kept: str | None) -> date | None:
    with database.sound():
        return None if kept is None else date.fromisoformat(kept)
