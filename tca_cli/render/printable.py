"""Text of articles must not be able to drive the terminal."""

import re

# Control characters but tab and newline, what turns the direction of writing round,
# and halves of surrogate pairs, which no terminal can be sent.
_UNPRINTABLE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def printable(text: str) -> str:
    r"""Return *text*, as long as it was, with what drives a terminal shown as ``�``.

    >>> printable("red\x1b[31m")
    'red�[31m'
    """
    return text if is_plain(text) else re.sub(_UNPRINTABLE, "�", text)


def is_plain(text: str) -> bool:
    """Tell whether *text* is certainly printable: a pattern takes long to compile."""
    return all(map(str.isprintable, text.split("\n")))


def on_one_line(text: str) -> str:
    r"""Return *text* printable, with a sign for what would begin a line of its own.

    >>> on_one_line("a\nError: b.txt")
    'a�Error: b.txt'
    """
    return printable(text).translate({ord("\n"): "�", ord("\t"): "�"})
