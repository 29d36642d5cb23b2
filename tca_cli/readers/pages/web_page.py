"""Saved web pages: the one article of a page, whatever else is on it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.byline import byline
from tca_cli.readers.newspaper.dates import date_line, full_date
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.pages.headline import is_same
from tca_cli.readers.pages.metadata import PageMetadata, note_metadata
from tca_cli.readers.pages.mhtml import saved_page
from tca_cli.readers.pages.names import persons_in
from tca_cli.readers.pages.text import article_text, linked_headings
from tca_cli.readers.pages.tree import Element, markup_of, tree_of


def read(document: Document) -> Iterator[FoundArticle]:
    """Yield the one article that the page in *document* holds."""
    yield article_of_page(document, document.data)


def read_mhtml(document: Document) -> Iterator[FoundArticle]:
    """Yield the one article that the page saved in *document* as MHTML holds."""
    page = saved_page(document)
    markup = markup_of(document, page.markup, page.charset)
    yield article_of_page(document, markup, url=page.url)


def article_of_page(
    document: Document,
    markup: bytes | str,
    *,
    url: str | None = None,
    key: str | None = None,
    said: Findings | None = None,
) -> FoundArticle:
    """Return the article on the page that *markup* is.

    What the container of the page *said* counts before what the page says; *url* is
    where the page was fetched, where that is known.
    Raises UnreadableFileError where there is no article on it.
    """
    text = markup_of(document, markup)
    root = tree_of(document, text)
    said = said or Findings()
    known = note_metadata(said, root, text, url)
    page = _Page.of(root)
    body = article_text(document, root, text, known.heading, known.told)
    if not known.is_article and (reason := _lack(said, page, body)):
        raise UnreadableFileError(document.path, reason)
    _note_language(said, known, body)
    headings = [said.values.get("headline", ""), known.heading_text]
    body = _without_credit(_without_headline(body, headings), said)
    _note_day_of_text(said, body)
    if "headline" not in said.values:
        said.keep("headline", _beginning(body), "the beginning of the text")
    return article_of(document, body, said, key=key)


@dataclass(frozen=True, slots=True)
class _Page:
    """What tells a page of an article from others, before anything is left out."""

    asks_to_log_in: bool
    linked_headings: int

    @classmethod
    def of(cls, root: Element) -> Self:
        """Return what the page at *root* has of it."""
        fields = (field.get("type") for field in root.iter("input"))
        return cls("password" in fields, sum(1 for _ in linked_headings(root)))


_WALL_WORDS, _FEWEST_WORDS = 120, 5
_OF_AN_ERROR = re.compile(
    r"(?:error\s*)?[45]0\d\b|(?:page\s)?not found|access denied|just a moment"
    r"|attention required|forbidden",
    re.IGNORECASE,
)
# A paragraph that tells something is so long in letters; Chinese needs fewer of them.
_LONG = 120
_DENSE_LETTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST_LINKED, _LINKED_TO_LONG = 8, 2
# Of those with other letters, the claim of a page that it is in one is an oversight.
_LATIN = "cs da de en es et fi fr hr hu it lt lv nb nl no pl pt ro sk sl sq sv tr"
_IN_LATIN_LETTERS = frozenset(_LATIN.split())
_LETTER = re.compile(r"[^\W\d_]")
_NOT_LATIN = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_READ_LETTERS = 5000
# Feb. 23, 2015 -- Text
_DAY_OF_TEXT = re.compile(r"(?P<day>[^–—-]{8,30}?)\s*(?:--|[–—])\s*\S")
_WITHIN, _KICKER_WORDS = 4, 30
_WORDS_OF_BEGINNING = 10


def _lack(said: Findings, page: _Page, body: str) -> str | None:
    """Say why there is no article on a page whose data have none, or None."""
    words = len(body.split())
    if words < _WALL_WORDS and page.asks_to_log_in:
        return "it asks to log in, and there is no article on it"
    if words < _WALL_WORDS and _OF_AN_ERROR.match(said.values.get("headline", "")):
        return "it says only that a page could not be shown"
    is_signed = bool({"authors", "published"} & said.values.keys())
    long = sum(map(_is_long, body.split("\n\n")))
    most = 1 if is_signed else page.linked_headings // _LINKED_TO_LONG
    if page.linked_headings >= _MOST_LINKED and long <= most:
        return "it links to articles, and is none itself"
    if not is_signed and words < _FEWEST_WORDS and " " in body:
        return "there is no text of an article on it"
    return None


def _is_long(paragraph: str) -> bool:
    return len(paragraph) + 2 * len(_DENSE_LETTER.findall(paragraph)) >= _LONG


def _note_language(said: Findings, known: PageMetadata, body: str) -> None:
    for code, origin in known.languages:
        if _fits(code, body[:_READ_LETTERS]):
            said.note("language", code, origin)


def _fits(code: str, text: str) -> bool:
    """Tell whether the letters of *text* are those of the language *code*."""
    if re.split("[-_]", code.lower())[0] not in _IN_LATIN_LETTERS:
        return True
    return 2 * len(_NOT_LATIN.findall(text)) <= len(_LETTER.findall(text))


def _note_day_of_text(said: Findings, body: str) -> None:
    begin = _DAY_OF_TEXT.match(body)
    if begin and (day := full_date(begin["day"])):
        said.keep("published", day, "the beginning of the text")


def _beginning(body: str) -> str | None:
    """Return the first words of a *body* that is one paragraph, for want of a headline.

    Of several, the first is the headline, as in a plain text.
    """
    words = body.split()
    if "\n" in body or len(words) <= _WORDS_OF_BEGINNING:
        return None
    return f"{' '.join(words[:_WORDS_OF_BEGINNING])} …"


def _without_headline(body: str, headings: Sequence[str]) -> str:
    """Return *body* without its headline and the short lines above it, if any."""
    paragraphs = body.split("\n\n")
    for number, paragraph in enumerate(paragraphs[:_WITHIN]):
        if any(heading and is_same(paragraph, heading) for heading in headings):
            return "\n\n".join(paragraphs[number + 1 :])
        if len(paragraph.split()) > _KICKER_WORDS:
            break
    return body


def _without_credit(body: str, said: Findings) -> str:
    """Return *body* without lines that say its authors and its day once more."""
    paragraphs = body.split("\n\n")
    begin = [text for text in paragraphs[:_WITHIN] if not _is_credit(text, said)]
    return "\n\n".join(begin + paragraphs[_WITHIN:])


def _is_credit(line: str, said: Findings) -> bool:
    if (day := date_line(line)) is not None:
        return bool(day == said.values.get("published"))
    # A byline that other formats have as well is the matter of all of them.
    names = set() if byline(line) else set(persons_in(line, ()))
    if not names or not names <= set(said.values.get("authors", ())):
        return False
    said.keep("byline", line, "the byline")
    return True
