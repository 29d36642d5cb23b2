"""EPUB: a book of web pages in a package; of a newspaper, one article a page.

Covers, tables of contents and lists of the articles of a section are no articles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle, Unread
from tca_cli.readers.encoding import decoded
from tca_cli.readers.markup import text_of_markup
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.packages.book import Book, Page, book_in
from tca_cli.readers.packages.package import opened, part_of
from tca_cli.readers.properties import article_with_author, title_of
from tca_cli.readers.refusals import refusing


def read(document: Document) -> Iterator[FoundArticle | Unread]:
    """Yield the articles of *document* in the order of its pages.

    A book of one page is one article, and has no key.
    """
    with opened(document) as package:
        book = book_in(package, document)
        read_pages = (_read_page(document, package, page) for page in book.pages)
        found = [part for part in read_pages if part]
    is_one = sum(isinstance(part, _Text) for part in found) == 1
    for part in found:
        if isinstance(part, Unread):
            yield part
        else:
            yield _article(document, book, part, is_one=is_one)


@dataclass(frozen=True, slots=True)
class _Text:
    """A page that is an article, or a part of a book."""

    page: Page
    heading: str | None
    title: str | None
    language: str | None
    address: str | None
    paragraphs: tuple[str, ...]


def _read_page(
    document: Document, package: ZipFile, page: Page
) -> _Text | Unread | None:
    """Return the text of *page*, or None where it only leads to others."""
    if page.is_locked:
        return Unread(page.href, "it is locked (DRM)")
    try:
        with refusing(document, "it is not in the package, or damaged there"):
            data = part_of(package, document, page.path)
        markup = decoded(document.path, data)
    except UnreadableFileError as error:
        return Unread(page.href, error.reason)
    body = _body(markup)
    heading = _first_text(_HEADING, body)
    address = _DOWNLOADED.search(body)
    paragraphs = [
        paragraph
        for paragraph in text_of_markup(body).split("\n\n")
        if paragraph and not _BAR.fullmatch(paragraph)
        if not (address and _DOWNLOADED_LINE.match(paragraph))
    ]
    # A page with no more than a heading divides the book.
    if paragraphs in ([], [heading]) or _leads_elsewhere(body, paragraphs):
        return None
    language = _LANGUAGE.search(markup[:_HEAD])
    return _Text(
        page=page,
        heading=heading,
        title=_first_text(_TITLE, markup[:_HEAD]),
        language=language[1] if language else None,
        address=address[1] if address else None,
        paragraphs=tuple(paragraphs),
    )


def _article(
    document: Document, book: Book, part: _Text, *, is_one: bool
) -> FoundArticle:
    said = Findings()
    paragraphs = list(part.paragraphs)
    said.note("headline", part.heading, "the first heading")
    if part.heading in paragraphs:
        paragraphs.remove(part.heading)
    if is_one:
        said.note("headline", title_of(book.title), "dc:title")
    if part.title != book.title:
        said.note("headline", title_of(part.title), "title")
    said.note("url", part.address, "the line of the download")
    said.note("published", book.date, "dc:date")
    said.note("language", part.language, "html lang")
    said.note("language", book.language, "dc:language")
    said.note("keywords", book.subjects, "dc:subject")
    # Of several articles, who made the book is not who wrote each.
    authors = {"dc:creator": book.creators} if is_one else {}
    key = None if is_one else part.page.href
    return article_with_author(
        document, "\n\n".join(paragraphs), said, authors, key=key
    )


def _body(markup: str) -> str:
    begin = _BODY.search(markup)
    return markup[begin.start() :] if begin else _TITLE.sub("", markup)


def _first_text(pattern: re.Pattern[str], markup: str) -> str | None:
    found = pattern.search(markup)
    return text_of_markup(found["inner"]).replace("\n", " ") or None if found else None


def _leads_elsewhere(body: str, paragraphs: list[str]) -> bool:
    """Tell whether *body* is a cover or contents: says so, or does little but link."""
    if _TYPE.search(body[:_HEAD]):
        return True
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    texts = (
        text_of_markup(link["inner"])
        for link in _LINK.finditer(body)
        if ":" not in link["href"]
    )
    links = [len(text.split()) for text in texts if not _BAR.fullmatch(text)]
    # Several words are a headline; one is the number of a note.
    listed = sum(length > 1 for length in links)
    return sum(links) > _LINKED_SHARE * words or (
        listed >= _FEWEST_LISTED and words < _WORDS_ABOUT_EACH * listed
    )


# Where lang, title and the type of a page stand.
_HEAD = 20_000
_LINKED_SHARE = 0.5
_FEWEST_LISTED, _WORDS_ABOUT_EACH = 3, 60
_BODY = re.compile(r"<body\b[^<>]{0,2000}>", re.IGNORECASE)
_TITLE = re.compile(
    r"<title\b[^<>]{0,200}>(?P<inner>[^<]{0,2000})</title\s*>", re.IGNORECASE
)
_HEADING = re.compile(
    r"<h(?P<level>[12])\b[^<>]{0,500}>(?P<inner>(?:[^<]|<(?!/?h[12]\b)){1,3000})</h(?P=level)\s*>",
    re.IGNORECASE,
)
# Up to the next link at most, so that no text is tried twice.
_LINK = re.compile(
    r"<a\s[^<>]{0,2000}?\bhref\s*=\s*[\"'](?P<href>[^\"'<>]{1,2000})[\"'][^<>]{0,1000}>"
    r"(?P<inner>(?:[^<]|<(?!/?a\b)){1,1000})</a\s*>",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"<html\b[^<>]{0,1000}?\slang\s*=\s*[\"']([A-Za-z-]{2,20})[\"']", re.IGNORECASE
)
# EPUB 3 Structural Semantics Vocabulary.
_TYPE = re.compile(
    r"epub:type\s*=\s*[\"'](?:[^\"']{0,80}\s)?"
    r"(?:cover|titlepage|halftitlepage|copyright-page|toc|landmarks|index|colophon)\b"
)
# What calibre, which makes books of news sites, puts around each article.
_BAR = re.compile(r"(?>(?:next|previous|section menu|main menu|[\s|])+)", re.IGNORECASE)
_DOWNLOADED = re.compile(
    r"<a\s[^<>]{0,300}calibre-downloaded-from[^<>]{0,300}?href=\"(https?://[^\"]{1,2000})\"",
    re.IGNORECASE,
)
_DOWNLOADED_LINE = re.compile(
    r"This article was downloaded by calibre from", re.IGNORECASE
)
