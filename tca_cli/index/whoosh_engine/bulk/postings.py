"""The file of postings (``.pst``): which documents have a term, and where.

As Whoosh's codec W3 has it: of each term a tag, then blocks of up to 128 postings. A
block is its length in four bytes, below zero for the last one of the term; a pickled
tuple that tells of it (number of postings, last document, greatest weight, compression,
least and greatest length); and a pickled tuple of what is in it: the documents, each as
the distance from the one before; the weights, None where all are 1; and the values,
None for a field without positions. A value is the number of positions in four bytes and
a pickled sequence of their distances. Whoosh pickles tuples and lists; bytes, which are
a sequence of numbers as well, are read the same and are shorter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pickle import dumps
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tca_cli.index.whoosh_engine.bulk.layout import (
    Bytes,
    Grouped,
    Numbers,
    PickledIntegers,
    Rows,
    Strings,
    Table,
    before,
    counted_from,
    in_bytes,
    in_slices,
    laid_out,
    same,
)
from tca_cli.index.whoosh_engine.bulk.occurrences import Occurrences, changes

# What the file of terms has of each: where its postings are, and what they come to.
TERM_INFO = np.dtype(
    [
        ("is_inline", "u1"),  # never, here
        ("weight", ">f4"),  # of all postings
        ("documents", ">u4"),
        ("least_length", "u1"),
        ("greatest_length", "u1"),
        ("greatest_weight", ">f4"),
        ("first", ">u4"),  # document
        ("last", ">u4"),
        ("offset", ">i8"),  # in the file of postings
        ("size", ">i4"),
    ]
)
TermInfos: TypeAlias = NDArray[Any]

_TAG = b"W3Bl"
_POSTINGS_OF_A_BLOCK = 128
# Worked on at a time: few enough for the processor's cache, enough for NumPy.
_OCCURRENCES_OF_A_SLICE = 2**16
# The tuple about a block, with room for its numbers; the beginning of what is in it.
_ABOUT_BLOCK = b"\x80\x02(M\0\0J\0\0\0\0G\0\0\0\0\0\0\0\0K\0K\0K\0t."
_BLOCK_BEGINS = b"\x80\x02("
_MOST_IN_A_BYTE = 0xFF
# Beside the numbers themselves, a value has their count and pickle's signs around them.
_BESIDE_SEQUENCE = 7
_MOST_OF_BYTES = _MOST_IN_A_BYTE - _BESIDE_SEQUENCE
# Of a value that is bytes, what stands before and around these; and of a tuple.
_BEFORE_BYTES, _AROUND_BYTES = 8, 9
_BEFORE_TUPLE, _AROUND_TUPLE = 10, 12


def posting_lists(
    field: Occurrences, *, offset: int
) -> Iterator[tuple[Bytes, TermInfos]]:
    """Yield the lists of all terms, in slices, and the ``TERM_INFO`` of each term.

    *offset* is where in the file the first slice will stand.
    """
    if not field.terms:
        return
    total = len(field.documents)
    for start, end in in_slices(field.starts, total, most=_OCCURRENCES_OF_A_SLICE):
        data, infos = _Lists.of(field, start, end).written()
        infos["offset"] += offset
        offset += len(data)
        yield data, infos


@dataclass
class _Lists:
    """The postings of some terms, one after the other.

    Of each posting its document, that document's length, how often the term is in it
    and, in ``positions`` from ``first`` on, where. The postings of each term begin at
    one of ``terms``.
    """

    documents: Numbers
    lengths: Bytes
    weights: Numbers
    first: Numbers
    positions: Numbers | None
    terms: Numbers

    @classmethod
    def of(cls, field: Occurrences, start: int, end: int) -> Self:
        """Return the postings of what is in *field* from *start* to *end*."""
        edges = np.searchsorted(field.starts, [start, end])
        starts = field.starts[edges[0] : edges[1]] - start
        is_first = np.zeros(end - start, bool)
        is_first[changes(field.documents[start:end])] = True
        is_first[starts] = True
        first = np.flatnonzero(is_first)
        documents = field.documents[start:end][first].astype(np.int64)
        lengths, positions = np.zeros(len(first), np.uint8), field.positions
        return cls(
            documents,
            lengths if field.lengths is None else field.lengths[documents],
            counted_from(first, end - start),
            first,
            None if positions is None else positions[start:end].astype(np.int64),
            np.searchsorted(first, starts),
        )

    @cached_property
    def blocks(self) -> Numbers:
        """Where blocks begin."""
        within = np.arange(len(self.documents))
        within -= np.repeat(self.terms, counted_from(self.terms, len(within)))
        return np.flatnonzero(within % _POSTINGS_OF_A_BLOCK == 0)

    @cached_property
    def counts(self) -> Numbers:
        """How many postings each block has."""
        return counted_from(self.blocks, len(self.documents))

    def written(self) -> tuple[Bytes, TermInfos]:
        """Return the lists as they are in the file, and what is told of each."""
        numbers = PickledIntegers(_distances(self.documents, self.blocks))
        columns: list[Rows] = [Grouped(numbers, self.blocks)]
        if self.positions is None:
            columns += self._weights(b"N\x87.")
        else:
            columns += self._weights(b"(")
            distances = _distances(self.positions, self.first)
            values = _Values(distances, self.first, self.weights)
            columns.append(Grouped(values, self.blocks))
            columns.append(same(b"t\x87.", len(self.blocks)))
        size = np.sum([column.sizes for column in columns], axis=0)
        is_first = np.isin(self.blocks, self.terms, assume_unique=True)
        tags = same(_TAG, len(self.blocks), is_first)
        data, sizes = laid_out(tags, self._heads(size, is_first), *columns)
        holders = counted_from(self.terms, len(self.documents))
        infos = np.zeros(len(self.terms), TERM_INFO)
        infos["weight"] = np.add.reduceat(self.weights, self.terms)
        infos["documents"] = holders
        infos["least_length"] = np.minimum.reduceat(self.lengths, self.terms)
        infos["greatest_length"] = np.maximum.reduceat(self.lengths, self.terms)
        infos["greatest_weight"] = np.maximum.reduceat(self.weights, self.terms)
        infos["first"] = self.documents[self.terms]
        infos["last"] = self.documents[self.terms + holders - 1]
        of_terms = np.add.reduceat(sizes, np.flatnonzero(is_first))
        infos["size"], infos["offset"] = of_terms, before(of_terms)
        return data, infos

    def _heads(self, sizes: Numbers, is_first: NDArray[np.bool]) -> Table:
        """Return what tells of each block, whose postings take *sizes*."""
        begun = _ABOUT_BLOCK + _BLOCK_BEGINS
        rows = np.empty((len(self.blocks), 4 + len(begun)), np.uint8)
        length = sizes + len(begun)
        length[np.append(is_first[1:], True)] *= -1  # the last of all is one, too
        rows[:, :4] = in_bytes(length, ">i4")
        about = rows[:, 4:]
        about[:] = np.frombuffer(begun, np.uint8)
        about[:, 4:6] = in_bytes(self.counts, "<u2")
        about[:, 7:11] = in_bytes(self.documents[self.blocks + self.counts - 1], "<i4")
        greatest = np.maximum.reduceat(self.weights, self.blocks)
        about[:, 12:20] = in_bytes(greatest, ">f8")
        about[:, 23] = np.minimum.reduceat(self.lengths, self.blocks)
        about[:, 25] = np.maximum.reduceat(self.lengths, self.blocks)
        return Table(rows)

    def _weights(self, end: bytes) -> list[Rows]:
        """Return what stands between documents and values, and the *end* of it."""
        greatest = np.maximum.reduceat(self.weights, self.blocks)
        if greatest.max() > _MOST_IN_A_BYTE:
            each = np.split(self.weights, self.blocks[1:])
            pickled = (dumps(tuple(map(float, block)), 2) for block in each)
            # Less pickle's own beginning, and its end, which comes later.
            return [Strings.of([b"t" + block[2:-1] + end for block in pickled])]
        is_told = greatest > 1
        heads = np.empty((len(self.blocks), 3), np.uint8)
        heads[:] = np.frombuffer(b"tC\0", np.uint8)
        heads[:, 2] = self.counts
        told = self.weights[np.repeat(is_told, self.counts)].astype(np.uint8)
        return [
            same(b"tN", len(self.blocks), ~is_told),
            Table(heads, is_told),
            Strings(told, self.counts * is_told),
            same(end, len(self.blocks)),
        ]


def _distances(numbers: Numbers, starts: Numbers) -> Numbers:
    """Return how far each number is from the one before, or from 0 at *starts*."""
    distances = numbers.copy()
    distances[1:] -= numbers[:-1]
    distances[starts] = numbers[starts]
    return distances


class _Values:
    """The values of postings, as they stand within the tuple of their block.

    Those of each are the *distances* from one of *first*, as many as *counts* says: as
    bytes if they are few and near, else as a tuple.
    """

    def __init__(self, distances: Numbers, first: Numbers, counts: Numbers) -> None:
        self._counts = counts
        self._is_bytes = counts <= _MOST_OF_BYTES
        self._is_bytes &= np.maximum.reduceat(distances, first) <= _MOST_IN_A_BYTE
        bare = np.repeat(self._is_bytes, counts)
        self._sequences = Grouped(PickledIntegers(distances, bare), first)
        self._sequence_sizes = self._sequences.sizes

    @property
    def sizes(self) -> Numbers:
        """Return how many bytes each value takes."""
        around = np.where(self._is_bytes, _AROUND_BYTES, _AROUND_TUPLE)
        return self._sequence_sizes + around

    def put(self, data: Bytes, at: Numbers) -> None:
        """Write each value."""
        is_bytes = self._is_bytes
        self._sequences.put(data, at + np.where(is_bytes, _BEFORE_BYTES, _BEFORE_TUPLE))
        data[at + self.sizes - 1] = ord(".")
        short, counts = at[is_bytes], self._counts[is_bytes]
        data[short] = data[short + 6] = ord("C")
        data[short + 1] = counts + _BESIDE_SEQUENCE
        data[short + 5] = data[short + 7] = counts
        is_tuple = ~is_bytes
        if not is_tuple.any():
            return
        heads = np.empty((len(at), _BEFORE_TUPLE), np.uint8)
        heads[:] = np.frombuffer(b"B\0\0\0\0\0\0\0\0(", np.uint8)
        heads[:, 1:5] = in_bytes(self._sequence_sizes + _BESIDE_SEQUENCE, "<u4")
        heads[:, 5:9] = in_bytes(self._counts, ">u4")
        Table(heads[is_tuple]).put(data, at[is_tuple])
        data[at[is_tuple] + _BEFORE_TUPLE + self._sequence_sizes[is_tuple]] = ord("t")
