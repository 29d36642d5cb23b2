"""From what a person types to a query tree."""

import re
from collections.abc import Iterable
from typing import NoReturn

from tca_cli.errors.asked import EmptyQueryError, UnreadableQueryError
from tca_cli.query.budget import Budget
from tca_cli.query.chunks import leaves_of
from tca_cli.query.filters import filter_in_field
from tca_cli.query.lexing import Piece, pieces
from tca_cli.query.tree import (
    And,
    AtLeast,
    Everything,
    Filter,
    In,
    Most,
    Near,
    Not,
    Phrase,
    Query,
    Word,
    any_of,
    is_of_words,
    most_of,
)
from tca_cli.text.stop_words import is_stop_word


def parse(text: str, *, filters: Iterable[Filter] = ()) -> Query:
    """Return the query that *text* spells, narrowed by *filters*.

    Words beside each other should all occur. Common ones are left out while others
    remain; a chunk of several words, as ``dump-trucks``, is a phrase.

    >>> str(parse("the storm “dump trucks” -mine"))
    'storm "dump trucks" NOT mine'
    >>> parse("US may"), parse("May")
    (Word(written='US'), Word(written='May'))
    """
    filters = tuple(filters)
    if not text.strip():
        if not filters:
            raise EmptyQueryError
        return _narrowed((), filters)
    query = _Parser(text).query()
    if query is None:
        raise UnreadableQueryError(text, "there is no word in it to look for")
    parts = query.parts if isinstance(query, Most) else (query,)
    return _narrowed(parts, filters)


def _narrowed(parts: tuple[Query, ...], filters: tuple[Filter, ...]) -> Query:
    return most_of((*parts, *filters))


_NEAR = r"(w|pre)/(\d+|[sp])"


class _Parser:
    """Reads a query by recursive descent: OR, AND, nearness, one thing."""

    def __init__(self, typed: str) -> None:
        self._typed = typed
        self._budget = Budget(self._refuse)
        self._budget.count_signs(typed)
        self._pieces = pieces(typed)
        self._next = 0

    def query(self) -> Query | None:
        found = self._either()
        if piece := self._peeked():
            self._refuse(f"{piece.text!r} stands where nothing can stand", piece)
        return found

    # What can stand at a place, from the loosest.

    def _either(self) -> Query | None:
        parts: list[Query] = []
        first = self._all()
        while (operator := self._peeked()) and operator.is_operator("OR"):
            self._next += 1
            parts += [part for part in [first] if part is not None and not parts]
            second = self._all()
            if second is None or not parts:
                self._refuse("OR needs something to look for on both sides", operator)
            parts.append(second)
        return any_of(tuple(parts)) if parts else first

    def _all(self) -> Query | None:
        parts: list[tuple[Query, bool]] = []
        is_strict = False
        pending: Piece | None = None
        while piece := self._peeked():
            if piece.kind == "close" or piece.is_operator("OR"):
                break
            if piece.is_operator("AND"):
                if not parts or pending:
                    self._refuse("AND needs something to look for on both sides", piece)
                is_strict, pending = True, piece
                self._next += 1
                continue
            found = self._close()
            if found is not None:
                parts.append(found)
                pending = None
        if pending:
            self._refuse("AND needs something to look for on both sides", pending)
        return _joined(parts, is_strict=is_strict)

    def _close(self) -> tuple[Query, bool] | None:
        found = self._one()
        while (piece := self._peeked()) and piece.kind == "near":
            self._next += 1
            self._budget.count_near(1)
            right = self._one()
            if found is None or right is None:
                self._refuse(f"{piece.text} needs a word on both sides", piece)
            for side in (found[0], right[0]):
                if not is_of_words(side):
                    self._refuse(f"{piece.text} stands between words only", piece)
            found = _near(piece.text, found[0], right[0]), False
        return found

    def _one(self) -> tuple[Query, bool] | None:
        """Return one thing, and whether it is a word too common to be looked for."""
        piece = self._peeked()
        if piece is None or piece.kind == "close":
            return None
        self._next += 1
        match piece.kind:
            case "minus":
                return self._negated(piece)
            case "operator":  # NOT, since the others are taken where they can stand
                if piece.text != "NOT":
                    self._refuse(f"{piece.text} needs something on both sides", piece)
                return self._negated(piece)
            case "near":
                return self._refuse(f"{piece.text} needs a word on both sides", piece)
            case "open":
                found = self._inside(piece)
                return None if found is None else (found, False)
            case "atleast":
                part = self._inside(piece)
                if part is None or not is_of_words(part) or piece.text == "0":
                    self._refuse("atleast needs words in its parentheses", piece)
                return AtLeast(int(piece.text), part), False
            case "field":
                return self._in_field(piece), False
            case "quoted":
                found = self._quotation(piece)
                return None if found is None else (found, False)
            case _:
                return self._word(piece)

    def _negated(self, piece: Piece) -> tuple[Query, bool] | None:
        # A minus belongs to one thing; NOT to words that are near each other, too.
        with self._budget.deeper(f"{piece.text} one after the other"):
            found = self._one() if piece.kind == "minus" else self._close()
        if found is None:
            self._refuse(f"{piece.text} needs something to leave out after it", piece)
        return Not(found[0]), False

    def _inside(self, opening: Piece) -> Query | None:
        with self._budget.deeper("parentheses within each other"):
            found = self._either()
        closing = self._peeked()
        if closing is None or closing.kind != "close":
            self._refuse("the parenthesis ( has no partner; add )", opening)
        self._next += 1
        return found

    def _in_field(self, field: Piece) -> Query:
        name = field.text
        value = self._peeked()
        if value is None or value.kind not in ("word", "quoted", "open", "atleast"):
            self._refuse(f"{name}: needs something right after it", field)
        if name in ("headline", "body", "hlead"):
            found = self._one()
            if found is None or not is_of_words(found[0]):
                self._refuse(f"{name}: takes words, also with OR and AND", field)
            return In(name, found[0])  # type: ignore[arg-type] # it is one of the three
        if value.kind == "atleast":
            self._refuse(f"{name}: takes a name", value)
        self._next += 1
        if value.kind == "open":
            return self._names_in(name, value)
        return self._valued(name, value)

    def _names_in(self, name: str, opening: Piece) -> Query:
        """Read ``author:(kwan OR moreau)``: any of the names, else all of the words."""
        choices: list[list[Piece]] = [[]]
        while (piece := self._peeked()) and piece.kind in (
            "word",
            "quoted",
            "operator",
        ):
            self._next += 1
            if piece.is_operator("OR"):
                choices.append([])
            else:
                choices[-1].append(piece)
        if piece is None or piece.kind != "close" or not all(choices):
            self._refuse(f"{name}:( takes names, OR between them, and )", opening)
        self._next += 1
        return any_of(
            tuple(
                self._valued(
                    name, Piece("quoted", " ".join(p.text for p in said), at=0)
                )
                for said in choices
            )
        )

    def _valued(self, name: str, value: Piece) -> Query:
        try:
            return filter_in_field(name, value.text)
        except ValueError as error:
            self._refuse(str(error), value)

    def _quotation(self, piece: Piece) -> Query | None:
        leaves = tuple(
            leaf
            for chunk in piece.text.split()
            for leaf in leaves_of(chunk, quoted=True)
        )
        self._budget.count_words(leaves)
        if not leaves:
            return None
        if len(leaves) == 1:
            return leaves[0]
        if piece.distance is None:
            return Phrase(leaves)
        self._budget.count_near(len(leaves) - 1)
        near: Query = leaves[0]
        for leaf in leaves[1:]:
            near = Near(near, leaf, "words", piece.distance)
        return near

    def _word(self, piece: Piece) -> tuple[Query, bool] | None:
        if piece.text == "*":
            return Everything(), False
        leaves = tuple(leaves_of(piece.text, quoted=False))
        self._budget.count_words(leaves)
        if not leaves:
            return None
        if len(leaves) > 1:
            return Phrase(leaves), False
        (leaf,) = leaves
        return leaf, isinstance(leaf, Word) and is_stop_word(leaf.written)

    def _peeked(self) -> Piece | None:
        return self._pieces[self._next] if self._next < len(self._pieces) else None

    def _refuse(self, reason: str, piece: Piece | None = None) -> NoReturn:
        shown = self._typed if len(self._typed) < 80 else f"{self._typed[:40]}…"  # noqa: PLR2004 -- a line
        if piece is not None and piece.at:
            before = self._typed[: piece.at].strip()[-20:]
            reason = f"{reason} (after {before!r})" if before else reason
        raise UnreadableQueryError(shown, reason)


def _joined(parts: list[tuple[Query, bool]], *, is_strict: bool) -> Query | None:
    telling = [part for part, is_common in parts if not is_common]
    if is_strict or not any(not isinstance(part, Filter) for part in telling):
        telling = [part for part, _ in parts]
    if not telling:
        return None
    if len(telling) == 1:
        return telling[0]
    return And(tuple(telling)) if is_strict else Most(tuple(telling))


def _near(typed: str, left: Query, right: Query) -> Near:
    found = re.fullmatch(_NEAR, typed)
    assert found is not None  # noqa: S101 -- the lexer knows no other
    if found[2] in ("s", "p"):
        unit = "sentence" if found[2] == "s" else "paragraph"
        return Near(left, right, unit)  # type: ignore[arg-type] # one of the two
    return Near(left, right, "words", int(found[2]), is_ordered=found[1] == "pre")
