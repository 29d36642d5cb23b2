"""The text of the article on a page, without what surrounds it."""

import logging
import re
from copy import deepcopy

from tca_cli.errors import UnreadableFileError
from tca_cli.readers.document import Document, needing
from tca_cli.readers.markup import is_markup, text_of_markup
from tca_cli.readers.page_tree import Element, text_in, words_of
from tca_cli.text.folding import folded


def article_text(
    document: Document, root: Element, heading: Element | None, told: str
) -> str:
    """Return the paragraphs of the article at *root*, with a blank line between them.

    *heading* is where the headline stands, and *told* the text that the page's data
    has, which counts where the page shows little.
    """
    _leave_out(root, heading)
    text = _extracted(document, root) if _is_usual(root) else ""
    if len(text) < _LITTLE:
        others = [text_of_markup(told) if is_markup(told) else told, _largest(document, root)]
        longest = max(others, key=len)
        text = longest if len(longest) > _MORE * len(text) else text
    return text


_LITTLE, _MORE = 250, 1.5
# Libraries take longer than in proportion for pages with more.
_MOST_ELEMENTS = 60_000
_MOST_CHILDREN = 8_000
_OUT_TAGS = ("figcaption", "aside", "nav", "form", "button", "svg", "iframe", "select")
_OUT_WORDS = frozenset(
    "caption captions share sharing social related recommended newsletter promo"
    " breadcrumb breadcrumbs comments disqus outbrain taboola advert advertisement"
    " sponsor sponsored".split()
)
_LARGE_SHARE = 0.3


def _leave_out(root: Element, heading: Element | None) -> None:
    """Take out of *root* what is not of the article, where that can be told."""
    whole = len(text_in(root))
    kept = {id(root)}
    if heading is not None:
        kept |= set(map(id, heading.iterancestors()))
    for part in list(root.iter()):
        if id(part) in kept or part.getparent() is None or part.tag in ("html", "body"):
            continue
        if part is heading or (
            _is_out(part) and len(text_in(part)) <= _LARGE_SHARE * whole
        ):
            part.drop_tree()


def _is_out(part: Element) -> bool:
    return part.tag in _OUT_TAGS or bool(words_of(part, "class", "id") & _OUT_WORDS)


def _is_usual(root: Element) -> bool:
    count = 0
    for part in root.iter():
        count += 1
        if count > _MOST_ELEMENTS:
            return False
    return True


def _extracted(document: Document, root: Element) -> str:
    with needing("html", document):
        import trafilatura
    log = logging.getLogger("trafilatura")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    try:
        markup = trafilatura.extract(
            root, output_format="html", include_comments=False, include_tables=True
        )
    except Exception as error:
        raise UnreadableFileError(document.path, "it is a damaged web page") from error
    return text_of_markup(markup or "")


def _largest(document: Document, root: Element) -> str:
    with needing("html", document):
        from lxml import html
    for name in ("article", "main", "body"):
        texts = [
            text_of_markup(html.tostring(part, encoding="unicode", with_tail=False))
            for part in list(root.iter(name))[:20]
        ]
        if texts and (longest := max(texts, key=len)):
            return longest
    return ""
