"""The authors of an archive, or the articles of one, for a terminal."""

from collections.abc import Sequence
from datetime import date

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tca_cli.article import Article, AuthorEntry
from tca_cli.render.printable import printable


def authors_table(entries: Sequence[AuthorEntry]) -> RenderableType:
    """Return a line an author: the number of articles, the name, the dates."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="dim", no_wrap=True)
    for entry in entries:
        name = Text(printable(entry.author), style="bold")
        table.add_row(str(entry.articles), name, _span(entry.first, entry.last))
    return table


def articles_table(articles: Sequence[Article]) -> RenderableType:
    """Return a line an article: date, start of the id, place, headline."""
    table = Table.grid(padding=(0, 2))
    if any(article.published for article in articles):
        table.add_column(style="dim", no_wrap=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(style="dim", max_width=18, overflow="ellipsis", no_wrap=True)
    table.add_column(overflow="fold")
    for article in articles:
        day = article.published.isoformat() if article.published else ""
        cells: list[RenderableType] = [
            article.id[:8],
            Text(printable(article.place or "")),
            Text(printable(article.headline), style="bold"),
        ]
        table.add_row(*([day] if len(table.columns) > len(cells) else []), *cells)
    return table


def _span(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    return f"{first}" if first == last else f"{first} – {last}"
