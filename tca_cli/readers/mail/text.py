"""The text of a mail: the part to be read, as its sender wrote it."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeAlias

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document
from tca_cli.readers.mail.parts import Part, part_in
from tca_cli.readers.markup import text_of_markup
from tca_cli.readers.pages.text import article_text
from tca_cli.readers.pages.tree import tree_of

TextOfPage: TypeAlias = Callable[[str], str]


class TooDeepError(Exception):
    """The parts of a mail are nested deeper than those of any real one."""


def text_of_part(part: Part, text_of_page: TextOfPage, depth: int = 0) -> str:
    """Return the text of *part* and of those within it, less what is only attached.

    *text_of_page* gives that of a page. Raises TooDeepError.
    """
    if depth > _DEEPEST:
        raise TooDeepError
    kind = part.kind
    if kind in _KINDS_OF_MAIL:
        return _text_of_forwarded(part_in(part.content), text_of_page, depth)
    if kind.startswith("multipart/"):
        parts = list(part.parts())
        # Of no boundary, or of none that is there: what stands there is a text.
        return (
            _text_of_parts(kind, parts, text_of_page, depth)
            if parts
            else _plain_text(part)
        )
    if not kind.startswith("text/") or (depth and not _is_to_be_read(part)):
        return ""
    if kind == "text/html":
        return text_of_page(part.text)
    return _plain_text(part)


def forwarded_in(part: Part) -> Part | None:
    """Return the first mail that is in *part* as it was, or None.

    *part* is one whose text could be read, so it is not too deep.
    """
    if part.kind in _KINDS_OF_MAIL:
        return part_in(part.content)
    found = (forwarded_in(inner) for inner in part.parts())
    return next(filter(None, found), None)


_DEEPEST = 12
_KINDS_OF_MAIL = ("message/rfc822", "message/global", "message/news")
_SUFFIX = re.compile(r"\.\w{1,10}$")
_SUFFIXES_OF_TEXT = ("", ".txt", ".text")
_SUFFIXES_OF_PAGES = (*_SUFFIXES_OF_TEXT, ".htm", ".html")
# The share of the words of a page that its plain version has at least.
_REAL_SHARE = 0.5
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTE_MARKS = re.compile(r"^>[> ]*")
_SIGNATURE = "-- "
_MOST_SIGNED = 15


def text_of_page_in(document: Document, page: str) -> str:
    """Return the article on a *page* that was sent, or all its text.

    That is where the article would be the lesser part, as of a short mail, or where
    nothing is installed that tells it from the rest.
    """
    whole = text_of_markup(page)
    with suppress(UnreadableFileError):
        article = article_text(document, tree_of(document, page), page, None, "")
        if len(article.split()) >= _REAL_SHARE * len(whole.split()):
            return article
    return whole


def _is_to_be_read(part: Part) -> bool:
    """Tell whether *part* is a text, and not a table or a log by its name."""
    named = _SUFFIX.search(part.file_name)
    suffix = named[0].lower() if named else ""
    if part.kind == "text/html":
        return not part.is_attachment and suffix in _SUFFIXES_OF_PAGES
    return part.kind == "text/plain" and suffix in _SUFFIXES_OF_TEXT


def _text_of_forwarded(mail: Part, text_of_page: TextOfPage, depth: int) -> str:
    return f"{mail.says('subject')}\n\n{text_of_part(mail, text_of_page, depth + 1)}"


def _text_of_parts(
    kind: str, parts: Sequence[Part], text_of_page: TextOfPage, depth: int
) -> str:
    texts = (text_of_part(part, text_of_page, depth + 1) for part in parts)
    if kind == "multipart/alternative":
        return _best(parts, list(texts))
    written = filter(str.strip, texts)
    # What a page is related to are its pictures and styles.
    return next(written, "") if kind == "multipart/related" else "\n\n".join(written)


def _best(parts: Sequence[Part], texts: Sequence[str]) -> str:
    """Return the plain one of several versions, unless it only points to the other."""
    counts = list(map(_words, texts))
    for part, text, words in zip(parts, texts, counts, strict=True):
        if part.kind == "text/plain" and words and words >= _REAL_SHARE * max(counts):
            return text
    return max(zip(counts, texts, strict=True), key=lambda pair: pair[0])[1]


def _words(text: str) -> int:
    return len(_WORD.findall(_ADDRESS.sub("", text)))


def _plain_text(part: Part) -> str:
    lines = part.text.split("\n")
    if part.is_flowed:
        return "\n".join(_flowing(lines, deletes_spaces=part.deletes_spaces))
    return "\n".join(_QUOTE_MARKS.sub("", line) for line in _unsigned(lines))


def _flowing(lines: Sequence[str], *, deletes_spaces: bool) -> Iterator[str]:
    """Yield the paragraphs of *lines* on one line each (RFC 3676, section 4)."""
    pieces: list[str] = []
    depth = 0
    for line in _unsigned(lines):
        marks = len(line) - len(line.lstrip(">"))
        shown = line[marks:].removeprefix(" ")
        if pieces and marks != depth:
            yield "".join(pieces)
            pieces = []
        depth = marks
        if shown.endswith(" ") and shown != _SIGNATURE:
            pieces.append(shown[:-1] if deletes_spaces else shown)
        else:
            yield "".join([*pieces, shown])
            pieces = []
    if pieces:
        yield "".join(pieces)


def _unsigned(lines: Sequence[str]) -> Sequence[str]:
    """Return *lines* less the signature in which they end (RFC 3676, section 4.3)."""
    for number in range(len(lines) - 1, max(-1, len(lines) - _MOST_SIGNED), -1):
        if lines[number] == _SIGNATURE and number:
            return lines[:number]
    return lines
