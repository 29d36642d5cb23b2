"""Byte strings of many lengths in one array, and how NumPy puts them together."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Bytes: TypeAlias = NDArray[np.uint8]
Numbers: TypeAlias = NDArray[np.int64]
# What there is one of for each word of a text, in less room.
Many: TypeAlias = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of bytes: ``data`` has them one after the other, ``sizes`` how long."""

    data: Bytes
    sizes: Numbers

    @classmethod
    def of(cls, pieces: Sequence[bytes]) -> Self:
        """Return *pieces*, as Python has them, as such."""
        sizes = np.fromiter(map(len, pieces), np.int64, len(pieces))
        return cls(np.frombuffer(b"".join(pieces), np.uint8), sizes)

    @classmethod
    def of_rows(cls, rows: Bytes) -> Self:
        """Return each row of *rows*, of the shape (pieces, bytes)."""
        count, width = rows.shape
        return cls(rows.reshape(-1), np.full(count, width, np.int64))

    @classmethod
    def chosen(cls, kinds: Sequence[bytes], which: NDArray[Any]) -> "Pieces":
        """Return for each number in *which* that one of *kinds*."""
        widths = np.array([len(kind) for kind in kinds])
        rows = np.zeros((len(kinds), widths.max()), np.uint8)
        for row, kind in zip(rows, kinds, strict=True):
            row[: len(kind)] = np.frombuffer(kind, np.uint8)
        return cut(rows[which], widths[which])

    def joined(self, starts: Numbers) -> "Pieces":
        """Return them in groups, each of which begins at one of *starts*."""
        return Pieces(self.data, np.add.reduceat(self.sizes, starts))


def cut(rows: Bytes, widths: Numbers) -> Pieces:
    """Return the first bytes of each row, as many as *widths* says."""
    return Pieces(rows[np.arange(rows.shape[1]) < widths[:, None]], widths)


def side_by_side(*columns: Pieces) -> Pieces:
    """Return for each row its piece of every column, one after the other."""
    sizes = np.sum([column.sizes for column in columns], axis=0)
    data = np.empty(int(sizes.sum()), np.uint8)
    at = before(sizes)
    for column in columns:
        place = np.repeat(at - before(column.sizes), column.sizes)
        place += np.arange(len(place))
        data[place] = column.data
        at = at + column.sizes
    return Pieces(data, sizes)


def before(sizes: Numbers) -> Numbers:
    """Return where each of those of these *sizes* begins, put one after the other."""
    ends: Numbers = np.cumsum(sizes)
    return ends - sizes


def counted_from(starts: Numbers, total: int) -> Numbers:
    """Return the sizes of the groups that begin at *starts*, of *total* things."""
    return np.diff(starts, append=total)


def pickled_integers(
    values: Numbers, *, is_bare: NDArray[np.bool] | None = None
) -> Pieces:
    """Return each of *values* (from 0 below 2**31) as pickle writes an integer.

    K and a byte, M and two, J and four, the lowest byte first. One that *is_bare* is
    its lowest byte alone.
    """
    if is_bare is not None and is_bare.all():
        return Pieces(values.astype(np.uint8), np.ones(len(values), np.int64))
    rows = np.empty((len(values), 5), np.uint8)
    rows[:, 1:] = in_bytes(values, "<i4")
    kinds = (values > _ONE_BYTE).astype(np.intp) + (values > _TWO_BYTES)
    rows[:, 0] = np.frombuffer(b"KMJ", np.uint8)[kinds]
    widths = np.array([2, 3, 5])[kinds]
    if is_bare is not None:
        rows[is_bare, 0] = rows[is_bare, 1]
        widths[is_bare] = 1
    return cut(rows, widths)


_ONE_BYTE, _TWO_BYTES = 0xFF, 0xFFFF


def in_bytes(numbers: NDArray[Any], form: str) -> Bytes:
    """Return *numbers* as rows of bytes in the *form* of a NumPy type."""
    width = np.dtype(form).itemsize
    return numbers.astype(form).view(np.uint8).reshape(len(numbers), width)


def same(piece: bytes, count: int) -> Pieces:
    """Return *count* times the same *piece*."""
    row = np.frombuffer(piece, np.uint8)
    return Pieces.of_rows(np.broadcast_to(row, (count, len(row))))


def in_slices(starts: Numbers, total: int, *, most: int) -> Sequence[tuple[int, int]]:
    """Return ranges of about *most* things that part no group.

    The groups begin at *starts*, the first at 0; there are *total* things.
    """
    wanted = np.arange(most, total, most)
    cuts = np.unique(starts[np.searchsorted(starts, wanted, side="right") - 1])
    edges = [0, *(int(edge) for edge in cuts if edge), total]
    return list(itertools.pairwise(edges))
