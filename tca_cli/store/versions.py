"""Every version of every article: what it says, when it came, where it was read."""

import json
from collections.abc import Iterable, Iterator, Sequence

from tca_cli.article import Article
from tca_cli.frozen import Frozen
from tca_cli.store.articles import Articles
from tca_cli.store.database import Database
from tca_cli.store.version_rows import Provenance


class KeptVersion(Frozen):
    """One version of an article, and where it was read.

    The article has neither sources nor corrections.
    """

    article: Article
    provenance: Provenance


class Versions:
    """Gives out the versions that are kept of each article."""

    def __init__(self, database: Database, articles: Articles) -> None:
        self._database = database
        self._articles = articles

    def numbers(self, article_id: str) -> list[int]:
        """Return the numbers of the versions of an article, the oldest first."""
        rows = self._database.execute(
            "SELECT version FROM version WHERE article_id = ? ORDER BY version",
            (article_id,),
        )
        return [number for (number,) in rows]

    def get(self, article_id: str, number: int) -> KeptVersion:
        """Return the version with this *number*, which there is."""
        ((ingested,),) = self._database.execute(
            "SELECT ingested FROM version WHERE article_id = ? AND version = ?",
            (article_id, number),
        )
        content = self._articles.content(article_id, number)
        return KeptVersion(
            Article.of(content, id=article_id, version=number, ingested=ingested),
            self._articles.provenance(article_id, number),
        )

    def of(self, ids: Sequence[str]) -> Iterator[KeptVersion]:
        """Yield every version of these articles, in their order, the oldest first."""
        rows = self._database.execute(
            "SELECT article_id, version FROM json_each(?) AS asked"
            " JOIN version ON article_id = asked.value ORDER BY asked.key, version",
            (json.dumps(ids),),
        )
        return (self.get(article_id, number) for article_id, number in rows)

    def ids_by_day(self) -> list[str]:
        """Return the ids of all articles by their day, those without one last."""
        rows = self._database.execute(
            "SELECT id FROM kept JOIN version ON article_id = id"
            " AND version.version = kept.version"
            " ORDER BY published IS NULL, published, id"
        )
        return [article_id for (article_id,) in rows]

    def articles_with(self, texts: Iterable[bytes]) -> dict[bytes, set[str]]:
        """Return the ids of the articles that have each of these texts, by digest."""
        found: dict[bytes, set[str]] = {}
        for digest, article_id in self._database.execute_for(
            "SELECT text_digest, article_id FROM version WHERE text_digest IN (?)",
            texts,
        ):
            found.setdefault(digest, set()).add(article_id)
        return found

    def whole_digest(self, article_id: str, version: int) -> bytes | None:
        """Return the SHA-256 of all fields of a version as kept; None without one."""
        rows = self._database.execute(
            "SELECT coalesce(content_digest, whole_digest) FROM version"
            " WHERE article_id = ? AND version = ?",
            (article_id, version),
        )
        if not rows:
            return None
        # Of what an older program kept it is not known.
        return rows[0][0] or self._articles.content(article_id, version).whole_digest
