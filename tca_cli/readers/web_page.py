"""Saved web pages: the one article of a page, whatever else is on it."""

import re
from collections.abc import Iterator

from tca_cli.errors import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.findings import Findings
from tca_cli.readers.mhtml import saved_page
from tca_cli.readers.newspaper import article_of
from tca_cli.readers.page_metadata import PageMetadata, note_metadata
from tca_cli.readers.page_text import article_text
from tca_cli.readers.page_tree import Element, markup_of, text_in, tree_of
from tca_cli.text.folding import folded


def read(document: Document) -> Iterator[FoundArticle]:
    """Yield the one article that the page in *document* holds."""
    yield article_of_page(document, document.data)


def read_mhtml(document: Document) -> Iterator[FoundArticle]:
    """Yield the one article that the page saved in *document* as MHTML holds."""
    page = saved_page(document)
    yield article_of_page(document, page.markup, url=page.url, charset=page.charset)


def article_of_page(  # noqa: PLR0913
    document: Document,
    markup: bytes | str,
    *,
    url: str | None = None,
    charset: str | None = None,
    key: str | None = None,
    said: Findings | None = None,
) -> FoundArticle:
    """Return the article on the page that *markup* is.

    What the container of the page *said* counts before what the page says; *url* is
    where the page was fetched, and *charset* what it was sent in, where that is known.
    Raises UnreadableFileError where there is no article on it.
    """
    text = markup_of(document, markup, charset)
    root = tree_of(document, text)
    said = said or Findings()
    known = note_metadata(said, root, text, url)
    lack = _lack(root)
    body = article_text(document, root, known.heading, known.told)
    if not known.is_article and (reason := lack or _lack_of_text(body)):
        raise UnreadableFileError(document.path, reason)
    _note_language(said, known, body)
    return article_of(document, _without_headline(body, said), said, key=key)


def _lack(root): return None
def _lack_of_text(body): return None

def _note_language(said: Findings, known: PageMetadata, body: str) -> None:
    for code, origin in known.languages:
        if _fits(code, body):
            said.note("language", code, origin)


_LATIN_ONLY = frozenset("cs da de en es et fi fr hr hu it lt lv nl no nb pl pt ro sk sl sq sv tr".split())
_NOT_LATIN = re.compile(r"[^\W\d_A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")
_MOST_OTHERS = 0.5

def _fits(code: str, body: str) -> bool:
    """Tell whether the letters of *body* are those of the language *code*."""
    if re.split("[-_]", code.lower())[0] not in _LATIN_ONLY:
        return True
    begin = body[:5000]
    return len(_NOT_LATIN.findall(begin)) <= _MOST_OTHERS * len(_LETTER.findall(begin))

def _without_headline(body: str, said: Findings) -> str:
    return body
