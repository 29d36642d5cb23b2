"""Articles that were removed, and the texts of those that were purged."""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from tca_cli.errors.archives import ArchiveLockedError, ArchiveUnusableError
from tca_cli.frozen import Frozen
from tca_cli.store.database import Database
from tca_cli.store.paths import path_bytes, path_text, within_container


class BinnedArticle(Frozen):
    """An article in the bin, and since when it is there (UTC, ISO 8601)."""

    id: str
    removed: str
    published: date | None
    headline: str


class PurgedContent(NamedTuple):
    """How much was deleted, and how many files stay whose bytes others came from."""

    articles: int
    versions: int
    shared: int


class Bin:
    """Puts articles aside, brings them back, and deletes them for good."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, ids: Collection[str], time: str) -> None:
        """Put these articles into the bin, noted as what the index must forget."""
        asked = json.dumps([*ids])
        self._database.execute(
            "UPDATE article SET removed = ? WHERE removed IS NULL"
            " AND id IN (SELECT value FROM json_each(?))",
            (time, asked),
        )
        self._note_unindexed(asked)

    def take_out(self, ids: Collection[str]) -> None:
        """Bring these articles back, noted as not indexed yet."""
        asked = json.dumps([*ids])
        self._database.execute(
            "UPDATE article SET removed = NULL"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (asked,),
        )
        self._note_unindexed(asked)

    def all(self) -> list[BinnedArticle]:
        """Return what is in the bin, the last removed first."""
        return self._articles("article.removed IS NOT NULL", ())

    def find(self, prefix: str) -> list[BinnedArticle]:
        """Return those in the bin whose id begins with *prefix*."""
        where = "article.removed IS NOT NULL AND id >= ? AND id < ? || 'g'"
        return self._articles(where, (prefix, prefix))

    def ids(self) -> set[str]:
        """Return the ids of all in the bin."""
        rows = self._database.execute(
            "SELECT id FROM article WHERE removed IS NOT NULL"
        )
        return {article_id for (article_id,) in rows}

    def places(self) -> Counter[str]:
        """Return how many of the bin's articles stand in each file."""
        rows = self._database.execute(
            "SELECT CAST(path AS BLOB), count(*) FROM article"
            " JOIN source ON source.article_id = article.id"
            " WHERE removed IS NOT NULL AND NOT is_gone GROUP BY path"
        )
        return Counter({path_text(path): count for path, count in rows})

    def versions(self, ids: Collection[str]) -> int:
        """Return how many versions there are of these articles."""
        ((count,),) = self._database.execute(
            "SELECT count(*) FROM version"
            " WHERE article_id IN (SELECT value FROM json_each(?))",
            (json.dumps([*ids]),),
        )
        return int(count)

    def purge(self, ids: Collection[str], time: str) -> PurgedContent:
        """Delete these articles with all that was read of them; keep what texts it was.

        What is deleted is overwritten. The bytes of a file stay where another article
        came from them; ``compact`` makes the record smaller.
        """
        self._execute("CREATE TEMP TABLE going (id TEXT PRIMARY KEY)")
        self._execute(
            "INSERT INTO going SELECT value FROM json_each(?)", json.dumps([*ids])
        )
        articles, versions = len(ids), self.versions(ids)
        self._execute("CREATE TEMP TABLE bytes_of_it (digest BLOB PRIMARY KEY)")
        for statement in _COLLECT:
            self._execute(statement)
        self._execute(
            "INSERT OR REPLACE INTO purged SELECT text_digest, article_id, ?"
            " FROM version WHERE article_id IN (SELECT id FROM going)",
            time,
        )
        for statement in _DELETE:
            self._execute(statement)
        ((shared,),) = self._database.execute(_COUNT_SHARED)
        for statement in _EMPTY:
            self._execute(statement)
        return PurgedContent(articles, versions, int(shared))

    def overwrite_what_is_deleted(self) -> None:
        """Leave no trace in the file of what is deleted from now on."""
        self._database.execute("PRAGMA secure_delete = ON")

    def compact(self) -> tuple[bool, bool]:
        """Give back the room of what was deleted, and empty the log of changes.

        Tell whether the disk had the room that this takes, and whether the log is
        empty: while another process reads, what was deleted stays in it.
        """
        try:
            self._database.execute("VACUUM")
            is_compact = True
        except (ArchiveLockedError, ArchiveUnusableError):
            is_compact = False
        try:
            ((is_busy, *_),) = self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except (ArchiveLockedError, ArchiveUnusableError):
            is_busy = True
        return is_compact, not is_busy

    def purged_among(self, digests: Iterable[bytes]) -> dict[bytes, str]:
        """Return those of *digests* that are of purged texts, with their articles."""
        rows = self._database.execute_for(
            "SELECT text_digest, article_id FROM purged WHERE text_digest IN (?)",
            digests,
        )
        return {bytes(digest): str(article_id) for digest, article_id in rows}

    def purged_on(self, prefix: str) -> tuple[str, str] | None:
        """Return id and time of a purged article whose id begins with *prefix*."""
        rows = self._database.execute(
            "SELECT article_id, max(purged) FROM purged"
            " WHERE article_id >= ? AND article_id < ? || 'g'"
            " GROUP BY article_id ORDER BY article_id LIMIT 1",
            (prefix, prefix),
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def has_purged(self) -> bool:
        """Tell whether anything was ever purged."""
        return bool(self._database.execute("SELECT 1 FROM purged LIMIT 1"))

    def forget_purged(self, article_id: str) -> None:
        """Let the texts of a purged article come back."""
        self._execute("DELETE FROM purged WHERE article_id = ?", article_id)

    def emptied_at(self, path: str) -> int:
        """Return of how many files, this one or those that it holds, all was purged."""
        ((count,),) = self._database.execute(
            "SELECT count(*) FROM file JOIN original ON digest = original"
            f" WHERE (path = CAST(:path AS TEXT) OR {within_container('path')})"
            " AND file.size >= 0 AND length(compressed) = 0",
            {"path": path_bytes(path)},
        )
        return int(count)

    def _note_unindexed(self, asked: str) -> None:
        self._execute(
            "INSERT INTO unindexed SELECT id, version FROM article"
            " WHERE id IN (SELECT value FROM json_each(?))"
            " ON CONFLICT DO UPDATE SET version = excluded.version",
            asked,
        )

    def _articles(self, where: str, values: tuple[str, ...]) -> list[BinnedArticle]:
        rows = self._database.execute(
            "SELECT id, removed, published, headline FROM article JOIN version"
            " ON version.article_id = article.id AND version.version = article.version"
            f" WHERE {where} ORDER BY removed DESC, headline, id",
            values,
        )
        return [
            BinnedArticle(
                article_id, removed, day and date.fromisoformat(day), headline
            )
            for article_id, removed, day, headline in rows
        ]

    def _execute(self, sql: str, *values: str) -> None:
        self._database.execute(sql, values)


_OF_IT = "WHERE article_id IN (SELECT id FROM going)"
# The bytes in which it stood: those of its versions, and of its files as they are now.
_COLLECT = (
    f"INSERT OR IGNORE INTO bytes_of_it SELECT original FROM version {_OF_IT}",
    f"""
    INSERT OR IGNORE INTO bytes_of_it
    SELECT original FROM file JOIN source USING (path) {_OF_IT}
    """,
)
_DELETE = (
    *(
        f"DELETE FROM {table} {_OF_IT}"
        for table in ("source", "author", "correction", "unindexed", "version")
    ),
    "DELETE FROM article WHERE id IN (SELECT id FROM going)",
    # Without them each of the bytes would be looked for in all versions.
    "CREATE INDEX purging_versions ON version (original)",
    "CREATE INDEX purging_files ON file (original)",
)
_IS_SHARED = """
    EXISTS (SELECT 1 FROM version WHERE original = digest)
    OR EXISTS (SELECT 1 FROM file JOIN source USING (path)
        WHERE original = digest AND NOT is_gone)
"""
_COUNT_SHARED = f"SELECT count(*) FROM bytes_of_it WHERE {_IS_SHARED}"
_EMPTY = (
    f"DELETE FROM bytes_of_it WHERE {_IS_SHARED}",
    """
    UPDATE original SET compressed = x''
    WHERE digest IN (SELECT digest FROM bytes_of_it)
    """,
    # Also what files were between two readings, which may have had it.
    """
    DELETE FROM original
    WHERE NOT EXISTS (SELECT 1 FROM version WHERE original = digest)
        AND NOT EXISTS (SELECT 1 FROM file WHERE original = digest)
    """,
    "DROP INDEX purging_versions",
    "DROP INDEX purging_files",
    "DROP TABLE going",
    "DROP TABLE bytes_of_it",
)
