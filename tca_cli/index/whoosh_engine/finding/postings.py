"""The lists of articles that have a term, whole, over all segments, as arrays."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh.scoring import bm25
from whoosh.util.numeric import byte_to_length

from tca_cli.index.whoosh_engine.fields import LEADS
from tca_cli.index.whoosh_engine.finding.kept import Kept
from tca_cli.index.whoosh_engine.finding.segments import (
    FIRST_AND_LAST,
    Block,
    blocks,
    column,
    entries,
    entry,
    position_steps,
    segments_of,
)
from tca_cli.index.whoosh_engine.posting_lists import Entry
from tca_cli.index.whoosh_engine.scoring import K1, B, lucene_idf
from tca_cli.index.whoosh_engine.terms import DIVISIONS, PUBLISHED

Numbers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]

POSITION_BITS = 32
LAST_POSITION = (1 << POSITION_BITS) - 1

# Of so small a share of a term's articles, positions are read apart.
_SHARE_OF_FEW = 0.25
# In bytes: what some dozens of common words take in an archive of 200,000 articles.
_ROOM = 2**26
_DAY_BYTES = 4


@dataclass(frozen=True, slots=True)
class Listing:
    """The articles that have a term, in order, with its weight and score in each."""

    numbers: Numbers
    weights: Floats
    scores: Floats

    @property
    def nbytes(self) -> int:
        """The bytes that it takes."""
        return self.numbers.nbytes + self.weights.nbytes + self.scores.nbytes


_NONE = Listing(np.empty(0, np.int64), np.empty(0), np.empty(0))


class Postings:
    """Reads lists of one index, as it was when *reader* was opened, and keeps some.

    Articles are numbered over all segments. Deleted ones are in no list.
    """

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self._segments = segments_of(reader)
        self._is_scored: dict[str, bool] = {
            name: field.scorable for name, field in reader.schema.items()
        }
        self._unions = Kept(self._union, room=_ROOM)
        self._listings = Kept(self._listing, room=_ROOM)
        self._occurrences = Kept(self._read_occurrences, room=_ROOM)
        self._divisions = Kept(self._read_occurrences, room=_ROOM)
        self._asked: set[tuple[str, bytes]] = set()
        self._lengths: dict[str, Floats] = {}

    @property
    def count(self) -> int:
        """How many numbers there are, those of deleted articles among them."""
        count: int = self._reader.doc_count_all()
        return count

    @cached_property
    def is_there(self) -> Mask:
        """Which numbers are those of articles that were not deleted."""
        there = np.ones(self.count, np.bool_)
        for segment, offset in self._segments:
            deleted = [offset + number for number in segment.deleted_docs_set]
            there[deleted] = False
        return there

    @cached_property
    def days(self) -> Numbers:
        """The day number of every article, 0 where it has no date."""
        return self._column(PUBLISHED, _DAY_BYTES, ">u4").astype(np.int64)

    def listing(self, field: str, term: bytes) -> Listing:
        """Return the articles that have *term* in *field*."""
        return self._listings[field, term]

    def occurrences(self, field: str, term: bytes, among: Numbers) -> Numbers:
        """Return where *term* stands in *field*, in order: number and position.

        The position is in the lower ``POSITION_BITS``. Articles that are not *among*
        these may be left out.
        """
        key = field, term
        few = _SHARE_OF_FEW * len(self.listing(field, term).numbers)
        if key not in self._occurrences and len(among) < few:
            return self._read_occurrences(key, among)
        return self._occurrences[key]

    def divisions(self, term: bytes, among: Numbers) -> Numbers:
        """Return where sentences or paragraphs begin, as ``occurrences`` does.

        Every article has some: of few articles they are read apart but once.
        """
        key = DIVISIONS, term
        is_first = key not in self._asked
        self._asked.add(key)
        if is_first and len(among) < _SHARE_OF_FEW * self.count:
            return self._read_occurrences(key, among)
        return self._divisions[key]

    def leads(self, among: Numbers) -> Numbers:
        """Return the position behind the first paragraph of each article's body."""
        found = self.divisions(LEADS, among)
        # Each article has two, the first that of its headline.
        of_bodies = found[1::2]
        leads = np.zeros(self.count, np.int64)
        leads[of_bodies >> POSITION_BITS] = of_bodies & LAST_POSITION
        return leads

    def beginning(self, field: str, beginning: bytes) -> Numbers:
        """Return the articles that have a term which begins so, once for each."""
        return self._having(
            lambda segment: (found for _, found in entries(segment, field, beginning))
        )

    def any_of(self, field: str, terms: Sequence[bytes]) -> Numbers:
        """Return the articles that have one of *terms*, once for each that it has."""
        return self._unions[field, tuple(terms)]

    def _union(self, key: tuple[str, tuple[bytes, ...]]) -> Numbers:
        field, terms = key
        return self._having(
            lambda segment: filter(
                None, (entry(segment, field, term) for term in terms)
            )
        )

    def _having(self, of_segment: Callable[[Any], Iterable[Entry]]) -> Numbers:
        numbers: Numbers = np.concatenate(
            [
                _NONE.numbers,
                *(
                    _numbers_of_all(segment, of_segment(segment)) + offset
                    for segment, offset in self._segments
                ),
            ]
        )
        return numbers[self.is_there[numbers]]

    def is_scored(self, field: str) -> bool:
        """Tell whether articles are ranked by how often they have a term of *field*."""
        return self._is_scored[field]

    def _listing(self, key: tuple[str, bytes]) -> Listing:
        field, term = key
        parts: list[tuple[Numbers, Floats]] = []
        having = 0
        for segment, offset in self._segments:
            if found := entry(segment, field, term):
                having += found.articles
                read = list(blocks(segment, found))
                weights = _weights(read, found.articles)
                parts.append((_numbers(read) + offset, weights))
        if not parts:
            return _NONE
        numbers = np.concatenate([numbers for numbers, _ in parts])
        weights = np.concatenate([weights for _, weights in parts])
        if self._reader.has_deletions():
            kept = self.is_there[numbers]
            numbers, weights = numbers[kept], weights[kept]
        scores = weights
        if self._is_scored[field]:
            idf = lucene_idf(self.count, having)
            average = self._reader.field_length(field) / (self.count or 1) or 1
            lengths: Any = self._lengths_of(field)[numbers]
            scores = bm25(idf, weights, lengths, average, B, K1)  # type: ignore[arg-type, assignment] # of each
        return Listing(numbers, weights, scores)

    def _read_occurrences(
        self, key: tuple[str, bytes], among: Numbers | None = None
    ) -> Numbers:
        field, term = key
        parts = [_NONE.numbers]
        there = np.flatnonzero(self.is_there) if among is None else among
        for segment, offset in self._segments:
            if found := entry(segment, field, term):
                parts.append(
                    _occurrences(segment, found, there - offset)
                    + (offset << POSITION_BITS)
                )
        return np.concatenate(parts)

    def _lengths_of(self, field: str) -> Floats:
        if field not in self._lengths:
            coded = self._column(f"_{field}_len", 1, "u1")
            self._lengths[field] = _LENGTHS[coded]
        return self._lengths[field]

    def _column(self, name: str, width: int, kind: str) -> NDArray[Any]:
        found = np.zeros(self.count, kind)
        for segment, offset in self._segments:
            there = np.frombuffer(column(segment, name, width), kind)
            found[offset : offset + len(there)] = there
        return found


_LENGTHS = np.array([byte_to_length(code) for code in range(256)], np.float64)


def _numbers_of_all(segment: Any, found: Iterable[Entry]) -> Numbers:
    few: list[int] = []
    read: list[Block] = []
    for term in found:
        if term.articles <= FIRST_AND_LAST:
            few += {term.first, term.last}
        else:
            read += blocks(segment, term)
    return np.concatenate([np.array(few, np.int64), _numbers(read)])


def _numbers(read: Sequence[Block]) -> Numbers:
    """Return the articles in some blocks, which may be those of several terms."""
    sizes = np.array([len(block.steps) for block in read], np.int64)
    steps = _flat((block.steps for block in read), np.int64, int(sizes.sum()))
    # Each block begins anew: let it go on from the last one.
    steps[np.cumsum(sizes)[:-1]] -= np.array([b.last for b in read[:-1]], np.int64)
    return np.cumsum(steps)


def _weights(read: Sequence[Block], count: int) -> Floats:
    return _flat((block.weights for block in read), np.float64, count)


def _occurrences(segment: Any, found: Entry, among: Numbers) -> Numbers:
    read = list(blocks(segment, found))
    numbers, weights = _numbers(read), _weights(read, found.articles)
    is_asked = is_among(numbers, among)
    steps: list[Sequence[int]] = []
    at = 0
    for block in read:
        which = np.flatnonzero(is_asked[at : at + len(block.steps)])
        at += len(block.steps)
        if len(which):
            steps += position_steps(block, which.tolist())
    counts = weights[is_asked].astype(np.int64)
    sums = np.cumsum(_flat(steps, np.int64, int(counts.sum())))
    # Positions begin anew in each article.
    before = np.concatenate(([0], sums))[np.cumsum(counts) - counts]
    positions = sums - np.repeat(before, counts)
    articles: Numbers = np.repeat(numbers[is_asked], counts)
    occurrences: Numbers = (articles << POSITION_BITS) + positions
    return occurrences


def is_among(numbers: Numbers, there: Numbers) -> Mask:
    """Tell which of *numbers* are in *there*, which is in order."""
    if not len(there):
        return np.zeros(len(numbers), np.bool_)
    at = np.searchsorted(there, numbers)
    at[at == len(there)] = 0
    return np.asarray(there[at] == numbers)


def _flat(parts: Iterable[Iterable[Any]], kind: Any, count: int) -> NDArray[Any]:
    return np.fromiter(chain.from_iterable(parts), kind, count)
