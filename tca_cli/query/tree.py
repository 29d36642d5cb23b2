"""A query as a tree, which every engine translates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """Matches where a word of headline or body has this term."""

    term: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Matches where words with these terms stand side by side."""

    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Matches where an author, the place or the agency bears all words of *name*."""

    field: NameField
    name: str


@dataclass(frozen=True, slots=True)
class Published:
    """Matches what was published within these days, both included; never undated."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every article."""


@dataclass(frozen=True, slots=True)
class And:
    """Matches where all parts match; a part that stands twice counts twice."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Matches where any part matches."""

    parts: tuple[Query, ...]


NameField: TypeAlias = Literal["author", "place", "agency"]
Filter: TypeAlias = Named | Published | Everything
Query: TypeAlias = Word | Phrase | And | Or | Filter


def all_of(parts: tuple[Query, ...]) -> Query:
    """Return the query that matches where all *parts*, at least one, do."""
    return parts[0] if len(parts) == 1 else And(parts)


def any_of(parts: tuple[Query, ...]) -> Query:
    """Return the query that matches where any of *parts*, at least one, does."""
    return parts[0] if len(parts) == 1 else Or(parts)


def parted(query: Query) -> tuple[tuple[Query, ...], tuple[Filter, ...]]:
    """Return what *query* looks for in the text, and the filters that it adds."""
    parts = query.parts if isinstance(query, And) else (query,)
    filters = tuple(part for part in parts if isinstance(part, Filter))
    return tuple(part for part in parts if not isinstance(part, Filter)), filters
