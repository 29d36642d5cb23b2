"""Finding articles in one snapshot of the index, by the means that are faster."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from tca_cli.article import Article
from tca_cli.index import Hit, Hits, Sort
from tca_cli.index.whoosh_engine.finding.snapshot import Snapshot
from tca_cli.index.whoosh_engine.finding.stepping import Stepping, takes_more_steps
from tca_cli.index.whoosh_engine.finding.translation import Translation, translated
from tca_cli.index.whoosh_engine.terms import FORMS
from tca_cli.query.matching import matches
from tca_cli.query.tree import Fuzzy, Query, all_of, parted

# NumPy is imported in the time of so many steps.
_STEPS_OF_AN_IMPORT = 10_000
# To read a text takes as long as so many steps.
_STEPS_OF_A_TEXT = 20
_READ_AT_ONCE = 500


class Means(Protocol):
    """Two ways to answer a query, which give the same."""

    def holders(
        self, query: Query, translation: Translation, /
    ) -> tuple[Sequence[int], bool]:
        """Return the articles that match *query*, in order.

        Beside them stands whether this is sure of each: else the texts must tell.
        """

    def best(
        self, query: Any, /, *, limit: int, among: Sequence[int] | None
    ) -> tuple[int, list[tuple[int, float]]]:
        """Return how many match, and the best with their scores, of equals the first.

        Where *among* is given, these are how many match, and no others are returned.
        """

    def first_by_date(
        self, numbers: Sequence[int], /, *, limit: int, sort: Sort
    ) -> list[int]:
        """Return the newest or the oldest, those without a date last."""


def most_steps() -> int:
    """Return how many steps are faster than arrays."""
    return -1 if "numpy" in sys.modules else _STEPS_OF_AN_IMPORT


class Finder:
    """Finds articles; *lookup* gives their texts, for what the index cannot tell."""

    def __init__(
        self,
        snapshot: Snapshot,
        lookup: Callable[[Sequence[str]], Iterable[Article]],
    ) -> None:
        self._snapshot = snapshot
        self._lookup = lookup

    def search(self, query: Query, *, limit: int, sort: Sort) -> Hits:
        """Return the first *limit* matches; those that BM25 ranks best first."""
        asked, _ = parted(query)
        if sort == "relevance" and asked and limit:
            return self._best(query, limit=limit)
        found, means = self._matching(query)
        if limit and sort != "relevance":
            first = means.first_by_date(found, limit=limit, sort=sort)
        else:
            first = list(found[:limit])
        return Hits(len(found), self._hits((number, 0.0) for number in first))

    def ids(self, query: Query) -> list[str]:
        """Return the ids of all matches, in no order."""
        found, _ = self._matching(query)
        return self._snapshot.ids(found)

    def spellings(self, word: Fuzzy) -> list[str]:
        """Return the words that are spelt like *word*, the nearest first."""
        having = self._snapshot.reader.doc_frequency
        alike = [
            (changes, -having(FORMS, form.encode(errors="surrogatepass")), form)
            for form, changes in self._snapshot.lexicon.alike(word)
        ]
        return [form for *_, form in sorted(alike) if self._is_written(form)]

    def _is_written(self, form: str) -> bool:
        """Tell whether an article has it: of those removed, words are left behind."""
        reader = self._snapshot.reader
        if not reader.has_deletions():
            return True
        term = form.encode(errors="surrogatepass")
        return any(True for _ in reader.postings(FORMS, term).all_ids())

    def _best(self, query: Query, *, limit: int) -> Hits:
        """Rank by the words asked for; filters, and the text itself, only bar."""
        asked, filters = parted(query)
        words = translated(all_of(asked), self._snapshot.lexicon)
        among: Sequence[int] | None = None
        if filters or not words.is_exact:
            among, _ = self._matching(query)
            if not len(among):
                return Hits(0, ())
        means = self._means(words)
        total, first = means.best(words.query, limit=limit, among=among)
        return Hits(total, self._hits(first))

    def _matching(self, query: Query) -> tuple[Sequence[int], Means]:
        """Return the numbers of the articles that match, in order."""
        translation = translated(query, self._snapshot.lexicon)
        means = self._means(translation)
        found, is_sure = means.holders(query, translation)
        if not is_sure:
            found = sorted(self._read(query, found))
        return found, means

    def _read(self, query: Query, numbers: Sequence[int]) -> Iterator[int]:
        """Yield the numbers of those articles whose text matches, in no order."""
        # More than one at a time, and not more than memory holds.
        for start in range(0, len(numbers), _READ_AT_ONCE):
            some = numbers[start : start + _READ_AT_ONCE]
            number = dict(zip(self._snapshot.ids(some), some, strict=True))
            articles = self._lookup(list(number))
            yield from (number[a.id] for a in articles if matches(query, a))

    def _means(self, translation: Translation) -> Means:
        steps = most_steps()
        if not translation.is_exact:
            steps //= _STEPS_OF_A_TEXT
        if not takes_more_steps(translation.query, steps, self._snapshot.reader):
            return Stepping(self._snapshot)
        # Imported when it is needed, with NumPy.
        from tca_cli.index.whoosh_engine.finding.whole_lists import WholeLists

        return WholeLists(self._snapshot)

    def _hits(self, found: Iterable[tuple[int, float]]) -> tuple[Hit, ...]:
        pairs = list(found)
        ids = self._snapshot.ids([number for number, _ in pairs])
        return tuple(Hit(i, score) for i, (_, score) in zip(ids, pairs, strict=True))
