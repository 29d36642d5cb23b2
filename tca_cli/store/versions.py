"""The versions of an article: what each says, when it came and where it was read."""

from collections.abc import Iterator

from tca_cli.article import Article
from tca_cli.frozen import Frozen
from tca_cli.store.articles import Articles, Provenance
from tca_cli.store.database import Database


class KeptVersion(Frozen):
    """One version of an article, and where it was read."""

    article: Article
    provenance: Provenance


class Versions:
    """Gives out the versions that are kept of each article."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._articles = Articles(database)

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

    def all(self, article_id: str) -> Iterator[KeptVersion]:
        """Yield every version of an article, the oldest first."""
        return (self.get(article_id, number) for number in self.numbers(article_id))
