"""Whoosh's queries answered from whole lists, as its own matchers would do it.

A matcher steps from article to article, which takes long where there are many. Here
each part of a query is answered for all articles at once. What is found is the same,
and so are the scores, but for the order in which floating-point numbers are added.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from whoosh import query as whoosh_query

from tca_cli.index.whoosh_engine.finding.postings import (
    POSITION_BITS,
    Floats,
    Mask,
    Numbers,
    Postings,
    is_among,
)


@dataclass(frozen=True, slots=True)
class Matches:
    """Which articles match, and the score of each, 0 where it does not."""

    mask: Mask
    scores: Floats


def evaluated(query: Any, postings: Postings) -> Matches:
    """Return what *query* matches; it is of the kinds that ``translation`` makes."""
    match query:
        case whoosh_query.Term():
            return _any([query], postings)
        case whoosh_query.Or(subqueries=alternatives):
            return _any(_flat(alternatives), postings)
        case whoosh_query.Phrase():
            return _phrase(query, postings)
        case whoosh_query.Prefix(fieldname=field, text=text, boost=boost):
            found = postings.beginning(field, _encoded(text))
            return _counted(found, boost, postings)
        case whoosh_query.And():
            return _all([evaluated(part, postings) for part in query.subqueries])
        case whoosh_query.Not():
            return _even(postings.is_there & ~evaluated(query.query, postings).mask)
        case whoosh_query.Every():
            return _even(postings.is_there)
        case whoosh_query.NumericRange():
            return _even(_within(postings, query.start, query.end))
        case _:
            raise NotImplementedError(query)


def _flat(alternatives: Iterable[Any]) -> Iterator[Any]:
    for part in alternatives:
        if isinstance(part, whoosh_query.Or):
            yield from _flat(part.subqueries)
        else:
            yield part


def _all(parts: Sequence[Matches]) -> Matches:
    mask = parts[0].mask.copy()
    scores = parts[0].scores.copy()
    for part in parts[1:]:
        mask &= part.mask
        scores += part.scores
    scores[~mask] = 0
    return Matches(mask, scores)


def _within(postings: Postings, first: float | None, last: float | None) -> Mask:
    mask = postings.is_there.copy()
    if first is not None:
        mask &= postings.days >= first
    if last is not None:
        mask &= postings.days <= last
    return mask


def _even(mask: Mask) -> Matches:
    return Matches(mask, mask.astype(np.float64))


def _any(alternatives: Iterable[Any], postings: Postings) -> Matches:
    mask = np.zeros(postings.count, np.bool_)
    scores = np.zeros(postings.count)
    many: defaultdict[tuple[str, float], list[bytes]] = defaultdict(list)
    for part in alternatives:
        if not isinstance(part, whoosh_query.Term):
            found = evaluated(part, postings)
            mask |= found.mask
            scores += found.scores
        elif postings.is_scored(part.fieldname):
            listing = postings.listing(part.fieldname, _encoded(part.text))
            mask[listing.numbers] = True
            scores[listing.numbers] += listing.scores * part.boost
        else:
            many[part.fieldname, part.boost].append(_encoded(part.text))
    for (field, boost), terms in many.items():
        found = _counted(postings.any_of(field, terms), boost, postings)
        mask |= found.mask
        scores += found.scores
    return Matches(mask, scores)


def _counted(numbers: Numbers, boost: float, postings: Postings) -> Matches:
    """Return the articles with *numbers*, each ranked by how often it is there."""
    times = np.bincount(numbers, minlength=postings.count).astype(np.float64)
    return Matches(times > 0, times * boost)


def _phrase(query: Any, postings: Postings) -> Matches:
    """Return where the words stand side by side, ranked as if they were anywhere."""
    field, boost = query.fieldname, query.boost
    terms = [_encoded(word) for word in query.words]
    words = [whoosh_query.Term(field, term, boost=boost) for term in terms]
    anywhere = _all([_any([word], postings) for word in words])
    among = np.flatnonzero(anywhere.mask)
    # The rarest word first, so that few places are left to look at.
    having = [len(postings.listing(field, term).numbers) for term in terms]
    first, *others = sorted(range(len(terms)), key=having.__getitem__)
    starts = postings.occurrences(field, terms[first], among) - first
    for ahead in others:
        there = postings.occurrences(field, terms[ahead], among)
        starts = starts[is_among(starts + ahead, there)]
    mask = np.zeros(postings.count, np.bool_)
    mask[starts >> POSITION_BITS] = True
    return Matches(mask, np.where(mask, anywhere.scores, 0))


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode(errors="surrogatepass")
