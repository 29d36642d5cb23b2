"""Posting lists as they are read; of their form ``bulk.postings`` tells.

What the file of terms says of each term is its entry. Blocks hold the articles.
"""

import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from struct import Struct
from typing import NamedTuple

from tca_cli.index.whoosh_engine.unpickling import UnknownFormError, unpickled

# Whether the list is in here, weight, articles, two lengths, greatest weight; the first
# and the last number; where the list is, and in how many bytes.
_BEFORE_NUMBERS = "BfIBBf"
_ENTRY = Struct(f"!{_BEFORE_NUMBERS}IIqi")
_NUMBERS, _NUMBERS_AT = Struct("!II"), Struct(f"!{_BEFORE_NUMBERS}").size
_SIZE = Struct("!i")
_MAGIC_BYTES = 4


class Entry(NamedTuple):
    """A term of one segment: how many articles have it, and where that is told.

    Of a term that only one or two articles have, ``first`` and ``last`` are all.
    """

    articles: int
    first: int
    last: int
    at: int
    size: int


class PackedBlock(NamedTuple):
    """So many articles, the greatest number among them, and what is ``pickled``."""

    articles: int
    last: int
    pickled: bytes


def entry_at(data: bytes, at: int = 0) -> Entry:
    """Return the entry that stands in *data* from *at* on."""
    is_inline, _, articles, _, _, _, *rest = _ENTRY.unpack_from(data, at)
    if is_inline:
        raise UnknownFormError(data[at : at + _ENTRY.size])
    return Entry(articles, *rest)


def first_and_last(data: bytes, at: int) -> tuple[int, int]:
    """Return the two numbers in the entry at *at*, where no more is asked of it."""
    first, last = _NUMBERS.unpack_from(data, at + _NUMBERS_AT)
    return first, last


def blocks_in(data: bytes) -> Iterator[PackedBlock]:
    """Yield the blocks of the posting list that *data* is."""
    stream = BytesIO(data)
    at, is_last = _MAGIC_BYTES, False
    while not is_last:
        (size,) = _SIZE.unpack_from(data, at)
        is_last, size = size < 0, abs(size)
        stream.seek(at + _SIZE.size)
        count, last, _, is_packed, _, _ = unpickled(stream)
        start, at = stream.tell(), at + _SIZE.size + size
        pickled = data[start:at]
        yield PackedBlock(
            count, last, zlib.decompress(pickled) if is_packed else pickled
        )


def weights_of(told: Sequence[float] | float | None, count: int) -> Sequence[float]:
    """Return the weights of *count* articles, of which one may be *told* for all."""
    if told is None or isinstance(told, float):
        return (1.0 if told is None else told,) * count
    return told
