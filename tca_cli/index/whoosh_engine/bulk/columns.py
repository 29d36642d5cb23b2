"""Columns: a value for each document, in the three forms that Whoosh keeps here.

Numbers stand one after the other with the highest byte first, and end with the last
that is not the default. Bytes of any length stand one after the other, then how long
each is, then (of many) where each begins, and signs that tell of which form these are.
A document's stored fields are a pickled dictionary, in bytes that Whoosh has packed.
"""

import pickle
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from tca_cli.index.whoosh_engine.bulk.layout import Numbers, Strings, before

# Of fewer, Whoosh finds where each begins by adding up.
_MANY = 2**15
# zlib's level that only wraps: what is stored is an id, too short to be packed.
_UNPACKED = 0


def numbers_column(values: NDArray[Any], form: DTypeLike, *, default: int = 0) -> bytes:
    """Return the column of *values*, of NumPy's *form*."""
    told = np.flatnonzero(values != default)
    end = int(told[-1]) + 1 if len(told) else 0
    return values[:end].astype(form).tobytes()


def stored_column(documents: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the column of what is stored of each of *documents*."""
    packed = Strings.of(
        [
            zlib.compress(pickle.dumps(dict(stored), 2), _UNPACKED) if stored else b""
            for stored in documents
        ]
    )
    code, lengths = _array(packed.sizes)
    if len(packed.sizes) <= _MANY:
        return packed.data.tobytes() + lengths + code
    begin_code, begins = _array(before(packed.sizes))
    return packed.data.tobytes() + lengths + begins + code + begin_code + b"X"


def _array(values: Numbers) -> tuple[bytes, bytes]:
    """Return *values* in the smallest form that has room, after its sign."""
    greatest = int(values.max(initial=0))
    for code, form in ((b"B", "u1"), (b"H", ">u2"), (b"i", ">i4")):
        if greatest <= np.iinfo(form).max:
            return code, values.astype(form).tobytes()
    raise OverflowError(greatest)
