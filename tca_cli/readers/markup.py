"""The text of a piece of HTML that is an article's own, as in feeds and exports.

What surrounds the article on a saved page is the matter of the reader of web pages.
Time and memory grow with the length of the piece alone, whatever is in it.
"""

import re
from collections.abc import Iterator
from html import unescape


def text_of_markup(markup: str) -> str:
    r"""Return the paragraphs of *markup*, with a blank line between them.

    >>> text_of_markup("<p>The <b>dam</b> held.</p><p>It was&nbsp;noon.<br>So.")
    'The dam held.\n\nIt was noon.\nSo.'
    >>> text_of_markup("<style>p { color: red }</style>5 < 6 &amp; so")
    '5 < 6 & so'
    """
    pieces: list[str] = []
    unseen: str | None = None
    for name, text in _tokens(markup):
        if unseen:
            unseen = None if name == f"/{unseen}" else unseen
        elif name in _UNSEEN:
            unseen = name
        elif name == "br":
            pieces.append("\n")
        elif name.lstrip("/") in _BLOCKS:
            pieces.append("\n\n")
        elif name in _CELLS:
            pieces.append(" ")
        elif not name:
            pieces.append(_WHITE_SPACE.sub(" ", unescape(text)))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def is_markup(text: str) -> bool:
    """Tell whether *text* holds an element of HTML, and so is to be taken for it.

    >>> is_markup("The <p>dam</p>"), is_markup("if a < b and b > c")
    (True, False)
    """
    return bool(_ELEMENT.search(text))


_NAMES_OF_BLOCKS = (
    "address article aside blockquote body caption center dd details div dl dt fieldset"
    " figcaption figure footer h1 h2 h3 h4 h5 h6 header hr html li main ol p pre"
    " section summary table tbody tfoot thead title tr ul"
)
_BLOCKS = frozenset(_NAMES_OF_BLOCKS.split())
_CELLS = frozenset(("td", "/td", "th", "/th"))
_UNSEEN = frozenset(
    ("button", "iframe", "noscript", "object", "script", "style", "svg", "template")
)
_ELEMENT = re.compile(
    r"</?(?:a|b|blockquote|br|div|em|figure|h[1-6]|i|img|li|ol|p|section|span|strong"
    r"|table|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_NAME = re.compile(r"/?[a-zA-Z][\w:-]*")
_WHITE_SPACE = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")
_LONGEST_TAG = 10_000


def _tokens(markup: str) -> Iterator[tuple[str, str]]:
    """Yield the tags by their names, and the text between them with no name."""
    at = 0
    while (begin := markup.find("<", at)) >= 0:
        if begin > at:
            yield "", markup[at:begin]
        if markup.startswith("<!--", begin):
            # One that is never ended hides all that follows, as in a browser.
            at = markup.find("-->", begin + 4) + 3
            if at < len("-->"):
                return
        elif markup.startswith(("<!", "<?"), begin):
            at = _end_of_tag(markup, begin)
        elif name := _NAME.match(markup, begin + 1):
            at = _end_of_tag(markup, begin)
            yield name[0].lower(), ""
        else:
            at = begin + 1
            yield "", "<"
    if at < len(markup):
        yield "", markup[at:]


def _end_of_tag(markup: str, begin: int) -> int:
    """Return where the tag that begins at *begin* ends; a sign in quotes does not."""
    last = min(len(markup), begin + _LONGEST_TAG)
    end = markup.find(">", begin, last)
    if end < 0:
        return begin + 1
    if '"' not in markup[begin:end] and "'" not in markup[begin:end]:
        return end + 1
    quote = ""
    for at in range(begin + 1, last):
        sign = markup[at]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and markup[at - 1] in "= ":
            quote = sign
        elif sign == ">":
            return at + 1
    # A quote that is never ended: the first end there is.
    return end + 1
