"""A query as a tree, which every engine translates.

``str`` of a tree is what a person would type for it: reading that gives the tree again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from tca_cli.frozen import Frozen
from tca_cli.query.leaves import Alike, Exact, Fuzzy, Leaf, Pattern, Word

__all__ = [
    "Alike",
    "Among",
    "And",
    "AtLeast",
    "Everything",
    "Exact",
    "Filter",
    "FromSource",
    "Fuzzy",
    "Identified",
    "In",
    "Leaf",
    "Most",
    "NameField",
    "Named",
    "Near",
    "Not",
    "Or",
    "Passage",
    "Pattern",
    "Phrase",
    "Published",
    "Query",
    "Unit",
    "Word",
    "all_of",
    "any_of",
    "is_of_words",
    "most_of",
    "parted",
    "replaced",
    "words_of",
]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date


class Phrase(Frozen):
    """Matches where these words stand side by side."""

    words: tuple[Leaf, ...]

    def __str__(self) -> str:
        return f'"{" ".join(_within_quotes(word) for word in self.words)}"'


class Near(Frozen):
    """Matches where both parts stand so close.

    ``unit`` "words": at most *distance* words on, if ``is_ordered`` the left one first;
    else in the same sentence or paragraph.
    """

    left: Query
    right: Query
    unit: Unit = "words"
    distance: int = 0
    is_ordered: bool = False

    def __str__(self) -> str:
        between = {"sentence": "w/s", "paragraph": "w/p"}.get(
            self.unit, f"{'pre' if self.is_ordered else 'w'}/{self.distance}"
        )
        # It binds from the left.
        left = str(self.left) if isinstance(self.left, Near) else _within(self.left)
        return f"{left} {between} {_within(self.right)}"


class AtLeast(Frozen):
    """Matches where the part occurs so many times."""

    times: int
    part: Query

    def __str__(self) -> str:
        return f"atleast{self.times}({self.part})"


class In(Frozen):
    """Matches in one passage alone: headline, body, or headline and first paragraph."""

    passage: Passage
    part: Query

    def __str__(self) -> str:
        return f"{self.passage}:{_within(self.part)}"


class Named(Frozen):
    """Matches where an author, the place and so on bears all words of *name*."""

    field: NameField
    name: str

    def __str__(self) -> str:
        return f'{self.field}:"{self.name}"'


class Published(Frozen):
    """Matches what was published within these days, both included; never undated."""

    since: date | None
    until: date | None

    def __str__(self) -> str:
        return f"published:{self.since or ''}..{self.until or ''}"


class Identified(Frozen):
    """Matches the articles whose id begins so."""

    prefix: str

    def __str__(self) -> str:
        return f"id:{self.prefix}"


class FromSource(Frozen):
    """Matches what was read from a file whose path has this in it, in any case."""

    path: str

    def __str__(self) -> str:
        return f'source:"{self.path}"'


class Among(Frozen):
    """Matches the articles with these ids: what the record answers for an engine.

    ``asked``, where a person typed something for it, is what.
    """

    ids: frozenset[str]
    asked: FromSource | None = None

    def __str__(self) -> str:
        ids = " OR ".join(f"id:{article_id}" for article_id in sorted(self.ids))
        return str(self.asked) if self.asked else f"({ids})"


class Everything(Frozen):
    """Matches every article."""

    def __str__(self) -> str:
        return "*"


class Not(Frozen):
    """Matches where the part does not."""

    part: Query

    def __str__(self) -> str:
        return f"NOT {_within(self.part)}"


class Most(Frozen):
    """Matches where all parts do; where too few articles have all, most will do.

    Words beside each other are this. A part that stands twice counts twice.
    """

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " ".join(_beside(part) for part in self.parts)


class And(Frozen):
    """Matches where all parts do, as it was asked for by name."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " AND ".join(_beside(part) for part in self.parts)


class Or(Frozen):
    """Matches where any part does."""

    parts: tuple[Query, ...]

    def __str__(self) -> str:
        return " OR ".join(
            f"({part})" if isinstance(part, Or) else str(part) for part in self.parts
        )


Unit: TypeAlias = Literal["words", "sentence", "paragraph"]
Passage: TypeAlias = Literal["headline", "body", "hlead"]
NameField: TypeAlias = Literal["author", "place", "agency", "keyword", "language"]
Filter: TypeAlias = (
    Named | Published | Identified | FromSource | Among | Everything | Not
)
Query: TypeAlias = Leaf | Phrase | Near | AtLeast | In | Filter | Most | And | Or


def all_of(parts: tuple[Query, ...]) -> Query:
    """Return the query that matches where all *parts*, at least one, do."""
    return parts[0] if len(parts) == 1 else And(parts)


def most_of(parts: tuple[Query, ...]) -> Query:
    """Return the query for *parts*, at least one, that stand beside each other."""
    return parts[0] if len(parts) == 1 else Most(parts)


def any_of(parts: tuple[Query, ...]) -> Query:
    """Return the query that matches where any of *parts*, at least one, does."""
    return parts[0] if len(parts) == 1 else Or(parts)


def replaced(query: Query, change: Callable[[Query], Query]) -> Query:
    """Return *query* with what *change* makes of each node that holds no other."""
    match query:
        case And(parts) | Most(parts) | Or(parts):
            return type(query)(tuple(replaced(part, change) for part in parts))
        case Not(part):
            return Not(replaced(part, change))
        case _:
            return change(query)


def is_of_words(query: Query) -> bool:
    """Tell whether *query* asks for words, which have a place in a text."""
    match query:
        case And(parts) | Or(parts) | Most(parts):
            return all(map(is_of_words, parts))
        case Near() | AtLeast() | Phrase() | Word() | Exact() | Pattern() | Fuzzy():
            return True
        case _:
            return False


def words_of(query: Query) -> Iterator[Word]:
    """Yield every word that *query* asks for in any of its forms, in order."""
    match query:
        case Word():
            yield query
        case Phrase(words):
            yield from (word for word in words if isinstance(word, Word))
        case Near(left, right):
            yield from words_of(left)
            yield from words_of(right)
        case AtLeast(_, part) | In(_, part):
            yield from words_of(part)
        case And(parts) | Most(parts) | Or(parts):
            for part in parts:
                yield from words_of(part)


def parted(query: Query) -> tuple[tuple[Query, ...], tuple[Filter, ...]]:
    """Return what *query* looks for in the text, and the filters that it adds."""
    parts = query.parts if isinstance(query, And | Most) else (query,)
    filters = tuple(part for part in parts if isinstance(part, Filter))
    return tuple(part for part in parts if not isinstance(part, Filter)), filters


def _within_quotes(word: Leaf) -> str:
    return word.written if isinstance(word, Word) else str(word)


def _within(part: Query) -> str:
    """Return *part* as it stands where one thing is wanted."""
    return f"({part})" if isinstance(part, Most | And | Or | Near | Not) else str(part)


def _beside(part: Query) -> str:
    """Return *part* as it stands beside others."""
    return f"({part})" if isinstance(part, Most | And | Or) else str(part)
