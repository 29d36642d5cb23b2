"""How many of some articles share an author, a place, a year."""

import json
from collections.abc import Sequence
from typing import Literal, TypeAlias

from tca_cli.store.database import Database

Facet: TypeAlias = Literal[
    "author", "place", "agency", "keyword", "year", "month", "day"
]

_LATEST = (
    "FROM article JOIN version"
    " ON version.article_id = article.id AND version.version = article.version"
)
_AUTHORS = (
    "FROM author JOIN article"
    " ON article.id = author.article_id AND article.version = author.version"
)
_AMONG = "WHERE article.id IN (SELECT value FROM json_each(:ids))"
_VALUES: dict[Facet, str] = {
    "author": f"SELECT name AS value {_AUTHORS} {_AMONG}",
    "keyword": f"SELECT word.value AS value {_LATEST}, json_each(keywords) AS word"
    f" {_AMONG}",
    "place": f"SELECT place AS value {_LATEST} {_AMONG}",
    "agency": f"SELECT agency AS value {_LATEST} {_AMONG}",
    "year": f"SELECT substr(published, 1, 4) AS value {_LATEST} {_AMONG}",
    "month": f"SELECT substr(published, 1, 7) AS value {_LATEST} {_AMONG}",
    "day": f"SELECT published AS value {_LATEST} {_AMONG}",
}


def counts(database: Database, ids: Sequence[str], facet: Facet) -> dict[str, int]:
    """Return how many of the articles with these *ids* there are for each value.

    The most frequent value comes first. An article without a value is not counted.
    """
    rows = database.execute(
        f"SELECT value, count(*) FROM ({_VALUES[facet]}) WHERE value IS NOT NULL"
        " GROUP BY value ORDER BY count(*) DESC, value",
        {"ids": json.dumps(ids)},
    )
    return {str(value): int(count) for value, count in rows}


def values(database: Database, facet: Facet) -> list[str]:
    """Return every value of *facet* that any article has, the most frequent first."""
    statement = _VALUES[facet].replace(f" {_AMONG}", "")
    rows = database.execute(
        f"SELECT value FROM ({statement}) WHERE value IS NOT NULL"
        " GROUP BY value ORDER BY count(*) DESC, value"
    )
    return [str(value) for (value,) in rows]
