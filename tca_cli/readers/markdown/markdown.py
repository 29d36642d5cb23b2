"""Markdown: an article with front matter above it, as site builders and editors do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tca_cli.readers.document import Document, FoundArticle, Unread
from tca_cli.readers.encoding import decoded
from tca_cli.readers.markdown.front_matter import front_matter
from tca_cli.readers.markdown.own import own_article
from tca_cli.readers.markdown.text import (
    SOFT_BREAK,
    Block,
    blocks_of,
    flowing,
    text_of_blocks,
)
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.findings import Findings, line_of


def read(document: Document) -> Iterator[FoundArticle | Unread]:
    """Yield the article that *document* holds, and what of its front matter is broken.

    The headline is the title of the front matter, else the first heading, else the
    first line.
    """
    if own := own_article(document):
        yield own
        return
    text = decoded(document.path, document.data)
    front = front_matter(text)
    said = findings_in(front.values)
    blocks: Sequence[Block] = blocks_of(text[front.begin :])
    if "headline" not in said.values:
        above = text.count("\n", 0, front.begin)
        blocks = _without_headline(blocks, said, above)
    yield article_of(document, text_of_blocks(blocks), said)
    if front.unread:
        first, *more = front.unread
        others = f" and {len(more)} more are" if more else " is"
        yield Unread("front matter", f"line {first}{others} broken, and so left out")


def findings_in(values: Mapping[str, Any]) -> Findings:
    """Return what *values* of front matter, by their tidy keys, are fit for."""
    said = Findings()
    values = {key: _unlinked(value) for key, value in values.items()}
    for field, keys in _KEYS.items():
        for key in keys:
            if key in values:
                said.note(field, values[key], f"front matter, {key}")
    _note_place(values, said)
    said.note("dateline", values.get("dateline"), "front matter, dateline")
    _note_keywords(values, said)
    return said


_KEYS = {
    "headline": ("title", "headline"),
    "byline": ("byline",),
    "authors": ("author", "authors", "by", "byline", "creator", "writer"),
    "author_bio": ("authorbio", "bio"),
    # When it was published is more than when it was written; neither is lastmod.
    "published": (
        *("datepublished", "published", "publishdate", "pubdate", "publishedat"),
        *("publicationdate", "date"),
    ),
    "language": ("lang", "language", "locale", "languagecode"),
    "url": (
        *("canonicalurl", "canonical", "url", "link", "source", "sourceurl"),
        *("originalurl", "permalink"),
    ),
    "agency": ("agency", "credit", "publisher", "publication", "source"),
}
_KEYS_OF_PLACE = ("place", "location", "city")
# Not where on the globe it is.
_PLACE = re.compile(r"[^\W\d_][^\d:]{1,60}")
_KEYS_OF_KEYWORDS = (
    *("tags", "tag", "keywords", "categories", "category", "section", "sections"),
    "topics",
)
_NOTE_LINK = re.compile(r"\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]|]{1,300})\]\]")
_LONG_LINE = 120


def _unlinked(value: object) -> object:
    """Return *value* with ``[[Page|text]]`` as the text that it shows, as in a text."""
    if isinstance(value, str):
        return _NOTE_LINK.sub(r"\1", value)
    return [_unlinked(part) for part in value] if isinstance(value, list) else value


def _note_place(values: Mapping[str, Any], said: Findings) -> None:
    for key in filter(values.__contains__, _KEYS_OF_PLACE):
        if _PLACE.fullmatch(line_of(values[key]) or ""):
            said.note("place", values[key], f"front matter, {key}")


def _note_keywords(values: Mapping[str, Any], said: Findings) -> None:
    """Note the words of all keys that have any: a section is a keyword too."""
    words: list[str] = []
    where: list[str] = []
    for key in filter(values.__contains__, _KEYS_OF_KEYWORDS):
        one = Findings()
        one.note("keywords", values[key], key)
        words += one.values.get("keywords", ())
        where += one.origins.values()
    said.note("keywords", words, f"front matter, {', '.join(where)}")


def _without_headline(
    blocks: Sequence[Block], said: Findings, above: int
) -> Sequence[Block]:
    """Return *blocks* less the heading that is the headline, where one is."""
    at = _place_of_headline(blocks)
    if at is not None:
        block = blocks[at]
        origin = f"the first heading, line {block.line + above}"
        said.note("headline", flowing(block.text), origin)
        return [*blocks[:at], *blocks[at + 1 :]]
    if blocks:
        # The first line is the headline, as of any text, though others follow it.
        first, *others = blocks
        line, _, rest = first.text.replace(SOFT_BREAK, "\n", 1).partition("\n")
        said.note("headline", line, f"the first line, line {first.line + above}")
        return [Block(rest, first.line + 1), *others] if rest else others
    return blocks


def _place_of_headline(blocks: Sequence[Block]) -> int | None:
    """Return where the heading is that heads the whole text, or None.

    That is the first of the highest level with only short lines above it, such as a
    date, or any heading that nothing is above. Another one heads a part of the text.
    """
    for at, block in enumerate(blocks):
        if block.level == 1:
            return at
        if len(block.text) > _LONG_LINE:
            break
    return 0 if blocks and blocks[0].level else None
