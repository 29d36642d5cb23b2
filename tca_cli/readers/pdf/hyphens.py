"""Hyphens at the end of printed lines: those of divided words, and of compounds."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Hyphens:
    """Tells by the other words of a text whether a hyphen is part of a word."""

    words: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Self:
        """Return what is told by *lines*."""
        words = (w for line in lines for w in _WORD.findall(line.lower()))
        return cls(frozenset(words))

    def joined(self, lines: Sequence[str]) -> str:
        """Return the paragraph that was set in *lines*.

        >>> Hyphens.of(["co-operation"]).joined(["The co-", "operation of dam buil-"])
        'The co-operation of dam buil-'
        >>> Hyphens.of([]).joined(["buil-", "ders, Kyrgyz-", "Tajik and well-", "kept"])
        'builders, Kyrgyz-Tajik and well-kept'
        """
        text = ""
        for line in filter(None, map(str.strip, lines)):
            text = self._join(text, line) if text else line
        return text.replace(_SOFT, "")

    def _join(self, text: str, line: str) -> str:
        divided = _DIVIDED.search(text[-_LONGEST_WORD:])
        rest = _LETTERS.match(line)
        if text.endswith(_SOFT):
            return text + line
        if not (divided and rest):
            return f"{text} {line}"
        if self._is_compound(divided["word"], rest[0]):
            return text + line
        return text[:-1] + line

    def _is_compound(self, word: str, rest: str) -> bool:
        if rest[0].isupper() or word.isdigit():
            return True
        word, rest = word.lower(), rest.lower()
        if f"{word}{rest}" in self.words:
            return False
        return f"{word}-{rest}" in self.words or word in _FIRST_PARTS


_SOFT = "\u00ad"
_LONGEST_WORD = 80
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_DIVIDED = re.compile("(?P<word>[^\\W_]+)[-\u2010]$")
_LETTERS = re.compile(r"[^\W\d_]+")
# First parts of words that nearly always keep their hyphen.
_FIRST_PARTS = frozenset(
    (
        *("all", "anti", "cross", "eight", "ex", "fifty", "five", "four", "full"),
        *("half", "hard", "high", "ill", "large", "long", "low", "middle", "multi"),
        *("nine", "non", "north", "one", "open", "part", "post", "pre", "pro", "self"),
        *("seven", "short", "six", "small", "so", "south", "state", "ten", "third"),
        *("three", "twenty", "two", "vice", "well", "year", "из", "кое", "экс"),
    )
)
