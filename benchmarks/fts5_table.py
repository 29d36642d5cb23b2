"""SQLite's own full-text search with the same articles, asked in this process."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from benchmarks.questions import Question
from benchmarks.scripts import fts5
from tca_cli.article import Article


@dataclass(frozen=True, slots=True)
class Fts5Table:
    """A table of articles, which gives what a page of hits is made of."""

    connection: sqlite3.Connection

    @classmethod
    def of(cls, articles: Iterable[Article], directory: Path) -> Self:
        """Return a new table of *articles*, kept in *directory*."""
        return cls(fts5.fill(directory, map(_row, articles)))

    def ask(self, question: Question) -> list[tuple[str, str, str]]:
        """Return the ten first articles, after counting all that match."""
        self.count(question)
        if question.facet:
            self._by_year(question)
        order = "published DESC" if question.sort == "newest" else "bm25(article)"
        return self._answer(
            "name, headline, body", question, f"ORDER BY {order} LIMIT 10"
        )

    def count(self, question: Question) -> int:
        """Return how many articles match."""
        [(count,)] = self._answer("count(*)", question)
        return int(count)

    def _by_year(self, question: Question) -> list[tuple[str, int]]:
        return self._answer("substr(published, 1, 4), count(*)", question, "GROUP BY 1")

    def _answer(self, what: str, question: Question, rest: str = "") -> list[Any]:
        # What it is put together of is written above.
        asked = f"SELECT {what} FROM article WHERE article MATCH ? {rest}"  # noqa: S608
        return self.connection.execute(asked, (question.match,)).fetchall()

    def close(self) -> None:
        """Release the database."""
        self.connection.close()


def _row(article: Article) -> fts5.Row:
    published = article.published.isoformat() if article.published else None
    return article.id, published, article.headline, article.body, article.place
