"""Where each term of a field occurs, as sorted whole numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tca_cli.index.whoosh_engine.bulk.pieces import Bytes, Many, Numbers

Keys: TypeAlias = NDArray[np.uint64]

_BITS_OF_A_KEY = 64


class TooLargeError(ValueError):
    """Raised where occurrences are too many to be numbered in 64 bits."""


@dataclass(frozen=True, slots=True)
class Occurring:
    """Terms as they occur: the number of each, its document and its position there."""

    terms: Many
    documents: Many
    positions: Many | None = None


@dataclass(frozen=True, slots=True)
class Occurrences:
    """All occurrences in one field of a segment.

    ``terms`` are in order. A key is the number of the term in it, that of the document
    in ``document_bits``, and the position in ``position_bits``, which are none where
    the field has no positions. ``lengths`` of the documents, as Whoosh's bytes, has
    one for each where the field is ranked by.
    """

    terms: Sequence[bytes]
    keys: Keys
    document_bits: int
    position_bits: int = 0
    lengths: Bytes | None = None

    @classmethod
    def of(cls, documents: Mapping[bytes, Iterable[int]], *, count: int) -> Self:
        """Return those of a field without positions: term to documents, of *count*."""
        terms = sorted(documents)
        bits = count.bit_length()
        keys = [
            number << bits | document
            for number, term in enumerate(terms)
            for document in documents[term]
        ]
        return cls(terms, np.array(keys, np.uint64), bits)

    @classmethod
    def sorted(
        cls,
        names: Sequence[bytes],
        found: Occurring,
        *,
        count: int,
        lengths: Bytes | None = None,
    ) -> Self:
        """Return what was *found*, whose terms *names* has by their numbers.

        There are *count* documents. What has no position is kept once a document.
        """
        used = np.flatnonzero(np.bincount(found.terms, minlength=1))
        order = sorted(used.tolist(), key=names.__getitem__)
        number = np.zeros(len(names), np.uint64)
        number[order] = np.arange(len(order), dtype=np.uint64)
        document_bits = count.bit_length()
        position_bits = 0
        keys = number[found.terms]
        keys <<= np.uint64(document_bits)
        keys |= found.documents
        if found.positions is not None:
            position_bits = max(int(found.positions.max(initial=0)).bit_length(), 1)
            keys <<= np.uint64(position_bits)
            keys |= found.positions
        if len(order).bit_length() + document_bits + position_bits > _BITS_OF_A_KEY:
            raise TooLargeError
        keys.sort()
        if found.positions is None:
            keys = keys[changes(keys)]
        terms = [names[at] for at in order]
        return cls(terms, keys, document_bits, position_bits, lengths)

    @property
    def has_positions(self) -> bool:
        """Whether it is told where in a document a term is."""
        return self.position_bits > 0

    def first_of_terms(self) -> Numbers:
        """Return where the keys of each term begin."""
        terms = self.keys >> np.uint64(self.document_bits + self.position_bits)
        return changes(terms)


def changes(values: NDArray[Any]) -> Numbers:
    """Return where in *values* another value begins, the first at 0."""
    differs = np.empty(len(values), bool)
    differs[:1] = True
    np.not_equal(values[1:], values[:-1], out=differs[1:])
    return np.flatnonzero(differs)
