"""How many of some articles share an author, a place, a year."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from tca_cli.store.database import Database

Facet: TypeAlias = Literal[
    "author", "place", "agency", "keyword", "year", "month", "day"
]

# Where so large a share of the articles was asked for before, the next questions are
# answered from the values of all, which are read at once.
_SHARE_OF_MANY = 0.1

_LATEST = (
    "FROM kept AS article JOIN version"
    " ON version.article_id = article.id AND version.version = article.version"
)
_AUTHORS = (
    "FROM author JOIN kept AS article"
    " ON article.id = author.article_id AND article.version = author.version"
)
_AMONG = "WHERE article.id IN (SELECT value FROM json_each(:ids))"
_VALUES: dict[Facet, str] = {
    "author": f"SELECT article.id, name AS value {_AUTHORS}",
    "keyword": f"SELECT article.id, word.value AS value {_LATEST},"
    " json_each(keywords) AS word",
    "place": f"SELECT article.id, place AS value {_LATEST}",
    "agency": f"SELECT article.id, agency AS value {_LATEST}",
    "year": f"SELECT article.id, substr(published, 1, 4) AS value {_LATEST}",
    "month": f"SELECT article.id, substr(published, 1, 7) AS value {_LATEST}",
    "day": f"SELECT article.id, published AS value {_LATEST}",
}
_COUNTED = (
    "SELECT value, count(*) FROM ({}) WHERE value IS NOT NULL"
    " GROUP BY value ORDER BY count(*) DESC, value"
)


class _Known(NamedTuple):
    """What articles have, by their ids, in one *state* of the record."""

    state: tuple[int, int]
    values: Mapping[str, tuple[str, ...]]


class Counting:
    """Counts articles by what they share."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked = Counter[Facet]()
        self._known: dict[Facet, _Known] = {}

    def counts(self, ids: Sequence[str], facet: Facet) -> dict[str, int]:
        """Return how many of the articles with these *ids* there are for each value.

        The most frequent value comes first. An article without a value is not counted.
        """
        state = self._database.state
        known = self._known.get(facet)
        if known is None or known.state != state:
            if not self._was_asked_often(facet, ids):
                statement = _COUNTED.format(f"{_VALUES[facet]} {_AMONG}")
                rows = self._database.execute(statement, {"ids": json.dumps(ids)})
                return {str(value): int(count) for value, count in rows}
            known = self._known[facet] = _Known(state, self._by_id(facet))
        found = filter(None, map(known.values.get, ids))
        counted = Counter(chain.from_iterable(found))
        return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

    def values(self, facet: Facet) -> list[str]:
        """Return every value of *facet* that any article has, most frequent first."""
        rows = self._database.execute(_COUNTED.format(_VALUES[facet]))
        return [str(value) for value, _ in rows]

    def _was_asked_often(self, facet: Facet, ids: Sequence[str]) -> bool:
        asked_before = self._asked[facet]
        self._asked[facet] += len(ids)
        ((articles,),) = self._database.execute("SELECT count(*) FROM kept")
        return asked_before > _SHARE_OF_MANY * int(articles)

    def _by_id(self, facet: Facet) -> dict[str, tuple[str, ...]]:
        by_id: dict[str, tuple[str, ...]] = {}
        # Many articles have the same.
        same: dict[tuple[str, ...], tuple[str, ...]] = {}
        for article_id, value in self._database.each(_VALUES[facet]):
            if value is not None:
                values = (*by_id.get(article_id, ()), str(value))
                by_id[article_id] = same.setdefault(values, values)
        return by_id
