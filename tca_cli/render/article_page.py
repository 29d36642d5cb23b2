"""One article, for reading: on a terminal as a page, in a pipe as plain text."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from tca_cli.article import Article
from tca_cli.render.article_text import about_title, imprint, opening, signature
from tca_cli.render.printable import printable

# A longer line is hard to read.
_MEASURE = 80


def article_page(article: Article) -> RenderableType:
    """Return *article* as it is read: headline, credits, body, and the author apart."""
    return Constrain(Group(*_parts(article)), _MEASURE)


def _parts(article: Article) -> Iterator[RenderableType]:
    yield Text(printable(article.headline), style="bold")
    if signed := signature(article):
        yield Text(signed, style="dim")
    yield Text()
    for number, paragraph in enumerate(printable(article.body).split("\n\n")):
        if number:
            yield Text()
        dateline = opening(article) if number == 0 else ""
        yield Text.assemble((dateline, "dim"), paragraph)
    if article.author_bio:
        yield Text()
        yield Rule(style="dim", characters="─")
        yield Text(about_title(article), style="bold")
        yield Padding(Text(printable(article.author_bio), style="italic"), (0, 0, 0, 2))
    yield Text()
    yield Text("\n".join(imprint(article)), style="dim", overflow="fold")
