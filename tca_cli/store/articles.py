"""Articles and their versions, in and out of the record."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tca_cli.article import (
    Article,
    ArticleContent,
    Source,
    content_values,
)
from tca_cli.store.database import Database
from tca_cli.store.paths import path_bytes, path_text
from tca_cli.store.version_rows import (
    EACH_VERSION,
    INSERT_VERSION,
    NewVersion,
    Provenance,
    content_of,
    text_of,
)
from tca_cli.text.names import name_key

if TYPE_CHECKING:
    from tca_cli.store.files import Place


_NOTE_UNINDEXED = (
    "INSERT INTO unindexed VALUES (:article_id, :version)"
    " ON CONFLICT DO UPDATE SET version = excluded.version"
)
# What is in the bin is found by its own name alone.
_LATEST = (
    f"{EACH_VERSION} JOIN kept AS article"
    " ON version.article_id = article.id AND version.version = article.version"
)


class Articles:
    """Takes articles in and gives them out; keeps every version of each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, article: Article, provenance: Provenance) -> None:
        """Keep a version, which becomes the latest, and is noted as not indexed yet."""
        digest = article.content.whole_digest
        self.add_all(
            [
                NewVersion(
                    *(article.id, article.version, article.ingested),
                    *(content_values(article), provenance),
                    None if digest == provenance.whole else digest,
                )
            ]
        )

    def add_all(self, versions: Collection[NewVersion]) -> None:
        """Keep each of these, of which no two are of one article."""
        rows = [version.row() for version in versions]
        self._database.execute_many(
            "INSERT INTO article (id, version) VALUES (:article_id, :version)"
            " ON CONFLICT DO UPDATE SET version = excluded.version",
            rows,
        )
        self._insert(versions, rows)
        self._database.execute_many(_NOTE_UNINDEXED, rows)

    def add_older(self, version: NewVersion) -> None:
        """Keep a version of an article that has a later one, which stays the latest."""
        self._insert([version], [version.row()])

    def _insert(
        self, versions: Collection[NewVersion], rows: Collection[dict[str, Any]]
    ) -> None:
        self._database.execute_many(INSERT_VERSION, rows)
        self._database.execute_many(
            "INSERT INTO author VALUES (?, ?, ?, ?, ?)",
            [
                (new.article_id, new.version, position, name, name_key(name))
                for new in versions
                for position, name in enumerate(new.fields["authors"])
            ],
        )

    def with_text(self, text_digest: bytes) -> tuple[str, int] | None:
        """Return id and version of the article with this text, the latest such."""
        rows = self._database.execute(
            "SELECT article_id, version FROM version WHERE text_digest = ?"
            " ORDER BY ingested DESC, version DESC LIMIT 1",
            (text_digest,),
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def texts_among(self, digests: Iterable[bytes]) -> set[bytes]:
        """Return those of *digests* that are of the text of any version."""
        rows = self._database.execute_for(
            "SELECT DISTINCT text_digest FROM version WHERE text_digest IN (?)", digests
        )
        return {digest for (digest,) in rows}

    def ids_among(self, ids: Iterable[str]) -> set[str]:
        """Return those of *ids* that name an article."""
        rows = self._database.execute_for("SELECT id FROM article WHERE id IN (?)", ids)
        return {article_id for (article_id,) in rows}

    def has(self, article_id: str) -> bool:
        """Tell whether there is an article with this id."""
        return bool(
            self._database.execute("SELECT 1 FROM article WHERE id = ?", (article_id,))
        )

    def latest_version(self, article_id: str) -> int:
        """Return the number of the latest version of the article, which exists."""
        with self._database.sound():
            ((version,),) = self._database.execute(
                "SELECT version FROM article WHERE id = ?", (article_id,)
            )
            return int(version)

    def content(self, article_id: str, version: int) -> ArticleContent:
        """Return one version, which exists, as its file had it."""
        with self._database.sound():
            (row,) = self._database.execute(
                f"{EACH_VERSION} WHERE article_id = ? AND version = ?",
                (article_id, version),
            )
            return ArticleContent(**content_of(row))

    def provenance(self, article_id: str, version: int) -> Provenance:
        """Return where a version, which there is, was read."""
        with self._database.sound():
            (row,) = self._database.execute(
                "SELECT original, text_digest, whole_digest, place_path, place_key"
                " FROM version WHERE article_id = ? AND version = ?",
                (article_id, version),
            )
            original, text, whole, path, key = row
        if whole is None:
            whole = self.content(article_id, version).whole_digest
        return Provenance(original, text, whole, path and path_text(path), key)

    def move(self, article_id: str, old: "Place", new: "Place") -> None:
        """Note that where versions of the article were read there is a *new* place."""
        self._database.execute(
            "UPDATE version SET place_path = ?, place_key = ? WHERE article_id = ?"
            " AND place_path = ? AND place_key IS ?",
            (
                *(path_bytes(new.path), new.key, article_id),
                *(path_bytes(old.path), old.key),
            ),
        )

    def find(self, prefix: str, *, limit: int) -> list[Article]:
        """Return the first *limit* articles whose id begins with *prefix*."""
        return self._articles(
            f"{_LATEST} WHERE article.id >= ? AND article.id < ? || 'g'"
            " ORDER BY article.id LIMIT ?",
            (prefix, prefix, limit),
        )

    def get_many(self, ids: Sequence[str]) -> list[Article]:
        """Return the articles with these ids, in their order, less any unknown."""
        found = self._articles(
            f"{_LATEST} WHERE article.id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
        by_id = {article.id: article for article in found}
        return [by_id[article_id] for article_id in ids if article_id in by_id]

    def all(self) -> Iterator[Article]:
        """Yield every article in its latest version, without its sources."""
        return map(self._article, self._database.each(_LATEST))

    def ids_from(self, path: str) -> list[str]:
        """Return the ids of the articles read from files with *path* in their path."""
        rows = self._database.execute(
            "SELECT CAST(path AS BLOB), article_id FROM source"
        )
        asked = path.casefold()
        return [
            article_id
            for kept, article_id in rows
            if asked in path_text(kept).casefold()
        ]

    def by_authors(self, keys: Sequence[str]) -> list[Article]:
        """Return the articles by anyone with one of these name keys, newest first."""
        return self._articles(
            f"{_LATEST} WHERE article.id IN (SELECT article_id FROM author"
            "   WHERE key IN (SELECT value FROM json_each(?)) AND author.version ="
            "   (SELECT version FROM article WHERE id = author.article_id))"
            " ORDER BY published IS NULL, published DESC, headline, article.id",
            (json.dumps(keys),),
        )

    def with_sources(self, article: Article) -> Article:
        """Return *article* with the files that it was read from."""
        rows = self._database.execute(
            "SELECT CAST(path AS BLOB), key FROM source WHERE article_id = ?"
            " ORDER BY path, key",
            (article.id,),
        )
        sources = tuple(Source(path_text(path), key or None) for path, key in rows)
        return article.but(sources=sources)

    def _articles(self, sql: str, parameters: tuple[Any, ...]) -> list[Article]:
        return list(map(self._article, self._database.execute(sql, parameters)))

    def _article(self, row: sqlite3.Row) -> Article:
        with self._database.sound():
            return Article(
                id=text_of(row["article_id"]),
                version=int(row["version"]),
                ingested=text_of(row["ingested"]),
                **content_of(row),
            )
