"""Where each term of a field occurs, in the order of terms, documents and positions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from tca_cli.index.whoosh_engine.bulk.layout import Bytes, Many, Numbers


@dataclass(frozen=True, slots=True)
class Found:
    """Terms as they occur: the number of each, its document and its position there.

    Documents are in order, and positions within each.
    """

    terms: Many
    documents: Many
    positions: Many | None = None


@dataclass(frozen=True, slots=True)
class Occurrences:
    """All occurrences in one field of a segment.

    ``terms`` are in order; those of each begin at one of ``starts``. ``lengths`` of
    the documents, as Whoosh's bytes, has one for each where the field is ranked by.
    """

    terms: Sequence[bytes]
    starts: Numbers
    documents: Many
    positions: Many | None = None
    lengths: Bytes | None = None

    @classmethod
    def listed(cls, documents: Mapping[bytes, Iterable[int]]) -> Self:
        """Return those of a field without positions: term to documents, in order."""
        terms = sorted(documents)
        lists = [list(documents[term]) for term in terms]
        sizes = np.array([len(one) for one in lists], np.int64)
        flat = [document for one in lists for document in one]
        return cls(terms, np.cumsum(sizes) - sizes, np.array(flat, np.uint32))

    @classmethod
    def sorted(
        cls, names: Sequence[bytes], found: Found, *, lengths: Bytes | None = None
    ) -> Self:
        """Return what was *found*, whose terms *names* has by their numbers.

        What has no position is kept once a document.
        """
        used = np.flatnonzero(np.bincount(found.terms, minlength=1)).tolist()
        used.sort(key=names.__getitem__)
        ranks = np.zeros(len(names), np.uint32)
        ranks[used] = np.arange(len(used), dtype=np.uint32)
        of_each = ranks[found.terms]
        order = _order(of_each, below=len(used))
        ranked, documents = of_each[order], found.documents[order]
        positions = found.positions
        if positions is None:
            once = changes(ranked, documents)
            ranked, documents = ranked[once], documents[once]
        else:
            positions = positions[order]
        terms = [names[number] for number in used]
        return cls(terms, changes(ranked), documents, positions, lengths)


def _order(numbers: Many, *, below: int) -> NDArray[np.intp]:
    """Return the order of *numbers*; equal ones stay in theirs.

    NumPy sorts numbers of two bytes by their digits, which takes a fraction of the
    time, so it is done for the lower and then for the higher ones.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if below > _OF_TWO_BYTES:
        higher = (numbers >> np.uint32(16)).astype(np.uint16)
        order = order[np.argsort(higher[order], kind="stable")]
    return order


_OF_TWO_BYTES = 1 << 16


def changes(*values: NDArray[Any]) -> Numbers:
    """Return where another value begins in one of *values*, the first at 0."""
    differs = np.zeros(len(values[0]), bool)
    differs[:1] = True
    for each in values:
        differs[1:] |= each[1:] != each[:-1]
    return np.flatnonzero(differs)
