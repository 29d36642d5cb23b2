"""The piece of a text that shows best why it was found."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from tca_cli.frozen import Frozen
from tca_cli.text.words import Token

_WHITE_SPACE = re.compile(r"\s+")
_LONGEST_WORD = 40


class Snippet(Frozen):
    """A piece of a text on one line, and the ranges of it that matched."""

    text: str
    marks: tuple[tuple[int, int], ...]


def snippet(text: str, matched: Sequence[Token], *, width: int = 160) -> Snippet:
    """Return about *width* characters of *text*, where most of *matched* stand close.

    >>> from tca_cli.query.matching import occurrences
    >>> from tca_cli.query.tree import Word
    >>> body = "The quay was closed. Two old trucks stood there until noon came."
    >>> snippet(body, occurrences(Word("truck"), body), width=30).text
    '… Two old trucks stood there until …'
    """
    start = _beginning(text, matched, width=width)
    end = _end(text, start + width)
    marks = [(word.start, word.end) for word in matched if start <= word.start]
    marks = [(first, last) for first, last in marks if last <= end]
    shown = _on_one_line(text, start, end, marks)
    before, after = "… " * (start > 0), " …" * (end < len(text))
    shift = len(before)
    return Snippet(
        text=f"{before}{shown.text}{after}",
        marks=tuple((first + shift, last + shift) for first, last in shown.marks),
    )


def _end(text: str, earliest: int) -> int:
    """Return where the word ends that stands at *earliest*, if it ends soon."""
    if space := _WHITE_SPACE.search(text, earliest, earliest + _LONGEST_WORD):
        return space.start()
    return len(text) if len(text) <= earliest + _LONGEST_WORD else earliest


def _beginning(text: str, matched: Sequence[Token], *, width: int) -> int:
    first = _densest(matched, width=width)
    if first <= width // 2:
        return 0
    # Some words before the first match, from the sentence's beginning if that is near.
    earliest = first - width // 3
    sentence = max(text.rfind(sign, earliest, first) for sign in (". ", "? ", "! "))
    paragraph = text.rfind("\n", earliest, first)
    nearest = max(sentence + 1, paragraph)
    cut = nearest if nearest >= earliest else text.find(" ", earliest, first)
    return cut + 1 if cut != -1 else first


def _densest(matched: Sequence[Token], *, width: int) -> int:
    """Return where the stretch begins that has most of the matched words."""
    starts = [word.start for word in matched]

    def richness(number: int) -> tuple[int, int]:
        end = bisect_left(starts, starts[number] + width // 2)
        near = [word.term for word in matched[number:end]]
        return len(set(near)), len(near)

    # Of equals, max takes the first.
    return starts[max(range(len(starts)), key=richness)] if starts else 0


def _on_one_line(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int]]
) -> Snippet:
    # White space is folded between the marks only, since no word holds any.
    pieces: list[str] = []
    shifted: list[tuple[int, int]] = []
    length, done = 0, start
    for first, last in (*marks, (end, end)):
        between = _WHITE_SPACE.sub(" ", text[done:first])
        pieces += between, text[first:last]
        length += len(between)
        shifted.append((length, length + last - first))
        length += last - first
        done = last
    return Snippet("".join(pieces).rstrip(), tuple(shifted[:-1]))
