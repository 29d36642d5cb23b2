"""The authors of an archive, or the articles of one, for a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console, ConsoleOptions, RenderableType
from rich.table import Table
from rich.text import Text

from tca_cli.article import Article, AuthorEntry
from tca_cli.render.printable import on_one_line
from tca_cli.text.names import name_key


def authors_table(entries: Sequence[AuthorEntry]) -> RenderableType:
    """Return a line an author: the number of articles, the name, the dates."""
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="dim", no_wrap=True)
    for entry in entries:
        name = Text(on_one_line(entry.author), style="bold")
        table.add_row(str(entry.articles), name, _span(entry.first, entry.last))
    return table


def articles_table(articles: Sequence[Article]) -> RenderableType:
    """Return a line an article: date, start of the id, place, headline, perhaps who."""
    return _Articles(articles)


@dataclass(frozen=True, slots=True)
class _Articles:
    """Leaves out on a narrow terminal what the headline needs more."""

    articles: Sequence[Article]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        table = Table.grid(padding=(0, 2))
        is_dated = any(article.published for article in self.articles)
        details = (
            [_day] * is_dated + [_short_id] + [_place] * (options.max_width >= _WIDE)
        )
        for _ in details:
            table.add_column(style="dim", no_wrap=True, max_width=_WIDEST_DETAIL)
        table.add_column(overflow="fold")
        # Not of each who was asked for, but who else is there, or bears that name.
        persons = Counter(name_key(name) for a in self.articles for name in a.authors)
        (usual, _), *_ = persons.most_common(1) or [("", 0)]
        for article in self.articles:
            cells = [Text(on_one_line(detail(article))) for detail in details]
            headline = Text(on_one_line(article.headline), style="bold")
            if {name_key(name) for name in article.authors} != {usual}:
                names = on_one_line(", ".join(article.authors))
                headline = Text.assemble(headline, (f"  {names}", "not bold dim"))
            table.add_row(*cells, headline)
        yield table


_WIDE = 60
_WIDEST_DETAIL = 20


def _day(article: Article) -> str:
    return article.published.isoformat() if article.published else ""


def _short_id(article: Article) -> str:
    return article.id[:8]


def _place(article: Article) -> str:
    return article.place or ""


def _span(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    return f"{first}" if first == last else f"{first} – {last}"
