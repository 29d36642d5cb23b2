"""The words of a text, the terms by which each is found, and where they stand.

A word never depends on what lies beyond white space, so each distinct chunk of a text
is analysed once and remembered.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from tca_cli.text.folding import folded
from tca_cli.text.stemming import stem
from tca_cli.text.stop_words import ACRONYMS

# Counts up whenever a text would give other terms than before: what was indexed by
# older rules must be indexed anew.
WORD_RULES = 2


class Token(NamedTuple):
    """One word: what finds it, and its range of characters.

    ``terms`` are compared with those of a query, the word's own first; ``form`` is the
    word folded but not stemmed.
    """

    terms: tuple[str, ...]
    form: str
    start: int
    end: int

    @property
    def term(self) -> str:
        """The word's own term."""
        return self.terms[0]


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of *text* in order.

    >>> [token.term for token in tokens("The Kazakhstan-Belarus trucks")]
    ['the', 'kazakhstan', 'belarus', 'truck']
    >>> [token.terms for token in tokens("U.S. O’Neill 1,250")]
    [('us', 'US'), ('oneil', 'neill'), ('1250',)]
    """
    for chunk in _CHUNK.finditer(text):
        shift = chunk.start()
        for token in chunk_tokens(chunk[0]):
            start, end = token.start + shift, token.end + shift
            yield Token(token.terms, token.form, start, end)


def parted(text: bytes) -> list[bytes]:
    r"""Return the chunks of *text*, in UTF-8, less what is in no word.

    Where nothing depends on a sign, it parts a text like white space. Unicode's own
    white space parts nothing yet.

    >>> parted(b"(the so-called O'Neill-plan, $1,250)")
    [b'the', b'so', b'called', b"O'Neill", b'plan,', b'1,250']
    """
    return text.translate(_PARTING).split()


def bare(chunk: bytes) -> bytes:
    """Return *chunk*, in UTF-8, less signs around it that make no difference.

    >>> bare(b"quay.'"), bare(b"U.S."), bare(b"1,250,")
    (b'quay', b'U.S.', b'1,250,')
    """
    plain = chunk.strip(_ASCII_AROUND_WORDS)
    return plain if plain.isalnum() and len(plain) > 1 else chunk


def chunk_tokens(chunk: str) -> tuple[Token, ...]:
    """Return the words of *chunk*, which holds no white space.

    >>> [token.terms for token in chunk_tokens("WHO’s")]
    [('who', 'WHO')]
    """
    # A text without spaces is one chunk, too long to remember and never met again.
    return _remembered(chunk) if len(chunk) <= _LONGEST_KEPT else analysed(chunk)


@lru_cache(maxsize=2**17)
def _remembered(chunk: str) -> tuple[Token, ...]:
    return analysed(chunk)


def analysed(chunk: str) -> tuple[Token, ...]:
    """Return the words of *chunk*, as ``chunk_tokens`` does, unremembered."""
    if chunk.isascii():
        plain = chunk.strip(_AROUND_WORDS)
        if plain.isalnum() and len(plain) > 1:
            # One word, as most chunks are: no need to look for it.
            form = plain.lower()
            is_word = plain.isalpha()
            terms = _terms(form, is_capitals=plain.isupper()) if is_word else (form,)
            start = chunk.find(plain)
            return (Token(terms, form, start, start + len(plain)),)
    shape = chunk.translate(_ASCII_SHAPE) if chunk.isascii() else _shape(chunk)
    found = []
    for match in _WORD.finditer(shape):
        form, terms = _form_and_terms(
            chunk[match.start() : match.end()], match.lastgroup
        )
        if form:
            found.append(Token(terms, form, match.start(), match.end()))
    return tuple(found)


_LONGEST_KEPT = 40
_CHUNK = re.compile(r"\S+")

# Of ASCII, what is in no word unless letters or digits stand on both sides of it.
_AROUND_WORDS = "".join(
    sign for sign in map(chr, range(128)) if not sign.isalnum() and not sign.isspace()
)
_ASCII_AROUND_WORDS = _AROUND_WORDS.encode()
# A chunk's shape has one sign for each of its characters.
_LETTER, _DIGIT, _MARK, _UNSPACED, _JOINER, _OTHER = "a9mujx"
_APOSTROPHES = "'’‘ʼʻʹ´`ˈ′＇"
_ASCII_SHAPE = {
    code: _LETTER if chr(code).isalpha() else _DIGIT if chr(code).isdigit() else _OTHER
    for code in range(128)
} | {ord(sign): sign for sign in "'.,"}
_ASCII_SHAPE[ord("`")] = "'"

# Of ASCII, what is in no word as a space; all else, which may be part of one, as it is.
_PARTING = bytes(
    ord(" ") if _ASCII_SHAPE.get(code) == _OTHER else code for code in range(256)
)

_WORD = re.compile(
    r"""
    (?<![a9m])
    (?P<abbreviation>
        (?:am*\.)+ am*\.? (?![a9m'])    # U.S. and U.S, of single letters
      | (?:am*\.){2,}                   # U.S.Steel begins so
    )
  | (?P<unspaced> u[mj]* )              # scripts without spaces: each sign is a word
  | (?P<plain>
        [a9] (?: [a9mj] | '(?=a) | (?<=9)[.,](?=9) )*
    )
    """,
    re.VERBOSE,
)
# Where words are written without spaces between them.
_UNSPACED_SCRIPTS = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_CONTRACTION = re.compile(r"'(?:s|d|m|ll|re|ve)$")
# d'Ivoire, O'Neill, N'Djamena: also found by what follows a short beginning.
_ELISION = re.compile(r"[^\W\d]{1,2}'(?P<rest>[^\W\d]{3,})$")


def _shape(chunk: str) -> str:
    return "".join(map(_sign, chunk))


@lru_cache(maxsize=4096)
def _sign(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character in ".,":
        return character
    kind = category(character)
    if kind[0] == "M":
        return _MARK
    if kind == "Cf":
        return _JOINER
    if kind[0] == "L" and any(
        first <= character <= last for first, last in _UNSPACED_SCRIPTS
    ):
        return _UNSPACED
    return {"L": _LETTER, "N": _DIGIT}.get(kind[0], _OTHER)


def _form_and_terms(written: str, kind: str | None) -> tuple[str, tuple[str, ...]]:
    # A mark that stands by itself is a space and the mark, for Unicode.
    word = "".join(folded(written).split())
    if kind == "abbreviation":
        word = word.replace(".", "")
        is_capitals = True
    else:
        word = _CONTRACTION.sub("", word)
        # WHO's is in capitals, but for its ending.
        is_capitals = len(word) > 1 and written[: len(word)].isupper()
    if not word.isalpha() and any(map(str.isdigit, word)):
        number = _THOUSANDS.sub("", word).replace("'", "")
        return number, (number,)
    form = word.replace("'", "")
    if not form:
        return "", ()
    if elided := _ELISION.match(word):
        return form, (stem(form), stem(elided["rest"]))
    return form, _terms(form, is_capitals=is_capitals)


def _terms(form: str, *, is_capitals: bool) -> tuple[str, ...]:
    if is_capitals and form in ACRONYMS:
        return form, form.upper()
    return (stem(form),)
