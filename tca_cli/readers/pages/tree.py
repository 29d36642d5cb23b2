"""The elements of a page, and what they say; time and depth are bounded."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Protocol

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, needing
from tca_cli.readers.encoding import decoded


class Element(Protocol):
    """An element as lxml has it."""

    tag: str
    text: str | None
    tail: str | None
    attrib: dict[str, str]

    def __len__(self) -> int:
        """Return how many elements it holds."""

    def get(self, key: str) -> str | None:
        """Return the attribute *key*."""

    def iter(self, *tags: str) -> Iterator["Element"]:
        """Yield this element and all below it, in their order."""

    def iterancestors(self, *tags: str) -> Iterator["Element"]:
        """Yield the elements around this one, the nearest first."""

    def itertext(self) -> Iterator[str]:
        """Yield the pieces of text in it."""

    def getparent(self) -> "Element | None":
        """Return the element around it."""

    def drop_tree(self) -> None:
        """Take it out of its page, but not the text after it."""


def markup_of(
    document: Document, markup: bytes | str, charset: str | None = None
) -> str:
    """Return *markup* as text: by its mark, what it or its container says, or a guess.

    Raises UnreadableFileError where it is empty or no text at all.
    """
    if isinstance(markup, str):
        markup = markup.encode(errors="replace")
    elif said := _declared(markup, charset):
        markup = said.encode(errors="replace")
    return decoded(document.path, markup)


def tree_of(document: Document, markup: str) -> Element:
    """Return the root of the page that *markup* is."""
    with needing("html", document):
        from lxml import etree, html
    shorter = _TOO_LONG.sub(r"\1>", _EMBEDDED.sub("", markup))
    if shorter.lstrip().startswith("<?xml"):
        # In HTML such an element would go on, and hide the page.
        shorter = _EMPTY.sub(r"<\1\2></\1>", shorter)
    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8"
    )
    try:
        data = shorter.encode(errors="replace")
        root: Element = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError) as error:
        reason = "it is no web page, or a damaged one"
        raise UnreadableFileError(document.path, reason) from error
    _clean(root)
    return root


def markup_in(document: Document, element: Element) -> str:
    """Return *element* as it is written."""
    with needing("html", document):
        from lxml import html
    written: str = html.tostring(element, encoding="unicode", with_tail=False)
    return written


def text_in(element: Element) -> str:
    """Return what *element* shows, on one line."""
    return " ".join("".join(_pieces(element)).split())


def words_of(element: Element, *attributes: str) -> frozenset[str]:
    """Return the words that the names in *attributes* are made of.

    >>> from lxml.html import fromstring
    >>> sorted(words_of(fromstring('<p class="postAuthor by-line">'), "class"))
    ['author', 'by', 'line', 'post']
    """
    names = " ".join(element.get(name) or "" for name in attributes)[:_LONGEST_NAMES]
    return frozenset(word.lower() for word in _WORD.findall(names))


def is_of_another_item(element: Element) -> bool:
    """Tell whether *element* is a property of something within the article.

    A video or a picture on the page has a name, an author and a day of its own.
    """
    outer = (around.get("itemprop") for around in element.iterancestors())
    return any(name and name not in _OF_ARTICLE for name in outer)


def unescaped(text: str) -> str:
    r"""Return *text* on one line, and with the signs that it names, even twice over.

    >>> unescaped("Tom&amp;#39;s  &quot;dam&quot;")
    'Tom\'s "dam"'
    """
    for _ in range(2):
        text = unescape(text) if "&" in text else text
    return " ".join(text.split())


# Labels of encodings stand for others: WHATWG Encoding Standard, section 4.2.
_OTHERS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "x-cp1251": "cp1251",
    "win-1251": "cp1251",
    "x-mac-cyrillic": "mac_cyrillic",
}
_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?"""
    rb"""\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
# UTF-8 is known by its form, and what else Python can decode is not of the web.
_OF_TEXT = re.compile(
    "iso-|windows-|win-|x-|cp|koi8|gb|big5|euc|shift|s?jis|tis|mac|ks_|lat|asc|us-"
)
_HEAD_BYTES = 8192
_MOST_WRONG = 0.02
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Pictures in the page itself, and tags longer than any that was written by hand.
_EMBEDDED = re.compile(r"data:[\w.+/-]{0,60}(?:;[\w=-]{1,40}){0,4},[^\"'\s>)]{200,}")
_TOO_LONG = re.compile(r"(<[A-Za-z][\w:-]{0,40})[^<>]{50000,}>")
_EMPTY = re.compile(
    r"<(script|style|title|iframe|textarea)\b([^<>]{0,2000})/>", re.IGNORECASE
)
_NOT_OF_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OF_ARTICLE = frozenset(
    ("mainEntity", "articleBody", "blogPost", "mainContentOfPage", "mainEntityOfPage")
)
_UNSEEN = frozenset(("script", "style", "noscript", "template"))
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_LONGEST_NAMES = 2000


def _declared(markup: bytes, charset: str | None) -> str | None:
    """Return the text of *markup* in the encoding that is said, where that fits it."""
    if markup.startswith(_MARKS):
        return None
    found = _META.search(markup[:_HEAD_BYTES])
    label = (charset or (found[1].decode("ascii") if found else "")).lower()
    if not _OF_TEXT.match(label):
        return None
    if _is_utf8(markup) and not label.startswith("iso-2022"):
        return None
    try:
        text = markup.decode(_OTHERS.get(label, label), errors="replace")
    except (LookupError, ValueError):  # no encoding, or none of text
        return None
    return text if text.count("\ufffd") <= _MOST_WRONG * len(text) else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _pieces(element: Element) -> Iterator[str]:
    for part in element.iter():
        if part.tag not in _UNSEEN:
            yield part.text or ""
        if part is not element:
            yield part.tail or ""


def _clean(root: Element) -> None:
    """Take out the signs that XML has none of, for no text with them can be moved."""
    for part in root.iter():
        if part.text and _NOT_OF_XML.search(part.text):
            part.text = _NOT_OF_XML.sub("", part.text)
        if part.tail and _NOT_OF_XML.search(part.tail):
            part.tail = _NOT_OF_XML.sub("", part.tail)
