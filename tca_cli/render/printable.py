"""Text of articles must not be able to drive the terminal, nor hide what it says.

A sign stands in place of what does: control characters; what turns round the direction
of what is written around it, or parts lines where there is no line end; halves of
surrogate pairs, which no terminal can be sent; and what shows nothing at all, so that
names which look alike are not the same. Kept is what a script needs: joiners behind a
letter, as in Persian and in emoji; marks of direction, which do no more to their
neighbours than a letter of Hebrew does; soft hyphens, and what chooses the form of the
sign before it.
"""

import re
from collections.abc import Callable

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_LINES_AND_DIRECTIONS = "\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNSEEN = (
    "\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
# A flag is a black one, tags that say of which region, and a last tag.
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
_JOINERS = "\u200c\u200d"
_UNPRINTABLE = (
    rf"(?P<kept>{_FLAG})|[{_CONTROLS}{_LINES_AND_DIRECTIONS}{_UNSEEN}]"
    rf"|\r(?!\n)|(?<![^\s{_JOINERS}])[{_JOINERS}]"
)
_SIGN = "�"


def printable(text: str) -> str:
    r"""Return *text*, as long as it was, with what drives a terminal shown as ``�``.

    >>> printable("red\x1b[31m")
    'red�[31m'
    """
    return replaced(text, lambda _: _SIGN)


def replaced(text: str, replacement: Callable[[str], str]) -> str:
    """Return *text* with the *replacement* of each character that is not printable."""
    if is_plain(text):
        return text
    return re.sub(
        _UNPRINTABLE, lambda found: found["kept"] or replacement(found[0]), text
    )


def is_plain(text: str) -> bool:
    """Tell whether *text* is certainly printable: a pattern takes long to compile."""
    return all(map(str.isprintable, text.split("\n")))


def on_one_line(text: str) -> str:
    r"""Return *text* printable, with a sign for what would begin a line of its own.

    >>> on_one_line("a\nError: b.txt")
    'a�Error: b.txt'
    """
    return text if text.isprintable() else re.sub(r"[\t\n\r]", _SIGN, printable(text))
