"""The pieces of a query as it was typed: words, quotations, operators, parentheses."""

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from tca_cli.errors.asked import UnreadableQueryError
from tca_cli.frozen import Frozen

Kind: TypeAlias = Literal[
    "word",
    "quoted",
    "field",
    "operator",
    "near",
    "minus",
    "atleast",
    "open",
    "close",
]

FIELDS = (
    *("headline", "body", "hlead", "author", "place", "agency", "keyword", "language"),
    *("published", "id", "source"),
)


class Piece(Frozen):
    """What stands at one place of a query, without quotation marks and signs."""

    kind: Kind
    text: str
    at: int
    distance: int | None = None  # of a quotation: how close its words stand, if apart

    def is_operator(self, name: str) -> bool:
        """Tell whether this is the operator *name*, and not a quoted word like it."""
        return self.kind == "operator" and self.text == name


def pieces(typed: str) -> list[Piece]:
    """Return the pieces of *typed*, in order.

    A sign that could mean something and does not stays in its word: ``C++``, `` - ``.

    >>> [piece.kind for piece in pieces('-mine "dump trucks" w/5 (a OR b)')][:5]
    ['minus', 'word', 'quoted', 'near', 'open']
    """
    return list(_Lexer(typed).pieces())


_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″\uff02", '"'))
_SPACE = r"\s+"
_NEAR = r"(?i:(?:w|pre)/\d{1,9}|w/[sp])(?=[\s(\")]|$)"
_AT_LEAST = r"(?i:atleast)(\d{1,9})\("
_FIELD = r"([A-Za-z]{2,20}):(?=[^\s:/)])"
_PROXIMITY = r"~(\d{1,9})(?!\w)"
_CHUNK = r"[^\s\"]+"
_OPERATOR = r"(?:AND|OR|NOT)(?=[\s()\"]|$)"


class _Lexer:
    """Reads a query from its beginning."""

    def __init__(self, typed: str) -> None:
        self._typed = typed
        self._text = typed.translate(_QUOTATION_MARKS)
        self._at = 0
        self._open = 0

    def pieces(self) -> Iterator[Piece]:
        while self._at < len(self._text):
            if self._taken(_SPACE):
                continue
            if self._text[self._at] == '"':
                yield self._quotation()
            else:
                yield from self._unquoted()

    def _unquoted(self) -> Iterator[Piece]:
        at = self._at
        if self._text[at] == "(":
            self._at, self._open = at + 1, self._open + 1
            yield Piece("open", "(", at)
        elif self._text[at] == ")" and self._open:
            self._at, self._open = at + 1, self._open - 1
            yield Piece("close", ")", at)
        elif self._leaves_out(at):
            self._at = at + 1
            yield Piece("minus", "-", at)
        elif found := self._taken(_OPERATOR):
            yield Piece("operator", found[0], at)
        elif found := self._taken(_NEAR, having="/"):
            yield Piece("near", found[0].lower(), at)
        elif found := self._taken(_AT_LEAST, having="("):
            self._open += 1
            yield Piece("atleast", found[1], at)
        elif (found := self._met(_FIELD, having=":")) and self._is_field(found[1], at):
            self._at = found.end()
            yield Piece("field", found[1].lower(), at)
        else:
            yield self._word()

    def _leaves_out(self, at: int) -> bool:
        """Tell whether a minus stands at *at*, and not a dash or a hyphen."""
        if self._text[at] != "-":
            return False
        if self._text[at + 1 : at + 2] in ('"', "("):
            return True
        left_out = self._chunk_at(at)[1:]
        return not left_out.startswith("-") and (
            any(map(str.isalnum, left_out)) or left_out == "*"
        )

    def _is_field(self, name: str, at: int) -> bool:
        if name.lower() in FIELDS:
            return True
        raise UnreadableQueryError(
            self._typed,
            f"there is no field {name}; there are {', '.join(FIELDS)}. To look for the"
            f" text itself, quote it: {_quoted(self._chunk_at(at))}",
        )

    def _word(self) -> Piece:
        at = self._at
        chunk = self._chunk_at(at)
        if self._open:
            chunk = chunk[: _end_within_parentheses(chunk)]
        self._at = at + len(chunk)
        return Piece("word", chunk, at)

    def _chunk_at(self, at: int) -> str:
        found = self._met(_CHUNK, at)
        return found[0] if found else ""

    def _quotation(self) -> Piece:
        at = self._at
        end = self._text.find('"', at + 1)
        if end == -1:
            before = self._text[:at].strip()[-20:]
            place = f"after {before!r}" if before else "at the beginning"
            raise UnreadableQueryError(
                self._typed,
                f'the quotation mark (") {place} has no partner; add or remove one',
            )
        self._at = end + 1
        inside = self._text[at + 1 : end]
        if near := self._taken(_PROXIMITY, having="~"):
            return Piece("quoted", inside, at, distance=int(near[1]))
        return Piece("quoted", inside, at)

    def _taken(self, pattern: str, *, having: str = "") -> re.Match[str] | None:
        found = self._met(pattern, having=having)
        if found:
            self._at = found.end()
        return found

    def _met(
        self, pattern: str, at: int | None = None, *, having: str = ""
    ) -> re.Match[str] | None:
        # What cannot match need not be compiled, which takes longer.
        if having not in self._text:
            return None
        return re.compile(pattern).match(self._text, self._at if at is None else at)


def _end_within_parentheses(chunk: str) -> int:
    """Return where *chunk* ends that stands in parentheses, as ``mine)`` may."""
    depth = 0
    for at, sign in enumerate(chunk):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return at
    return len(chunk)


def _quoted(text: str) -> str:
    return f'"{text}"'
