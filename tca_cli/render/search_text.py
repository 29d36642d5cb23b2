"""What a search found, for programs."""

from collections.abc import Callable
from typing import Any

from tca_cli.archive.search import SearchHit, SearchResult
from tca_cli.errors.asked import UnreadableTemplateError
from tca_cli.query.snippet import snippet
from tca_cli.render.machine import (
    articles_tsv,
    csv_text,
    json_line,
    json_text,
    summary,
    tsv,
    tsv_cell,
)


def search_json(result: SearchResult) -> str:
    """Return the hits of *result* with their ranks, scores and snippets."""
    value: dict[str, Any] = {
        "query": result.query,
        "total": result.total,
        "complete": result.complete,
        "hits": [_hit(hit) for hit in result.hits],
    }
    if result.facets:
        value["facets"] = result.facets
    if result.explanation:
        value["explanation"] = result.explanation
    return json_text(value)


def search_jsonl(result: SearchResult) -> str:
    """Return one JSON value a line, for each hit of *result*."""
    return "".join(json_line(_hit(hit)) for hit in result.hits)


def search_ids(result: SearchResult) -> str:
    """Return the ids of the hits, one a line."""
    return "".join(f"{hit.article.id}\n" for hit in result.hits)


def search_csv(result: SearchResult) -> str:
    """Return the hits as comma-separated values under their names (RFC 4180)."""
    rows = [_cells(hit) for hit in result.hits]
    return csv_text(_COLUMNS, rows)


def search_formatted(result: SearchResult, template: str) -> str:
    """Return a line for each hit as *template* says, as ``{id} {headline}``.

    Raises UnreadableTemplateError where it names what there is not.
    """
    from string import Formatter

    try:
        pieces = list(Formatter().parse(template))
    except ValueError as error:  # a brace without its partner
        raise UnreadableTemplateError(template, _COLUMNS) from error
    if any(named is not None and named not in _COLUMNS for _, named, *_ in pieces):
        raise UnreadableTemplateError(template, _COLUMNS)
    lines = []
    for hit in result.hits:
        values = dict(zip(_COLUMNS, map(tsv_cell, _cells(hit)), strict=True))
        filled = (text + (values[named] if named else "") for text, named, *_ in pieces)
        lines.append("".join(filled))
    return "".join(f"{line}\n" for line in lines)


def facets_tsv(result: SearchResult) -> str:
    """Return lines of facet, value and count."""
    return tsv(
        (facet, value, count)
        for facet, counts in result.facets.items()
        for value, count in counts.items()
    )


_COLUMNS = (
    *("rank", "score", "id", "published", "place", "authors", "agency", "headline"),
    *("url", "snippet"),
)


def _cells(hit: SearchHit) -> tuple[object, ...]:
    article = hit.article
    return (
        hit.rank,
        round(hit.score, 4),
        article.id,
        article.published,
        article.place,
        "; ".join(article.authors),
        article.agency,
        article.headline,
        article.url,
        snippet(article.body, hit.matched_in_body).text,
    )


def _hit(hit: SearchHit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": hit.score,
        "snippet": snippet(hit.article.body, hit.matched_in_body).text,
    } | summary(hit.article)


def search_tsv(result: SearchResult) -> str:
    """Return the hits of *result* as ``articles_tsv`` does."""
    return articles_tsv(hit.article for hit in result.hits)


def search_count(result: SearchResult) -> str:
    """Return how many articles match in full."""
    return f"{result.complete}\n"


FORMS: dict[str, Callable[[SearchResult], str]] = {
    "count": search_count,
    "csv": search_csv,
    "ids": search_ids,
    "jsonl": search_jsonl,
}
