"""From documents to a segment: what ``add_document`` would make of them, at once."""

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.util.numeric import length_to_byte

from tca_cli.index.whoosh_engine.bulk.columns import numbers_column, stored_column
from tca_cli.index.whoosh_engine.bulk.layout import Bytes, Numbers, before
from tca_cli.index.whoosh_engine.bulk.occurrences import (
    Found,
    Occurrences,
    changes,
)
from tca_cli.index.whoosh_engine.bulk.passages import (
    LEAD,
    NO_KEY,
    PARAGRAPH,
    SENTENCE,
    Gathered,
    Passages,
    Vocabulary,
)
from tca_cli.index.whoosh_engine.bulk.segment import Contents, write_segment
from tca_cli.index.whoosh_engine.fields import (
    LEADS,
    PARAGRAPHS,
    PASSAGE_GAP,
    SENTENCES,
    Alikes,
    Divided,
    Forms,
    PassageField,
    Words,
)
from tca_cli.text.stop_words import STOP_WORDS


@dataclass(slots=True)
class _Known:
    """What this process knows of words already."""

    _vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary, or a new one if it has become too large."""
        if len(self._vocabulary) > _MOST_CHUNKS:
            self._vocabulary = Vocabulary()
        return self._vocabulary


_known = _Known()
# So many chunks take about 80 MiB.
_MOST_CHUNKS = 2**18


class SegmentBuilder:
    """Gathers documents and writes them as one segment of an index with *schema*."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._vocabulary = _known.vocabulary()
        self._count = 0
        self._passages = Passages(self._vocabulary)
        # Of each field of passages, their numbers, and the documents that have them.
        self._which = {name: (array("q"), array("q")) for name in schema.names()}
        # Of each other field, the documents that have each term.
        self._listed: dict[str, defaultdict[bytes, list[int]]] = {
            name: defaultdict(list) for name in schema.names()
        }
        self._values: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._stored: list[dict[str, Any]] = []

    def add(self, document: Mapping[str, Any]) -> None:
        """Take in the fields of one *document*, as ``add_document`` takes them."""
        stored: dict[str, Any] = {}
        numbers: dict[str, int] = {}
        for name, value in document.items():
            field: Any = self._schema[name]
            if isinstance(field, PassageField):
                which, documents = self._which[name]
                for passage in value:
                    if passage not in numbers:
                        numbers[passage] = self._passages.add(passage)
                    which.append(numbers[passage])
                    documents.append(self._count)
            else:
                holders = self._listed[name]
                for term, *_ in field.index(value):
                    holders[term].append(self._count)
            if field.stored:
                stored[name] = value
            if field.column_type:
                self._values[name][self._count] = field.to_column_value(value)
        self._stored.append(stored)
        self._count += 1

    def write(self, storage: FileStorage, index_name: str) -> Any:
        """Write the segment, and return what a writer is to commit."""
        contents = Contents(self._count)
        contents.columns["_stored"] = stored_column(self._stored)
        for name, of_name in self._schema.items():
            match of_name:
                case Words():
                    self._put_words(name, contents)
                case Forms() | Alikes():
                    contents.fields[name] = self._once_each(name, of_name)
                case Divided():
                    contents.fields[name] = self._divisions(name)
                case _:
                    listed = self._listed[name]
                    contents.fields[name] = Occurrences.listed(listed)
            if values := self._values[name]:
                contents.columns[name] = self._column(of_name, values)
        return write_segment(storage, index_name, contents)

    def _put_words(self, name: str, contents: Contents) -> None:
        """Put a field of words with their positions into *contents*."""
        names = self._vocabulary.terms
        found = _of_all_terms(self._vocabulary, self._found(name))
        common = [names[word] for word in STOP_WORDS & names.keys()]
        counted = _lengths(found, common, count=self._count)
        lengths = _in_whoosh_bytes(counted)
        contents.fields[name] = Occurrences.sorted(
            names.encoded, found, lengths=lengths
        )
        if total := int(counted.sum()):
            contents.columns[f"_{name}_len"] = numbers_column(lengths, "u1")
            contents.totals[name] = total

    def _once_each(self, name: str, field: Forms | Alikes) -> Occurrences:
        """Return the occurrences in a field that is told no positions."""
        words, documents = self._passages.words(*map(np.array, self._which[name]))
        vocabulary = self._vocabulary
        is_form = isinstance(field, Forms)
        of_words = np.array(vocabulary.form if is_form else vocabulary.key, np.uint32)
        which = of_words[words]
        has_any = which != NO_KEY
        return Occurrences.sorted(
            (vocabulary.forms if is_form else vocabulary.name_keys).encoded,
            Found(which[has_any], documents[has_any]),
        )

    def _divisions(self, name: str) -> Occurrences:
        """Return where sentences and paragraphs begin."""
        which, documents = map(np.array, self._which[name])
        kinds, documents, places = self._passages.divided(
            which, documents, gap=PASSAGE_GAP
        )
        parts = []
        for number, asked in enumerate((SENTENCE | PARAGRAPH, PARAGRAPH, LEAD)):
            is_one = kinds & asked > 0
            holders, at = documents[is_one], places[is_one]
            once = changes(holders, at)
            terms = np.full(len(once), number, np.uint32)
            parts.append((terms, holders[once], at[once]))
        found = Found(*map(np.concatenate, zip(*parts, strict=True)))
        return Occurrences.sorted([SENTENCES, PARAGRAPHS, LEADS], found)

    def _found(self, name: str) -> Gathered:
        which, documents = map(np.array, self._which[name])
        return self._passages.gathered(which, documents, gap=PASSAGE_GAP)

    def _column(self, field: Any, values: Mapping[int, int]) -> bytes:
        default = field.column_type.default_value()
        of_all = np.full(self._count, default, np.int64)
        of_all[list(values)] = list(values.values())
        form = np.dtype(field.sortable_typecode).newbyteorder(">")
        return numbers_column(of_all, form, default=default)


def _of_all_terms(vocabulary: Vocabulary, gathered: Gathered) -> Found:
    """Return the terms of all words, of which one may have several in its place."""
    words, documents, positions = gathered
    term = np.array(vocabulary.term, np.uint32)
    first = np.array(vocabulary.first_term)[words]
    counts = np.array(vocabulary.term_count)[words]
    if counts.max(initial=1) > 1:
        which = np.repeat(first - before(counts), counts)
        which += np.arange(len(which))
        documents, positions = (
            np.repeat(one, counts) for one in (documents, positions)
        )
    else:
        which = first
    return Found(term[which], documents, positions)


def _lengths(found: Found, common: Sequence[int], *, count: int) -> Numbers:
    """Return how many terms each document has, less *common* ones if it has others."""
    is_common = np.zeros(int(found.terms.max(initial=0)) + 1, bool)
    is_common[[term for term in common if term < len(is_common)]] = True
    every = np.bincount(found.documents, minlength=count)
    telling = np.bincount(found.documents[~is_common[found.terms]], minlength=count)
    return np.where(telling, telling, every)


def _in_whoosh_bytes(lengths: Numbers) -> Bytes:
    different, which = np.unique(lengths, return_inverse=True)
    encoded = [length_to_byte(length) for length in different.tolist()]
    return np.array(encoded, np.uint8)[which]
