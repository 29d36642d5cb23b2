"""Where articles have what a query asks for, as far as positions in the index tell.

The rules are those of ``query.matching``, for all articles at once. Positions tell of
words, and in which passage and sentence they stand; not how a word was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeAlias

import numpy as np

from tca_cli.index.whoosh_engine.fields import PARAGRAPHS, SENTENCES
from tca_cli.index.whoosh_engine.finding.postings import (
    LAST_POSITION,
    POSITION_BITS,
    Mask,
    Numbers,
    Postings,
    is_among,
)
from tca_cli.index.whoosh_engine.terms import HEADLINE, TEXT
from tca_cli.query.tree import (
    And,
    AtLeast,
    Most,
    Near,
    Or,
    Passage,
    Phrase,
    Query,
    Word,
)

Within: TypeAlias = Passage | None

# More than these are not put together; the texts are read.
_MOST_PAIRS = 5_000_000
_IN_HEADLINE, _IN_BODY = 0, 1


@dataclass(frozen=True, slots=True)
class Spans:
    """The first and the last word of each occurrence, in order of the first.

    A word's number is that of its passage, and its position in the lower bits. That of
    a headline is twice the article's number, that of a body one more.
    """

    first: Numbers
    last: Numbers

    @property
    def passages(self) -> Numbers:
        """The passage of each."""
        return self.first >> POSITION_BITS

    def chosen(self, which: Mask | Numbers) -> "Spans":
        """Return some of them."""
        return Spans(self.first[which], self.last[which])


@dataclass(frozen=True, slots=True)
class Reading:
    """Tells where articles have what is asked for, perhaps *within* one passage.

    Articles that are not *among* these may be left out.
    """

    postings: Postings
    among: Numbers
    within: Within = None

    def spans(self, query: Query) -> Spans | None:
        """Return where *query*, which asks for words alone, occurs; None if unknown."""
        match query:
            case Word():
                places = self._places(query)
                return Spans(places, places)
            case Phrase(words):
                found = self._all_known(words)
                return None if found is None else _side_by_side(found)
            case Near(left, right):
                found = self._all_known((left, right))
                return None if found is None else self._near(query, *found)
            case Or(parts):
                found = self._all_known(parts)
                return None if found is None else _together(found)
            case And(parts) | Most(parts):
                found = self._all_known(parts)
                if found is None:
                    return None
                return _together(_in_common_passages(found))
            case AtLeast(times, part):
                spans = self.spans(part)
                return spans and spans.chosen(_times(spans.passages) >= times)
            case _:
                return None

    def _all_known(self, parts: Sequence[Query]) -> list[Spans] | None:
        found = []
        for part in parts:
            if (spans := self.spans(part)) is None:
                return None
            found.append(spans)
        return found

    def _places(self, word: Word) -> Numbers:
        """Return where *word* stands. The text holds the headline before and after."""
        term = word.term.encode(errors="surrogatepass")
        in_text = self.postings.occurrences(TEXT, term, self.among)
        in_headlines = self.postings.occurrences(HEADLINE, term, self.among)
        articles = in_text >> POSITION_BITS
        in_headline = np.bincount(
            in_headlines >> POSITION_BITS, minlength=self.postings.count
        )
        begins = np.flatnonzero(np.diff(articles, prepend=-1))
        counts = np.diff(begins, append=len(articles))
        rank = np.arange(len(articles)) - np.repeat(begins, counts)
        before = in_headline[articles]
        is_body = (before <= rank) & (rank < np.repeat(counts, counts) - before)
        of_bodies = in_text[is_body]
        if self.within == "hlead":
            leads = self.postings.leads(self.among)
            is_lead = of_bodies & LAST_POSITION < leads[of_bodies >> POSITION_BITS]
            of_bodies = of_bodies[is_lead]
        parts = []
        if self.within != "body":
            parts.append(_in_passages(in_headlines, _IN_HEADLINE))
        if self.within != "headline":
            parts.append(_in_passages(of_bodies, _IN_BODY))
        places = np.sort(np.concatenate(parts), kind="stable")
        return places[np.diff(places, prepend=-1) > 0]

    def _near(self, near: Near, left: Spans, right: Spans) -> Spans | None:
        ways = [(left, right)] if near.is_ordered else [(left, right), (right, left)]
        found: list[Spans] = []
        for first, second in ways:
            begun = _with_another(first, second)
            pairs = _pairs(begun, second, self._farthest(near, begun.last))
            if pairs is None:
                return None
            found.append(pairs)
        return _together(found)

    def _farthest(self, near: Near, words: Numbers) -> Numbers:
        """Return the last word that is *near* each of *words*, and in its passage."""
        farthest: Numbers = words | LAST_POSITION
        if near.unit == "words":
            return np.minimum(words + near.distance, farthest, out=farthest)
        term = SENTENCES if near.unit == "sentence" else PARAGRAPHS
        begins = self.postings.divisions(term, self.among)
        if not len(begins):
            return farthest
        articles = words >> POSITION_BITS + 1
        # The positions of headlines are below those of bodies.
        in_articles = (articles << POSITION_BITS) + (words & LAST_POSITION)
        at = np.searchsorted(begins, in_articles, side="right")
        is_last = at == len(begins)
        at[is_last] -= 1
        next_one = begins[at]
        is_there = (next_one >> POSITION_BITS == articles) & ~is_last
        farthest -= np.where(
            is_there, LAST_POSITION + 1 - (next_one & LAST_POSITION), 0
        )
        return farthest


def _in_passages(occurrences: Numbers, passage: int) -> Numbers:
    articles = occurrences >> POSITION_BITS
    positions = occurrences & LAST_POSITION
    return (2 * articles + passage << POSITION_BITS) + positions


def _side_by_side(words: Sequence[Spans]) -> Spans:
    first = words[0].first
    for ahead, there in enumerate(words[1:], start=1):
        first = first[is_among(first + ahead, there.first)]
    return Spans(first, first + len(words) - 1)


def _with_another(first: Spans, second: Spans) -> Spans:
    """Return those of *first* after which one of *second* follows in the passage."""
    at = np.searchsorted(second.first, first.last, side="right")
    following = np.append(second.first, -1)[at]
    return first.chosen(following >> POSITION_BITS == first.passages)


def _pairs(first: Spans, second: Spans, farthest: Numbers) -> Spans | None:
    """Return what begins in *first* and goes on in *second*, no farther than that."""
    least = np.searchsorted(second.first, first.last, side="right")
    counts = np.searchsorted(second.first, farthest, side="right") - least
    total = int(counts.sum())
    if total > _MOST_PAIRS:
        return None
    ones = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    others = np.repeat(least, counts) + within
    return Spans(first.first[ones], np.maximum(first.last[ones], second.last[others]))


def _together(parts: Sequence[Spans]) -> Spans:
    spans = Spans(
        np.concatenate([part.first for part in parts]),
        np.concatenate([part.last for part in parts]),
    )
    return spans.chosen(np.argsort(spans.first, kind="stable"))


def _in_common_passages(parts: Sequence[Spans]) -> list[Spans]:
    common = reduce(np.intersect1d, (part.passages for part in parts))
    return [part.chosen(is_among(part.passages, common)) for part in parts]


def _times(numbers: Numbers) -> Numbers:
    """Return of each of *numbers*, which are in order, how often it is there."""
    begins = np.flatnonzero(np.diff(numbers, prepend=-1))
    counts = np.diff(begins, append=len(numbers))
    return np.repeat(counts, counts)
