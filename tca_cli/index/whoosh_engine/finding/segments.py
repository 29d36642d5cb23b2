"""What a segment of the index holds, read in long stretches of Whoosh's own files.

Whoosh steps from entry to entry, which is too slow where an answer takes all of them.
How its files are laid out is told by ``whoosh.codec.whoosh3``. They are unpickled here
with the same care as what Whoosh itself unpickles.
"""

import pickle
import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import accumulate
from struct import Struct
from typing import Any, NamedTuple

from tca_cli.index.whoosh_engine.guard import loads
from tca_cli.index.whoosh_engine.posting_lists import (
    Entry,
    blocks_in,
    entry_at,
    first_and_last,
    weights_of,
)
from tca_cli.index.whoosh_engine.unpickling import unpickled

_LENGTHS = Struct("!ii")
_FIELD = Struct("!H")
# An entry tells of so many articles by itself.
FIRST_AND_LAST = 2
# A pickled block as far as its first two parts, numbers and weights, of which bytes
# are told by their length; then come the values.
_NUMBERS = rb"(?:K.|M..|J.{4})"
_FLOATS = rb"(?:G.{8})"
_KEPT = rb"(?:q.|r.{4})?"
_HEAD = re.compile(
    rb"\x80\x02(?:\(%(numbers)b*t|%(numbers)b{1,3}[\x85-\x87])%(kept)b"
    rb"(?:(?:\(%(floats)b*t|%(floats)b{1,3}[\x85-\x87])%(kept)b|%(floats)b|N|C(.))"
    % {b"numbers": _NUMBERS, b"floats": _FLOATS, b"kept": _KEPT},
    re.DOTALL,
)
_END_OF_PAIR = b"\x86."
_PICKLED_BYTES = ord("C")


class Block(NamedTuple):
    """Some articles that have a term, the ``last`` of which has the greatest number.

    ``steps`` tell by how much each number exceeds the one before, the first of them 0.
    All that is told, the positions as well, is in what is ``pickled``.
    """

    last: int
    steps: Sequence[int]
    weights: Sequence[float]
    pickled: bytes


def segments_of(reader: Any) -> list[tuple[Any, int]]:
    """Return the segments of an index, each with the number of its first article."""
    # An index of nothing has a reader of another kind, without files.
    return list(reader.leaf_readers()) if reader.doc_count_all() else []


def terms(segment: Any, field: str, beginning: bytes = b"") -> Iterator[bytes]:
    """Yield the terms of *field*, in order, that begin so."""
    for data, start, end in _rows(segment, field, beginning):
        yield data[start:end]


def entries(
    segment: Any, field: str, beginning: bytes = b""
) -> Iterator[tuple[bytes, Entry]]:
    """Yield the terms of *field*, in order, that begin so, with their entries."""
    for data, start, end in _rows(segment, field, beginning):
        yield data[start:end], entry_at(data, end)


def _rows(
    segment: Any, field: str, beginning: bytes
) -> Iterator[tuple[bytes, int, int]]:
    """Yield where each term begins and ends, after which its entry stands."""
    known = segment._terms  # noqa: SLF001 -- Whoosh has no way to read many at once
    number = known._fieldmap.get(field)  # noqa: SLF001
    if number is None:
        return
    table = known._tindex  # noqa: SLF001
    prefix = _FIELD.pack(number) + beginning
    start = table.closest_key_pos(prefix)
    if start is None:
        return
    end = table.closest_key_pos(_after(prefix)) or table.endofdata
    data = table.dbfile.get(start, end - start)
    at, size = 0, len(data)
    while at < size:
        key_size, entry_size = _LENGTHS.unpack_from(data, at)
        key = at + _LENGTHS.size
        at = key + key_size + entry_size
        yield data, key + _FIELD.size, key + key_size


def entry(segment: Any, field: str, term: bytes) -> Entry | None:
    """Return the entry of *term*, or None where the segment has none."""
    known = segment._terms  # noqa: SLF001
    number = known._fieldmap.get(field)  # noqa: SLF001
    if number is None:
        return None
    data = known._tindex.get(_FIELD.pack(number) + term)  # noqa: SLF001
    return entry_at(data) if data else None


def blocks(segment: Any, found: Entry) -> Iterator[Block]:
    """Yield the articles that have a term, in order."""
    file = segment._terms._postfile  # noqa: SLF001
    for _, last, pickled in blocks_in(file.get(found.at, found.size)):
        yield block_of(last, pickled)


def block_of(last: int, pickled: bytes) -> Block:
    """Return the block that is *pickled*, as far as it is asked for most often."""
    if head := _HEAD.match(pickled):
        # To read the positions as well would take most of the time.
        end = head.end() + (head[1][0] if head[1] else 0)
        # What was matched are numbers: it names nothing that could run.
        steps, weights = pickle.loads(pickled[:end] + _END_OF_PAIR)  # noqa: S301
    else:
        steps, weights, _ = unpickled(BytesIO(pickled))
    return Block(last, steps, weights_of(weights, len(steps)), pickled)


def holders(segment: Any, field: str) -> Iterator[tuple[bytes, int]]:
    """Yield each term of *field* with the number of each article that has it."""
    for data, start, end in _rows(segment, field, b""):
        first, last = first_and_last(data, end)
        term = data[start:end]
        yield term, first
        if last != first:
            others = entry_at(data, end)
            yield term, last
            if others.articles > FIRST_AND_LAST:
                for block in blocks(segment, others):
                    yield from ((term, number) for number in accumulate(block.steps))


def position_steps(block: Block, which: Iterable[int]) -> list[Sequence[int]]:
    """Return where the term stands in *which* articles, counted from place to place."""
    _, _, values = unpickled(BytesIO(block.pickled))
    # Behind their number in four bytes they are pickled; bytes are read more quickly
    # as they stand, between their sign, their length and the end.
    return [
        value[6:-1] if value[4] == _PICKLED_BYTES else loads(value[4:])
        for value in map(values.__getitem__, which)
    ]


def column(segment: Any, name: str, width: int) -> bytes:
    """Return a column of numbers, *width* bytes each, less those at its end that are 0.

    It is empty where the segment has none.
    """
    documents = segment._perdoc  # noqa: SLF001
    if not documents.has_column(name):
        return b""
    file, start, size = documents._get_column_file(name)  # noqa: SLF001
    data: bytes = file.get(start, size - size % width)
    file.close()
    return data


def _after(prefix: bytes) -> bytes:
    """Return the first key after all that begin with *prefix*, whose field is no last.

    A field's number is never made of 255s alone.
    """
    kept = prefix.rstrip(b"\xff")
    return kept[:-1] + bytes([kept[-1] + 1])
