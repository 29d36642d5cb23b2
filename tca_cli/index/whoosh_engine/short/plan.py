"""What a short question asks of the index: terms, any or all of them."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from tca_cli.index.whoosh_engine.terms import (
    ALIKE,
    ALIKE_BOOST,
    HEADLINE,
    HEADLINE_BOOST,
    TEXT,
)
from tca_cli.query.tree import Alike, And, Most, Or, Query, Word


class Term(NamedTuple):
    """A term in a field, and by how much its score counts."""

    field: str
    text: bytes
    boost: float


class AnyOf(NamedTuple):
    """What has any of the parts; the more the better."""

    any_of: tuple["Plan", ...]


class AllOf(NamedTuple):
    """What has all of the parts."""

    all_of: tuple["Plan", ...]


Plan: TypeAlias = Term | AnyOf | AllOf


def planned(query: Query, boost: float = 1.0) -> Plan | None:
    """Return the plan for *query*, as ``translation`` has it, None where it is long."""
    match query:
        case Word():
            term = _encoded(query.term)
            in_headline = Term(HEADLINE, term, boost * HEADLINE_BOOST)
            return AnyOf((Term(TEXT, term, boost), in_headline))
        case Alike():
            boost *= ALIKE_BOOST
            return AnyOf(tuple(Term(ALIKE, _encoded(k), boost) for k in query.keys))
        case And(parts) | Most(parts) | Or(parts):
            # A part that stands twice counts twice.
            counted = Counter(parts).items()
            plans = [planned(part, boost * times) for part, times in counted]
            known = tuple(plan for plan in plans if plan is not None)
            if len(known) < len(plans):
                return None
            return AnyOf(known) if isinstance(query, Or) else AllOf(known)
        case _:
            return None


def terms_of(plan: Plan) -> Iterator[Term]:
    """Yield the terms of *plan*."""
    match plan:
        case Term():
            yield plan
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from terms_of(part)


def _encoded(term: str) -> bytes:
    return term.encode(errors="surrogatepass")
