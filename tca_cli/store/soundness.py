"""What the record tells of its own damage.

It is read whatever it holds: see ``SqliteStore.open_to_check``.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from tca_cli.article import ArticleContent
from tca_cli.errors.archives import ArchiveDamagedError, ArchiveUnusableError
from tca_cli.frozen import Frozen
from tca_cli.store.checking import is_original
from tca_cli.store.database import Database
from tca_cli.store.migrations import MIGRATIONS
from tca_cli.store.paths import path_text
from tca_cli.store.schema import has_steps, is_ours
from tca_cli.store.seal import token_of
from tca_cli.store.shape import differences, shape, shape_after, steps_of
from tca_cli.store.version_rows import EACH_VERSION, content_of

_ROWS_AT_ONCE = 200
_MOST_SAID = 20


class CheckedVersion(Frozen):
    """A version of an article, and what is *wrong* with it, if anything is."""

    article_id: str
    version: int
    headline: str | None = None
    original: bytes | None = None
    wrong: str | None = None


class CheckedOriginal(Frozen):
    """The bytes of a file, how many there are, and what is *wrong* with them.

    Of one that was purged there are none.
    """

    digest: bytes
    size: int
    wrong: str | None = None


class Soundness:
    """Compares what is kept with what it should be."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_damaged(self) -> bool:
        """Tell whether anything of the record is not as it was written."""
        checks = (self.tables, self.structure, self.references, self.without_latest)
        try:
            return (
                any(any(check()) for check in checks)
                or any(version.wrong for version in self.versions())
                or any(original.wrong for original in self.originals())
            )
        except ArchiveDamagedError:
            return True

    def is_behind(self) -> bool:
        """Tell whether an older program wrote it, and nothing else is the matter."""
        with suppress(ArchiveDamagedError):
            taken = has_steps(self._database)
            is_older = is_ours(self._database) and 0 < taken < len(MIGRATIONS)
            return is_older and steps_of(shape(self._database)) == taken
        return False

    def tables(self) -> Iterator[str]:
        """Yield what is wrong with what the file says of itself and of its tables.

        Raises ArchiveUnusableError for what a newer program wrote, or another one.
        """
        found, expected = shape(self._database), shape_after(len(MIGRATIONS))
        taken, path = has_steps(self._database), self._database.path
        if not found:
            yield "it is empty"
            return
        if not is_ours(self._database) and found.keys().isdisjoint(expected):
            raise ArchiveUnusableError(
                path, "another program wrote it; it is no archive"
            )
        if not is_ours(self._database):
            yield "it does not say that it is the record of an archive"
        elif taken > len(MIGRATIONS) and found != expected:
            raise ArchiveUnusableError(
                path, "a newer version of tca wrote it; install that version to go on"
            )
        elif taken > len(MIGRATIONS):
            yield "it says that a newer version of tca wrote it, with the same tables"
        elif taken < len(MIGRATIONS):
            yield "it says that an older version of tca wrote it, with the same tables"
        yield from differences(found, expected)

    def structure(self) -> Iterator[str]:
        """Yield what SQLite finds wrong with its pages, rows and indexes."""
        for (said,) in self._database.execute(f"PRAGMA integrity_check({_MOST_SAID})"):
            if said != "ok":
                lines = (line.strip() for line in said.splitlines())
                yield " ".join(line for line in lines if not line.startswith("***"))

    def references(self) -> Iterator[str]:
        """Yield what names something that is not there."""
        missing: dict[tuple[str, str], int] = {}
        for table, _, parent, _ in self._database.execute("PRAGMA foreign_key_check"):
            missing[table, parent] = missing.get((table, parent), 0) + 1
        for (table, parent), count in missing.items():
            rows = "row" if count == 1 else "rows"
            yield f"{count} {rows} of {table} without their {parent}"
        for (path,) in self._database.execute(
            "SELECT CAST(path AS BLOB) FROM file JOIN original ON digest = original"
            " WHERE file.size >= 0 AND file.size <> original.size"
            " AND compressed <> x''"
        ):
            yield f"the size of {path_text(path)} is not that of its bytes"

    def token(self) -> bytes | None:
        """Return the token of the last writing; None where it is damaged."""
        return token_of(self._database)

    def counts(self) -> dict[str, int]:
        """Return how many articles, versions and originals there are."""
        return {
            f"{table}s": self._count(table)
            for table in ("article", "version", "original")
        }

    def versions(self) -> Iterator[CheckedVersion]:
        """Yield each version, checked."""
        for row_id, row in self._rows(EACH_VERSION, "version"):
            yield self._unread(row_id) if row is None else self._version(row)

    def without_latest(self) -> list[str]:
        """Return the ids of the articles whose latest version is not there."""
        rows = self._database.execute(
            "SELECT id FROM article WHERE version IS NOT"
            " (SELECT max(version) FROM version WHERE article_id = id)"
        )
        return [str(article_id) for (article_id,) in rows]

    def originals(self) -> Iterator[CheckedOriginal]:
        """Yield the bytes of each file, checked."""
        for row_id, row in self._rows("SELECT * FROM original", "original"):
            if row is None:
                (digest,) = self._of_index("digest", "original", row_id) or [b""]
                yield CheckedOriginal(digest, 0, "it cannot be read")
            else:
                yield _original(*row)

    def paths_of(self, original: bytes) -> list[str]:
        """Return the paths of the files that have, or had, these bytes."""
        with suppress(ArchiveDamagedError):
            rows = self._database.execute(
                "SELECT CAST(path AS BLOB) FROM file WHERE original = :digest"
                " UNION SELECT place_path FROM version WHERE original = :digest"
                " AND place_path IS NOT NULL",
                {"digest": original},
            )
            return [path_text(path) for (path,) in rows if isinstance(path, bytes)]
        return []

    def container_digest(self, path: str) -> bytes | None:
        """Return the SHA-256 of the file of files at *path*, if that is known."""
        rows = self._database.execute(
            "SELECT digest FROM container WHERE path = CAST(? AS TEXT)",
            (path.encode(errors="surrogateescape"),),
        )
        return rows[0][0] if rows else None

    def kept_ids(self) -> set[str]:
        """Return the ids of all articles that are not in the bin."""
        return {
            str(found) for (found,) in self._database.execute("SELECT id FROM kept")
        }

    def _version(self, row: sqlite3.Row) -> CheckedVersion:
        headline = row["headline"]
        return CheckedVersion(
            str(row["article_id"]),
            row["version"],
            headline if isinstance(headline, str) else None,
            # Of a correction, reading it again tells nothing.
            row["original"] if row["content_digest"] is None else None,
            wrong_with(self._database, row),
        )

    def _unread(self, row_id: int) -> CheckedVersion:
        named = self._of_index("article_id, version", "version", row_id)
        article_id, version = named or ["?", 0]
        return CheckedVersion(article_id, version, wrong="it cannot be read")

    def _of_index(self, columns: str, table: str, row_id: int) -> list[Any] | None:
        """Return what the index of *table*, which has the same columns, tells."""
        with suppress(ArchiveDamagedError):
            for row in self._database.each(f"SELECT {columns}, rowid FROM {table}"):
                *values, found = row
                if found == row_id:
                    return values
        return None

    def _rows(self, sql: str, table: str) -> Iterator[tuple[int, sqlite3.Row | None]]:
        """Yield the rows of *sql*, few at a time, and None for any that is unreadable.

        What is behind a damaged page is read all the same.
        """
        ids = [
            row_id
            for (row_id,) in self._database.execute(
                f"SELECT rowid FROM {table} ORDER BY rowid"
            )
        ]
        for at in range(0, len(ids), _ROWS_AT_ONCE):
            some = ids[at : at + _ROWS_AT_ONCE]
            where = f"{sql} WHERE {table}.rowid BETWEEN ? AND ?"
            try:
                found = self._database.execute(where, (some[0], some[-1]))
                yield from ((0, row) for row in found)
            except ArchiveDamagedError:
                for row_id in some:
                    try:
                        rows = self._database.execute(where, (row_id, row_id))
                    except ArchiveDamagedError:
                        rows = []
                    yield row_id, rows[0] if rows else None

    def _count(self, table: str) -> int:
        ((count,),) = self._database.execute(f"SELECT count(*) FROM {table}")
        return int(count)


def wrong_with(database: Database, row: sqlite3.Row) -> str | None:
    """Say what is wrong with the version in *row*; None where nothing is."""
    try:
        with database.sound():
            datetime.fromisoformat(row["ingested"] or "1970-01-01")
            return _differing(row, ArticleContent(**content_of(row)))
    except ArchiveDamagedError as error:
        return error.reason


def _differing(row: sqlite3.Row, content: ArticleContent) -> str | None:
    """Say in what *content* differs from what was read; None where it does not."""
    kept = row["content_digest"]
    if kept is not None:
        # Corrected by hand; of what an older program kept so, it is not known.
        is_whole = kept in (b"", content.whole_digest)
        return None if is_whole else "it is not as it was corrected"
    if content.digest != row["text_digest"]:
        return "its text is not as it was read"
    if row["whole_digest"] not in (None, content.whole_digest):
        return "what stands about it is not as it was read"
    return None


def _original(digest: object, size: int, compressed: bytes) -> CheckedOriginal:
    if not isinstance(digest, bytes):
        return CheckedOriginal(b"", 0, "its digest is none")
    if compressed == b"":
        return CheckedOriginal(digest, 0)
    try:
        is_sound = is_original(digest, size, compressed)
    except (TypeError, ValueError, OverflowError):
        is_sound = False
    return CheckedOriginal(
        digest, size if is_sound else 0, None if is_sound else _OTHER_BYTES
    )


_OTHER_BYTES = "its bytes are not those that were read"
