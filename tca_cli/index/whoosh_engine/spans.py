"""Where articles have what a query asks for, as far as positions in the index tell.

The rules are those of ``query.matching``, for all articles at once. Positions tell of
words, and in which passage they stand; not of sentences, nor how a word was written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from tca_cli.index.whoosh_engine.postings import (
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
    Leaf,
    Most,
    Near,
    Or,
    Phrase,
    Query,
    Word,
)

# More than these are not put together; the texts are read.
_MOST_PAIRS = 5_000_000
_IN_HEADLINE, _IN_BODY = 0, 1
_LAST_POSITION = (1 << POSITION_BITS) - 1


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


def spans_in(query: Query, postings: Postings, among: Numbers) -> Spans | None:
    """Return where *query*, which asks for words alone, occurs; None if unknown.

    Articles that are not *among* these may be left out.
    """
    match query:
        case Word():
            places = _places(query, postings, among)
            return Spans(places, places)
        case Phrase(words):
            return _of_phrase(words, postings, among)
        case Near(left, right, unit="words"):
            ends = _all_known((left, right), postings, among)
            return None if ends is None else _near(query, *ends)
        case Or(parts):
            found = _all_known(parts, postings, among)
            return None if found is None else _together(found)
        case And(parts) | Most(parts):
            found = _all_known(parts, postings, among)
            if found is None:
                return None
            return _together(_in_common_passages(found))
        case AtLeast(times, part):
            spans = spans_in(part, postings, among)
            return spans and spans.chosen(_times(spans.passages) >= times)
        case _:
            return None


def _places(word: Word, postings: Postings, among: Numbers) -> Numbers:
    """Return where *word* stands. The text holds the headline before and after it."""
    term = word.term.encode(errors="surrogatepass")
    in_text = postings.occurrences(TEXT, term, among)
    in_headlines = postings.occurrences(HEADLINE, term, among)
    articles = in_text >> POSITION_BITS
    in_headline = np.bincount(in_headlines >> POSITION_BITS, minlength=postings.count)
    begins = np.flatnonzero(np.diff(articles, prepend=-1))
    counts = np.diff(begins, append=len(articles))
    rank = np.arange(len(articles)) - np.repeat(begins, counts)
    before = in_headline[articles]
    is_body = (before <= rank) & (rank < np.repeat(counts, counts) - before)
    of_bodies = _in_passages(in_text[is_body], _IN_BODY)
    of_headlines = _in_passages(in_headlines, _IN_HEADLINE)
    return np.unique(np.concatenate([of_headlines, of_bodies]))


def _in_passages(occurrences: Numbers, passage: int) -> Numbers:
    articles = occurrences >> POSITION_BITS
    positions = occurrences & _LAST_POSITION
    return (2 * articles + passage << POSITION_BITS) + positions


def _of_phrase(
    words: Sequence[Leaf], postings: Postings, among: Numbers
) -> Spans | None:
    found = _all_known(words, postings, among)
    if found is None:
        return None
    first = found[0].first
    for ahead, there in enumerate(found[1:], start=1):
        first = first[is_among(first + ahead, there.first)]
    return Spans(first, first + len(words) - 1)


def _near(near: Near, left: Spans, right: Spans) -> Spans | None:
    ways = [(left, right)] if near.is_ordered else [(left, right), (right, left)]
    found: list[Spans] = []
    for first, second in ways:
        pairs = _pairs(first, second, near.distance)
        if pairs is None:
            return None
        found.append(pairs)
    return _together(found)


def _pairs(first: Spans, second: Spans, distance: int) -> Spans | None:
    """Return what begins in *first* and goes on in *second* within *distance* words."""
    least = np.searchsorted(second.first, first.last, side="right")
    farthest = np.minimum(first.last + distance, first.last | _LAST_POSITION)
    counts = np.searchsorted(second.first, farthest, side="right") - least
    total = int(counts.sum())
    if total > _MOST_PAIRS:
        return None
    ones = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
    others = np.repeat(least, counts) + within
    return Spans(first.first[ones], np.maximum(first.last[ones], second.last[others]))


def _all_known(
    parts: Sequence[Query], postings: Postings, among: Numbers
) -> list[Spans] | None:
    found = []
    for part in parts:
        if (spans := spans_in(part, postings, among)) is None:
            return None
        found.append(spans)
    return found


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
