"""Many things of different sizes, laid side by side in one array of bytes.

What is laid out knows how many bytes each of its rows takes, and puts them where it is
told. So the places of all can be known before the first byte is written, and each byte
is written once.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bytes: TypeAlias = NDArray[np.uint8]
Numbers: TypeAlias = NDArray[np.int64]
# What there is one of for each word of a text, in less room.
Many: TypeAlias = NDArray[np.uint32]


class Rows(Protocol):
    """Rows of bytes: ``sizes`` has how long each is."""

    @property
    def sizes(self) -> Numbers:
        """Return how many bytes each row takes."""

    def put(self, data: Bytes, at: Numbers) -> None:
        """Write each row into *data*, which holds zeros there, from *at* on."""


def laid_out(*columns: Rows) -> tuple[Bytes, Numbers]:
    """Return each row of every column, side by side, and how long the rows are then."""
    sizes = np.sum([column.sizes for column in columns], axis=0)
    data = np.zeros(int(sizes.sum()), np.uint8)
    at = before(sizes)
    for column in columns:
        column.put(data, at)
        at = at + column.sizes
    return data, sizes


@dataclass(frozen=True, slots=True)
class Strings:
    """Byte strings: ``data`` has them one after the other, ``sizes`` how long."""

    data: Bytes
    sizes: Numbers

    @classmethod
    def of(cls, strings: Sequence[bytes]) -> Self:
        """Return *strings*, as Python has them, as such."""
        sizes = np.fromiter(map(len, strings), np.int64, len(strings))
        return cls(np.frombuffer(b"".join(strings), np.uint8), sizes)

    def put(self, data: Bytes, at: Numbers) -> None:
        """Write each string."""
        place = np.repeat(at - before(self.sizes), self.sizes)
        place += np.arange(len(place))
        data[place] = self.data


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length, each as it is in ``rows``, for those that ``has`` names."""

    rows: Bytes
    has: NDArray[np.bool] | None = None

    @property
    def sizes(self) -> Numbers:
        """Return how many bytes each row takes."""
        width = self.rows.shape[1]
        if self.has is None:
            return np.full(len(self.rows), width, np.int64)
        return np.where(self.has, width, 0)

    def put(self, data: Bytes, at: Numbers) -> None:
        """Write each row."""
        rows = self.rows
        if self.has is not None:
            at, rows = at[self.has], rows[self.has]
        for column in range(rows.shape[1]):
            data[at + column] = rows[:, column]


def same(string: bytes, count: int, has: NDArray[np.bool] | None = None) -> Table:
    """Return *count* times the same *string*, or so often as *has* says."""
    row = np.frombuffer(string, np.uint8)
    return Table(np.broadcast_to(row, (count, len(row))), has)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Rows of rows: ``inner`` ones, in groups that begin at ``starts``."""

    inner: Rows
    starts: Numbers

    @property
    def sizes(self) -> Numbers:
        """Return how many bytes each group takes."""
        return np.add.reduceat(self.inner.sizes, self.starts)

    def put(self, data: Bytes, at: Numbers) -> None:
        """Write each group."""
        within = before(self.inner.sizes)
        counts = counted_from(self.starts, len(within))
        self.inner.put(data, within + np.repeat(at - within[self.starts], counts))


class PickledIntegers:
    """Whole numbers from 0 below 2**31, as pickle writes them.

    K and a byte, M and two, J and four, the lowest byte first. One that *is_bare* is
    its lowest byte alone.
    """

    def __init__(
        self, values: Numbers, is_bare: NDArray[np.bool] | None = None
    ) -> None:
        self._values = values
        self._kinds = (values > _ONE_BYTE).astype(np.int64) + (values > _TWO_BYTES)
        self._is_bare = is_bare
        self._sizes = np.array([2, 3, 5])[self._kinds]
        if is_bare is not None:
            self._sizes[is_bare] = 1

    @property
    def sizes(self) -> Numbers:
        """Return how many bytes each number takes."""
        return self._sizes

    def put(self, data: Bytes, at: Numbers) -> None:
        """Write each number."""
        values, kinds = self._values, self._kinds
        if self._is_bare is not None:
            data[at[self._is_bare]] = values[self._is_bare]
            told = ~self._is_bare
            at, values, kinds = at[told], values[told], kinds[told]
        data[at] = np.frombuffer(b"KMJ", np.uint8)[kinds]
        data[at + 1] = values.astype(np.uint8)
        for byte, least in ((1, 1), (2, 2), (3, 2)):
            which = np.flatnonzero(kinds >= least)
            if len(which):
                shifted = values[which] >> (8 * byte)
                data[at[which] + 1 + byte] = shifted.astype(np.uint8)


_ONE_BYTE, _TWO_BYTES = 0xFF, 0xFFFF


def before(sizes: Numbers) -> Numbers:
    """Return where each of those of these *sizes* begins, put one after the other."""
    ends: Numbers = np.cumsum(sizes)
    return ends - sizes


def counted_from(starts: Numbers, total: int) -> Numbers:
    """Return the sizes of the groups that begin at *starts*, of *total* things."""
    return np.diff(starts, append=total)


def in_bytes(numbers: NDArray[Any], form: str) -> Bytes:
    """Return *numbers* as rows of bytes in the *form* of a NumPy type."""
    width = np.dtype(form).itemsize
    return numbers.astype(form).view(np.uint8).reshape(len(numbers), width)


def in_slices(starts: Numbers, total: int, *, most: int) -> Sequence[tuple[int, int]]:
    """Return ranges of about *most* things that part no group.

    The groups begin at *starts*, the first at 0; there are *total* things.
    """
    wanted = np.arange(most, total, most)
    cuts = np.unique(starts[np.searchsorted(starts, wanted, side="right") - 1])
    edges = [0, *(int(edge) for edge in cuts if edge), total]
    return list(itertools.pairwise(edges))
