"""Results as text for programs: one JSON value, or a line of TSV for each result."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from tca_cli.article import Article, AuthorEntry
from tca_cli.render.printable import printable

if TYPE_CHECKING:
    from tca_cli.archive.status import Status

# JSON escapes the other control characters by itself.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def json_text(value: object) -> str:
    """Return *value*, a result or a list of results, as one JSON value."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_jsonable)
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def articles_json(articles: Sequence[Article]) -> str:
    """Return *articles* without their bodies."""
    return json_text([summary(article) for article in articles])


def articles_tsv(articles: Iterable[Article]) -> str:
    """Return lines of id, published, place, authors joined by ``; ``, headline."""
    return _tsv(
        (a.id, a.published, a.place, "; ".join(a.authors), a.headline) for a in articles
    )


def authors_tsv(entries: Sequence[AuthorEntry]) -> str:
    """Return lines of the number of articles, author, first and last date."""
    return _tsv((e.articles, e.author, e.first, e.last) for e in entries)


def status_tsv(status: "Status") -> str:
    """Return a line a fact: its name and its value."""
    return _tsv(asdict(status).items())


def _jsonable(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)  # a date, which is written as in ISO 8601


def summary(article: Article) -> dict[str, Any]:
    """Return what a list says of *article*."""
    names = ("id", "headline", "authors", "agency", "place", "published")
    return {name: getattr(article, name) for name in names}


def _tsv(rows: Iterable[tuple[object, ...]]) -> str:
    return "".join("\t".join(map(_cell, row)) + "\n" for row in rows)


def _cell(value: object) -> str:
    # A tab or a line end within a value would pass for the end of it.
    return "" if value is None else printable(" ".join(str(value).split()))
