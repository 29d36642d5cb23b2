"""Results as text for programs: one JSON value, or a line of TSV for each result."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

from tca_cli.archive.search import SearchResult
from tca_cli.archive.status import Status
from tca_cli.article import Article, AuthorEntry
from tca_cli.query.snippet import snippet
from tca_cli.render.printable import printable

# JSON escapes the other control characters by itself.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def json_text(value: object) -> str:
    """Return *value*, a result or a list of results, as one JSON value."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_jsonable)
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def article_json(article: Article | None) -> str:
    """Return *article* with every word that there is about it, or null."""
    if article is None:
        return json_text(None)
    values = asdict(article)
    last = ("sources", "version", "ingested")
    names = [name for name in values if name not in ("id", *last)]
    return json_text({name: values[name] for name in ("id", *names, *last)})


def search_json(result: SearchResult) -> str:
    """Return the hits of *result* with their ranks, scores and snippets."""
    hits = [
        {
            "rank": hit.rank,
            "score": hit.score,
            "snippet": snippet(hit.article.body, hit.matched_in_body).text,
        }
        | _summary(hit.article)
        for hit in result.hits
    ]
    return json_text(
        {
            "query": result.query,
            "total": result.total,
            "complete": result.complete,
            "hits": hits,
        }
    )


def articles_json(articles: Sequence[Article]) -> str:
    """Return *articles* without their bodies."""
    return json_text([_summary(article) for article in articles])


def articles_tsv(articles: Iterable[Article]) -> str:
    """Return lines of id, published, place, authors joined by ``; ``, headline."""
    return _tsv(
        (a.id, a.published, a.place, "; ".join(a.authors), a.headline) for a in articles
    )


def search_tsv(result: SearchResult) -> str:
    """Return the hits of *result* as ``articles_tsv`` does."""
    return articles_tsv(hit.article for hit in result.hits)


def search_count(result: SearchResult) -> str:
    """Return how many articles match in full."""
    return f"{result.complete}\n"


def authors_tsv(entries: Sequence[AuthorEntry]) -> str:
    """Return lines of the number of articles, author, first and last date."""
    return _tsv((e.articles, e.author, e.first, e.last) for e in entries)


def status_tsv(status: Status) -> str:
    """Return a line a fact: its name and its value."""
    return _tsv(asdict(status).items())


def _jsonable(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)  # a date, which is written as in ISO 8601


def _summary(article: Article) -> dict[str, Any]:
    names = ("id", "headline", "authors", "agency", "place", "published")
    return {name: getattr(article, name) for name in names}


def _tsv(rows: Iterable[tuple[object, ...]]) -> str:
    return "".join("\t".join(map(_cell, row)) + "\n" for row in rows)


def _cell(value: object) -> str:
    # A tab or a line end within a value would pass for the end of it.
    return "" if value is None else printable(" ".join(str(value).split()))
