"""The words of a query, and the ways in which one can be compared with a text's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from tca_cli.frozen import Frozen
from tca_cli.text.folding import folded
from tca_cli.text.stop_words import ACRONYMS, is_stop_word


class Word(Frozen):
    """Matches a word in any of its forms: ``truck`` and ``trucks``."""

    written: str

    @property
    def term(self) -> str:
        """The term that the word is compared by; that of capitals is narrower."""
        return _term(self.written)

    def __str__(self) -> str:
        is_plain = re.fullmatch(_PLAIN_WORD, self.written) and not (
            self.written in OPERATORS or is_stop_word(self.written)
        )
        return self.written if is_plain else f'"{self.written}"'


class Exact(Frozen):
    """Matches a word exactly as it is written: unstemmed, unfolded, its case kept."""

    written: str

    def __str__(self) -> str:
        return f"={self.written}"


class Pattern(Frozen):
    """Matches words that ``*`` for any letters and ``?`` for one make the same."""

    written: str

    @property
    def expression(self) -> re.Pattern[str]:
        """The pattern for a word's folded form."""
        return _expression(self.written)

    @property
    def beginning(self) -> str:
        """The letters, folded, with which every match begins."""
        return _as_in_a_form(re.split(r"[*?]", self.written, maxsplit=1)[0])

    def __str__(self) -> str:
        return self.written


class Fuzzy(Frozen):
    """Matches words within so many changes of a letter."""

    written: str
    edits: int = 1

    @property
    def form(self) -> str:
        """The form that others are compared with."""
        return _form(self.written)

    def __str__(self) -> str:
        return f"{self.written}~" if self.edits == 1 else f"{self.written}~{self.edits}"


class Alike(Frozen):
    """Matches names that are this one in another spelling or alphabet.

    No one types it: a search puts it beside the words.
    """

    written: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the other spellings, none where the word tells too little."""
        from tca_cli.text.transliteration import asked_keys

        return asked_keys(self.written)

    def __str__(self) -> str:
        return f"≈{self.written}"


Leaf: TypeAlias = Word | Exact | Pattern | Fuzzy | Alike

OPERATORS = ("AND", "OR", "NOT")

_PLAIN_WORD = r"[^\W_]+(?:['’.,][^\W_]+)*"


@lru_cache(maxsize=4096)
def _term(written: str) -> str:
    # Imported when it is needed: help tells of queries and stems no word.
    from tca_cli.text.words import tokens

    token = next(tokens(written))
    # Capitals have a term of their own, which is narrower.
    narrowest = token.terms[-1]
    return narrowest if narrowest.lower() in ACRONYMS else token.terms[0]


@lru_cache(maxsize=4096)
def _form(written: str) -> str:
    from tca_cli.text.words import tokens

    return next(tokens(written)).form


@lru_cache(maxsize=256)
def _expression(written: str) -> re.Pattern[str]:
    first, *others = (_letters(part) for part in written.split("*"))
    if not others:
        return re.compile(first)
    # Each part is taken where it is met first, and never looked for again: otherwise
    # the time would grow with every * as a power.
    *between, last = others
    met = "".join(f"(?>.*?{part})" for part in between if part)
    return re.compile(f"{first}{met}.*{last}")


def _letters(part: str) -> str:
    pieces = part.split("?")
    return ".".join(re.escape(_as_in_a_form(piece)) for piece in pieces)


def _as_in_a_form(written: str) -> str:
    """Return a part of a word as it stands in a form: of 1,25 and U.S, 125 and us."""
    return re.sub(_NO_PART, "", folded(written))


_NO_PART = r"['’,]|(?<!\d)\.|\.(?!\d|$)"
