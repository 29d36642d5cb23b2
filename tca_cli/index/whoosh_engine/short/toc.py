"""Which segments an index has: its table of contents, as Whoosh writes it.

That is the sizes of three kinds of numbers, one that tells the order of their bytes,
the version of this form, that of Whoosh, the pickled schema behind its length, the
generation, a number unused, and the pickled segments. Of several, the newest counts.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from struct import Struct
from typing import NamedTuple

from tca_cli.index.whoosh_engine.unpickling import UnknownFormError, unpickled

_NAME = re.compile(r"_MAIN_(\d+)\.toc")
_SIZES, _VERSION_NUMBERS = 3, 3
_ORDER_AND_VERSION = Struct("!ii")
_KNOWN = (-12345, -111)
# The generation, and a number unused.
_UNUSED_BYTES = 8
_LOW_BITS = 0x7F


class SegmentInfo(NamedTuple):
    """A segment, how many articles it has, which of them are deleted, and lengths.

    ``lengths`` has for each field that is ranked by how many words it has.
    """

    name: str
    articles: int
    deleted: frozenset[int]
    lengths: dict[str, int]


def segments_of(directory: Path, files: Iterable[str]) -> list[SegmentInfo]:
    """Return the segments of the index in *directory*, which has these *files*."""
    generations = (int(found[1]) for name in files if (found := _NAME.fullmatch(name)))
    data = (directory / f"_MAIN_{max(generations, default=0)}.toc").read_bytes()
    if _ORDER_AND_VERSION.unpack_from(data, _SIZES) != _KNOWN:
        raise UnknownFormError(data[:_UNUSED_BYTES])
    at = _SIZES + _ORDER_AND_VERSION.size
    for _ in range(_VERSION_NUMBERS):
        _, at = _number(data, at)
    schema_bytes, at = _number(data, at)
    at += schema_bytes + _UNUSED_BYTES
    return [_segment(vars(told)) for told in unpickled(BytesIO(data[at:]))]


def _segment(told: dict[str, object]) -> SegmentInfo:
    match told:
        case {
            "compound": True,
            "indexname": index_name,
            "segid": segment_id,
            "_doccount": int(articles),
            "_deleted": deleted,
            "_fieldlengths": dict(lengths),
        }:
            numbers = deleted if isinstance(deleted, set) else ()
            name = f"{index_name}_{segment_id}"
            return SegmentInfo(name, articles, frozenset(numbers), lengths)
        case _:
            raise UnknownFormError(told)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at *at*, seven bits a byte, and where it ends."""
    number, shift, has_more = 0, 0, True
    while has_more:
        byte = data[at]
        number |= (byte & _LOW_BITS) << shift
        has_more = byte > _LOW_BITS
        at, shift = at + 1, shift + 7
    return number, at
