"""Results as text for programs: one JSON value, or a line of TSV for each result."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tca_cli.article import Article, AuthorEntry
from tca_cli.frozen import Frozen
from tca_cli.render.printable import printable, replaced

if TYPE_CHECKING:
    from tca_cli.archive.concordance import Occurrence
    from tca_cli.archive.status import Status
    from tca_cli.archive.timeline import Timeline


def json_text(value: object) -> str:
    """Return *value*, a result or a list of results, as one JSON value."""
    return _json(value, indent=2)


def json_line(value: object) -> str:
    """Return *value* as one JSON value on a line of its own."""
    return _json(value, indent=None)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return *rows* under the names of their *columns*, as RFC 4180 has it.

    What a spreadsheet would take for a formula is quoted with an apostrophe.
    """
    import csv
    import io

    from tca_cli.text.spreadsheets import guarded

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            [
                value if isinstance(value, int | float) else guarded(tsv_cell(value))
                for value in row
            ]
        )
    return text.getvalue()


def _json(value: object, *, indent: int | None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_jsonable)
    return f"{replaced(text, _escaped)}\n"


def _escaped(character: str) -> str:
    # JSON escapes the first control characters by itself.
    return json.dumps(character)[1:-1]


def articles_json(articles: Sequence[Article]) -> str:
    """Return *articles* without their bodies."""
    return json_text([summary(article) for article in articles])


def articles_tsv(articles: Iterable[Article]) -> str:
    """Return lines of id, published, place, authors joined by ``; ``, headline."""
    return tsv(
        (a.id, a.published, a.place, "; ".join(a.authors), a.headline) for a in articles
    )


def authors_tsv(entries: Sequence[AuthorEntry]) -> str:
    """Return lines of the number of articles, author, first and last date."""
    return tsv((e.articles, e.author, e.first, e.last) for e in entries)


def status_tsv(status: "Status") -> str:
    """Return a line a fact: its name and its value."""
    return tsv(vars(status).items())


def _jsonable(value: object) -> object:
    if isinstance(value, Frozen):
        return vars(value)
    if isinstance(value, Mapping):
        return dict(value)
    from dataclasses import fields, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return str(value)  # a date, which is written as in ISO 8601


def summary(article: Article) -> dict[str, Any]:
    """Return what a list says of *article*."""
    names = ("id", "headline", "authors", "agency", "place", "published")
    return {name: getattr(article, name) for name in names}


def timeline_tsv(timeline: "Timeline") -> str:
    """Return a line a period: its name and the number of articles."""
    return tsv(timeline.counts.items())


def concordance_tsv(found: Sequence["Occurrence"]) -> str:
    """Return lines of id, published, place, text before, word, text behind."""
    return tsv((o.id, o.published, o.place, o.left, o.word, o.right) for o in found)


def tsv(rows: Iterable[Iterable[object]]) -> str:
    """Return *rows* as lines of cells, with tabs between them."""
    return "".join("\t".join(map(tsv_cell, row)) + "\n" for row in rows)


def tsv_cell(value: object) -> str:
    """Return *value* as it stands in one cell of one line."""
    # A tab or a line end within a value would pass for the end of it.
    return "" if value is None else printable(" ".join(str(value).split()))
