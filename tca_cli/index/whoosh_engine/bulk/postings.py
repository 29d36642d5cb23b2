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
from pickle import dumps
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tca_cli.index.whoosh_engine.bulk.keys import Keys, Occurrences, changes
from tca_cli.index.whoosh_engine.bulk.pieces import (
    Bytes,
    Numbers,
    Pieces,
    before,
    counted_from,
    cut,
    in_bytes,
    in_slices,
    pickled_integers,
    same,
    side_by_side,
)

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
_KEYS_OF_A_SLICE = 2**16
# The tuple about a block, with room for its numbers; the beginning of what is in it.
_ABOUT_BLOCK = b"\x80\x02(M\0\0J\0\0\0\0G\0\0\0\0\0\0\0\0K\0K\0K\0t."
_BLOCK_BEGINS = b"\x80\x02("
_MOST_IN_A_BYTE = 0xFF
# Beside the numbers themselves, a value has their count and pickle's signs around them.
_BESIDE_SEQUENCE = 7
_MOST_OF_BYTES = _MOST_IN_A_BYTE - _BESIDE_SEQUENCE


def posting_lists(
    field: Occurrences, *, offset: int
) -> Iterator[tuple[Bytes, TermInfos]]:
    """Yield the lists of all terms, in slices, and the ``TERM_INFO`` of each term.

    *offset* is where in the file the first slice will stand.
    """
    if not len(field.keys):
        return
    total = len(field.keys)
    for start, end in in_slices(field.first_of_terms(), total, most=_KEYS_OF_A_SLICE):
        data, infos = _lists(field, field.keys[start:end])
        infos["offset"] += offset
        offset += len(data)
        yield data, infos


def _lists(field: Occurrences, keys: Keys) -> tuple[Bytes, TermInfos]:
    positioned = keys >> np.uint64(field.position_bits)
    first = changes(positioned)  # key of each posting
    postings = positioned[first]
    documents = (postings & np.uint64((1 << field.document_bits) - 1)).astype(np.int64)
    terms = changes(postings >> np.uint64(field.document_bits))
    holders = counted_from(terms, len(postings))
    within = np.arange(len(postings)) - np.repeat(terms, holders)
    blocks = np.flatnonzero(within % _POSTINGS_OF_A_BLOCK == 0)
    is_first = within[blocks] == 0
    weights = counted_from(first, len(keys))
    lengths = np.zeros(len(postings), np.uint8)
    if field.lengths is not None:
        lengths = field.lengths[documents]
    columns = [pickled_integers(_distances(documents, blocks)).joined(blocks)]
    if field.has_positions:
        values = _values(field, keys, first, weights).joined(blocks)
        end = same(b"t\x87.", len(blocks))
        columns += [_weights(weights, blocks, b"("), values, end]
    else:
        columns += [_weights(weights, blocks, b"N\x87.")]
    data = side_by_side(*columns)
    of_postings = _Postings(documents, weights, lengths, blocks, is_first)
    whole = side_by_side(_heads(of_postings, data.sizes), data)
    infos = np.zeros(len(terms), TERM_INFO)
    infos["weight"] = np.add.reduceat(weights, terms)
    infos["documents"] = holders
    infos["least_length"] = np.minimum.reduceat(lengths, terms)
    infos["greatest_length"] = np.maximum.reduceat(lengths, terms)
    infos["greatest_weight"] = np.maximum.reduceat(weights, terms)
    infos["first"] = documents[terms]
    infos["last"] = documents[terms + holders - 1]
    infos["size"] = np.add.reduceat(whole.sizes, np.flatnonzero(is_first))
    infos["offset"] = before(infos["size"].astype(np.int64))
    return whole.data, infos


def _distances(numbers: Numbers, starts: Numbers) -> Numbers:
    """Return how far each number is from the one before, or from 0 at *starts*."""
    distances = numbers.copy()
    distances[1:] -= numbers[:-1]
    distances[starts] = numbers[starts]
    return distances


class _Postings(NamedTuple):
    """Some posting lists: what each posting has, and where blocks begin."""

    documents: Numbers
    weights: Numbers
    lengths: Bytes
    blocks: Numbers
    is_first: NDArray[np.bool]  # of its term, that block


def _heads(of: _Postings, sizes: Numbers) -> Pieces:
    """Return what stands before the documents of each block, whose rest has *sizes*."""
    documents, weights, lengths, blocks, is_first = of
    counts = counted_from(blocks, len(documents))
    begun = _ABOUT_BLOCK + _BLOCK_BEGINS
    rows = np.empty((len(blocks), 4 + len(begun)), np.uint8)
    size = sizes + len(begun)
    size[np.append(is_first[1:], True)] *= -1  # the last block of all too
    rows[:, :4] = in_bytes(size, ">i4")
    about = rows[:, 4:]
    about[:] = np.frombuffer(begun, np.uint8)
    about[:, 4:6] = in_bytes(counts, "<u2")
    about[:, 7:11] = in_bytes(documents[blocks + counts - 1], "<i4")
    about[:, 12:20] = in_bytes(np.maximum.reduceat(weights, blocks), ">f8")
    about[:, 23] = np.minimum.reduceat(lengths, blocks)
    about[:, 25] = np.maximum.reduceat(lengths, blocks)
    tags = Pieces.chosen([b"", _TAG], is_first.astype(np.intp))
    return side_by_side(tags, Pieces.of_rows(rows))


def _weights(weights: Numbers, blocks: Numbers, end: bytes) -> Pieces:
    """Return what stands between the documents and the values, and the *end* of it."""
    counts = counted_from(blocks, len(weights))
    greatest = np.maximum.reduceat(weights, blocks)
    if greatest.max() > _MOST_IN_A_BYTE:
        each = (tuple(map(float, block)) for block in np.split(weights, blocks[1:]))
        # Less pickle's own beginning, and its end, which comes later.
        return Pieces.of([b"t" + dumps(block, 2)[2:-1] + end for block in each])
    is_told = greatest > 1
    heads = np.empty((len(blocks), 3), np.uint8)
    heads[:] = np.frombuffer(b"tN\0", np.uint8)
    heads[is_told, 1] = ord("C")
    heads[:, 2] = counts
    told = weights[np.repeat(is_told, counts)].astype(np.uint8)
    return side_by_side(
        cut(heads, 2 + is_told),
        Pieces(told, counts * is_told),
        same(end, len(blocks)),
    )


def _values(field: Occurrences, keys: Keys, first: Numbers, counts: Numbers) -> Pieces:
    """Return the value of each posting, as it stands within the tuple of its block."""
    positions = (keys & np.uint64((1 << field.position_bits) - 1)).astype(np.int64)
    distances = _distances(positions, first)
    is_bytes = counts <= _MOST_OF_BYTES
    is_bytes &= np.maximum.reduceat(distances, first) <= _MOST_IN_A_BYTE
    bare = np.repeat(is_bytes, counts)
    sequences = pickled_integers(distances, is_bare=bare).joined(first)
    size = sequences.sizes + _BESIDE_SEQUENCE
    heads = np.empty((len(counts), 10), np.uint8)
    heads[:] = np.frombuffer(b"C\0\0\0\0\0C\0\0\0", np.uint8)
    heads[:, 1] = size
    heads[:, 2:6] = in_bytes(counts, ">u4")
    heads[:, 7] = counts
    tuples = np.flatnonzero(~is_bytes)
    heads[tuples, 0] = ord("B")
    heads[tuples, 1:5] = in_bytes(size[tuples], "<u4")
    heads[tuples, 5:9] = in_bytes(counts[tuples], ">u4")
    heads[tuples, 9] = ord("(")
    return side_by_side(
        cut(heads, np.where(is_bytes, 8, 10)),
        sequences,
        Pieces.chosen([b"t.", b"."], is_bytes.astype(np.intp)),
    )
