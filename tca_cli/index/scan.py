"""The engine without an index: it reads the record, slow and always right."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from datetime import date
from heapq import nsmallest
from typing import ClassVar

from tca_cli.article import Article
from tca_cli.index import Each, Hit, Hits, IndexSettings, Sort
from tca_cli.query.matching import matches, occurrences, spelt_like
from tca_cli.query.tree import Fuzzy, Query
from tca_cli.text.words import tokens


class ScanIndex:
    """Implements ``SearchIndex`` by reading every article at every search."""

    keeps_files: ClassVar[bool] = False
    form: ClassVar[str] = "none"

    def __init__(self, settings: IndexSettings) -> None:
        self._record = settings.record

    def add(self, articles: Iterable[Article], each: Each = map) -> None:
        """Do nothing with them: the record has them already."""
        deque(articles, maxlen=0)

    def remove(self, ids: Iterable[str]) -> None:
        """Do nothing: the record has forgotten them already."""

    def search(self, query: Query, *, limit: int, sort: Sort = "relevance") -> Hits:
        """Return the first *limit* matches; those with the most matched words first."""
        total = 0

        def ranked() -> Iterator[tuple[tuple[object, ...], Hit]]:
            nonlocal total
            for article in self._found(query):
                total += 1
                headline = occurrences(query, article.headline, within="headline")
                score = 2.0 * len(headline) + len(occurrences(query, article.body))
                hit = Hit(article.id, score)
                yield (*_order(article.published, score, sort), article.id), hit

        # All are read for the total; a heap of none would read none.
        first = nsmallest(limit or 1, ranked(), key=lambda pair: pair[0])[:limit]
        return Hits(total, tuple(hit for _, hit in first))

    def ids(self, query: Query) -> list[str]:
        """Return the ids of all matches."""
        return [article.id for article in self._found(query)]

    def spellings(self, word: Fuzzy) -> list[str]:
        """Return the words that are spelt like *word*, the nearest first."""
        having = Counter[str]()
        for article in self._record():
            having.update(
                {
                    token.form
                    for token in tokens(f"{article.headline}\n\n{article.body}")
                }
            )
        alike = spelt_like(word, list(having))
        nearest = sorted(
            alike, key=lambda found: (found[1], -having[found[0]], found[0])
        )
        return [form for form, _ in nearest]

    def close(self) -> None:
        """Do nothing: no file is open."""

    def _found(self, query: Query) -> Iterator[Article]:
        return (article for article in self._record() if matches(query, article))


def _order(day: date | None, score: float, sort: Sort) -> tuple[object, ...]:
    match sort:
        case "relevance":
            return (-score,)
        case "newest":
            return day is None, -(day.toordinal() if day else 0)
        case "oldest":
            return day is None, day.toordinal() if day else 0
