"""One article, for reading: on a terminal as a page, in a pipe as plain text."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from tca_cli.archive.show import ShownArticle
from tca_cli.render.article_text import about_title, imprint, opening, signature
from tca_cli.render.printable import on_one_line, printable
from tca_cli.render.styles import MATCH
from tca_cli.text.words import Token

# A longer line is hard to read.
_MEASURE = 80


def article_page(shown: ShownArticle) -> RenderableType:
    """Return the article as it is read: headline, credits, body, the author apart."""
    return Constrain(Group(*_parts(shown)), _MEASURE)


def _parts(shown: ShownArticle) -> Iterator[RenderableType]:
    article = shown.article
    headline = _marked(on_one_line(article.headline), shown.in_headline)
    headline.stylize_before("bold")
    yield headline
    if signed := signature(article):
        yield Text(signed, style="dim")
    yield Text()
    body = _marked(article.body, shown.in_body)
    for number, paragraph in enumerate(body.split("\n\n")):
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
    lines = imprint(article, shown.versions)
    yield Text("\n".join(lines), style="dim", overflow="fold")


def _marked(text: str, words: Sequence[Token]) -> Text:
    marked = Text(printable(text))
    for word in words:
        marked.stylize(MATCH, word.start, word.end)
    return marked
