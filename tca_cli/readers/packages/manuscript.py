"""Manuscripts: an article as word processors keep it, in styled blocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.properties import article_with_author, title_of


class Style(Enum):
    """What a block is set as, as far as it tells the headline."""

    TITLE = auto()
    HEADING = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the rows of a table, each on a line."""

    text: str
    style: Style = Style.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What the file says of the manuscript.

    Its dates are when it was typed and saved, and none is when it was published.
    """

    title: object = None
    author: object = None
    language: object = None
    keywords: object = None


# A heading that stands further down heads a part of the article.
_HEADLINE_WITHIN = 3
_CELLS_APART = " | "


def article_of_manuscript(
    document: Document, blocks: Sequence[Block], properties: Properties
) -> FoundArticle:
    """Return the article that *blocks* are.

    A headline that is set as one counts before the title among the *properties*, which
    often is that of a template or of last week's article.
    """
    written = [tidied for block in blocks if (tidied := _tidied(block)).text]
    said = Findings()
    if headline := _headline(written):
        written.remove(headline)
        style = "title" if headline.style is Style.TITLE else "heading"
        said.note("headline", headline.text, f"the first {style}")
    said.note("headline", title_of(properties.title), "the property title")
    said.note("language", properties.language, "the property language")
    said.note("keywords", properties.keywords, "the property keywords")
    text = "\n\n".join(block.text for block in written)
    authors = {"the property author": properties.author}
    return article_with_author(document, text, said, authors)


def table_blocks(rows: Iterable[Sequence[Sequence[Block]]]) -> list[Block]:
    """Return a table as one block with a line a row, a cell being its blocks.

    A table of one column frames a text, whose paragraphs they stay.
    """
    table = [row for row in rows if any(row)]
    if all(len(row) == 1 for row in table):
        return [block for row in table for cell in row for block in cell]
    lines = (_CELLS_APART.join(filter(None, map(_on_a_line, row))) for row in table)
    return [Block("\n".join(filter(None, lines)))]


def _on_a_line(cell: Iterable[Block]) -> str:
    return " ".join(" ".join(block.text for block in cell).split())


def _tidied(block: Block) -> Block:
    """Return *block* with single spaces and without empty lines, which end paragraphs.

    Two line breaks are how some set two paragraphs: those are kept.
    """
    lines = (" ".join(line.split()) for line in block.text.split("\n"))
    return replace(block, text="\n".join(lines).strip("\n"))


def _headline(blocks: Sequence[Block]) -> Block | None:
    titles = (block for block in blocks if block.style is Style.TITLE)
    first = blocks[:_HEADLINE_WITHIN]
    headings = (block for block in first if block.style is Style.HEADING)
    return next(titles, None) or next(headings, None)
