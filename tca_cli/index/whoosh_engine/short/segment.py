"""What one segment says of a term, read from its file (``.seg``).

That holds others, as ``bulk`` tells: terms in a hash table (``.trm``), lists of
articles in blocks (``.pst``), and columns with a value for each article (``.col``).
"""

import os
import sys
import zlib
from array import array
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from struct import Struct

from tca_cli.index.whoosh_engine.posting_lists import (
    Entry,
    blocks_in,
    entry_at,
    weights_of,
)
from tca_cli.index.whoosh_engine.short.terms_file import TermsFile
from tca_cli.index.whoosh_engine.short.toc import SegmentInfo
from tca_cli.index.whoosh_engine.terms import ARTICLE_ID
from tca_cli.index.whoosh_engine.unpickling import UnknownFormError, unpickled

_DIRECTORY = Struct("!qi")
# Of how often a term stands in an article, which is told before where.
_COUNT_BYTES = 4


class Segment:
    """A segment in *directory*, open until it is closed."""

    def __init__(self, directory: Path, info: SegmentInfo) -> None:
        self.info = info
        self._file = os.open(directory / f"{info.name}.seg", os.O_RDONLY)
        self._lengths: dict[str, bytes] = {}

    def close(self) -> None:
        """Release the file."""
        os.close(self._file)

    def entry(self, field: str, term: bytes) -> Entry | None:
        """Return the entry of *term* in *field*, or None where no article has it."""
        found = self._terms.value(field, term)
        return None if found is None else entry_at(found)

    def postings(self, entry: Entry) -> Iterator[tuple[int, float]]:
        """Yield the number of each article that has the term, and how often it does."""
        for numbers, weights, _ in self._blocks(entry):
            yield from zip(numbers, weights, strict=True)

    def positions(
        self, entry: Entry, among: Container[int]
    ) -> Iterator[tuple[int, Iterable[int]]]:
        """Yield the number of each article *among* these, and where it has the term."""
        for numbers, _, values in self._blocks(entry):
            for number, value in zip(numbers, values, strict=True):
                if number in among:
                    # Behind how many there are, each as a step from the one before.
                    steps = unpickled(BytesIO(value[_COUNT_BYTES:]))
                    yield number, accumulate(steps)

    def _blocks(
        self, entry: Entry
    ) -> Iterator[tuple[Iterable[int], Iterable[float], Iterable[bytes]]]:
        """Yield numbers of articles, how often each has the term, and where."""
        begin, _ = self._parts[f"{self.info.name}.pst"]
        data = self._read(begin + entry.at, entry.size)
        for count, _, pickled in blocks_in(data):
            steps, weights, values = unpickled(BytesIO(pickled))
            yield accumulate(steps), weights_of(weights, count), values

    def coded_lengths(self, field: str) -> bytes:
        """Return how long the *field* of each article is, as a byte stands for it."""
        if field not in self._lengths:
            told = self._column(f"_{field}_len")
            # What is missing at the end is empty.
            self._lengths[field] = told.ljust(self.info.articles, b"\0")
        return self._lengths[field]

    def article_id(self, number: int) -> str:
        """Return the id of an article."""
        sizes, begins, stored = self._stored
        begin = begins[number] if begins else sum(sizes[:number])
        kept = zlib.decompress(stored[begin : begin + sizes[number]])
        article_id: str = unpickled(BytesIO(kept))[ARTICLE_ID]
        return article_id

    @cached_property
    def _stored(self) -> tuple["array[int]", "array[int] | None", bytes]:
        """What is stored of each article: how much, where, and all of it.

        The signs of how both are written stand at the end.
        """
        data = self._column("_stored")
        count = self.info.articles
        if data[-1:] != b"X":
            sizes = array(chr(data[-1]))
            return _numbers(sizes, data[:-1], count), None, data
        sizes, begins = array(chr(data[-3])), array(chr(data[-2]))
        end = len(data) - 3
        _numbers(begins, data[:end], count)
        return (
            _numbers(sizes, data[: end - begins.itemsize * count], count),
            begins,
            data,
        )

    @cached_property
    def _parts(self) -> dict[str, tuple[int, int]]:
        """Where each file within begins, and how long it is."""
        at, size = _DIRECTORY.unpack(self._read(0, _DIRECTORY.size))
        told = unpickled(BytesIO(self._read(at, size)))
        return {name: (part["offset"], part["length"]) for name, part in told.items()}

    @cached_property
    def _terms(self) -> TermsFile:
        begin, size = self._parts[f"{self.info.name}.trm"]
        return TermsFile(lambda at, count: self._read(begin + at, count), size)

    def _column(self, name: str) -> bytes:
        part = self._parts.get(f"{self.info.name}.{name}.col")
        return self._read(*part) if part else b""

    def _read(self, at: int, size: int) -> bytes:
        data = os.pread(self._file, size, at)
        if len(data) != size:
            raise UnknownFormError(self.info.name, at, size)
        return data


def _numbers(kind: "array[int]", data: bytes, count: int) -> "array[int]":
    """Return the last *count* numbers of *data*, which *kind* tells the size of."""
    kind.frombytes(data[len(data) - count * kind.itemsize :])
    if sys.byteorder == "little":
        kind.byteswap()
    return kind
