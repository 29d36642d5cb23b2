"""The words of many passages, analysed once each and counted by NumPy.

A passage is a headline or a body. What ``text.words`` says of a chunk of text is asked
once and kept under a number; from then on a passage is an array of numbers.
"""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tca_cli.index.whoosh_engine.bulk.layout import (
    Many,
    Numbers,
    before,
    counted_from,
)
from tca_cli.index.whoosh_engine.bulk.occurrences import changes
from tca_cli.text.sentences import lead_end, paragraph_ends, sentence_ends
from tca_cli.text.transliteration import kept_key
from tca_cli.text.words import analysed, bare, parted

# Stands where texts are divided; no text in UTF-8 has such a byte.
_MARK, _NUMBER_OF_MARK = b"\xff", -1
# In UTF-8 these bits tell the later bytes of a character.
_KIND_OF_BYTE, _LATER_BYTE = 0b1100_0000, 0b1000_0000
# What ends at a mark, of which several may.
SENTENCE, PARAGRAPH, LEAD, PASSAGE = 1, 2, 4, 8
_KINDS = 16
# No word and no sentence reaches beyond it.
_BETWEEN = "\0"
# The greatest number, which no key has.
NO_KEY = 2**32 - 1
# In characters: enough for NumPy, little beside a segment.
_ANALYSED_AT_ONCE = 2**20


class Names(dict[str, int]):
    """Numbers terms, from 0, as they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.encoded: list[bytes] = []

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self.encoded)
        # Files may hold half of a surrogate pair, which is no character.
        self.encoded.append(name.encode(errors="surrogatepass"))
        return number


class Vocabulary(dict[bytes, int]):
    """Numbers the chunks of texts, and the words that are in them.

    Grows with each text; who has it makes a new one when it is too large.
    """

    def __init__(self) -> None:
        super().__init__({_MARK: _NUMBER_OF_MARK})
        self.terms, self.forms, self.name_keys = Names(), Names(), Names()
        # Of each chunk, its first word and how many it has.
        self.first, self.count = array("q"), array("q")
        # Of each word, its form, its key or NO_KEY, its first term and how many it has.
        self.form, self.key = array("q"), array("q")
        self.first_term, self.term_count = array("q"), array("q")
        self.term = array("q")

    def __missing__(self, chunk: bytes) -> int:
        if (plain := bare(chunk)) != chunk:
            self[chunk] = number = self[plain]
            return number
        first = len(self.form)
        # Those white spaces are left by which only Unicode parts.
        for part in chunk.decode(errors="surrogatepass").split():
            self._add_words(part)
        self.first.append(first)
        self.count.append(len(self.form) - first)
        self[chunk] = number = len(self.first) - 1
        return number

    def _add_words(self, chunk: str) -> None:
        for terms, form, start, end in analysed(chunk):
            self.first_term.append(len(self.term))
            self.term_count.append(len(terms))
            self.term.extend(map(self.terms.__getitem__, terms))
            self.form.append(self.forms[form])
            key = kept_key(chunk[start:end])
            self.key.append(self.name_keys[key] if key else NO_KEY)


class Gathered(NamedTuple):
    """Words as they occur: the number of each, its document and its position there.

    Or the ends of what a text is divided into: what ends, and before which word.
    """

    numbers: Many
    documents: Many
    positions: Many


class _Parts:
    """Numbers that passages consist of, one passage after the other."""

    def __init__(self) -> None:
        self._numbers: list[Many] = [np.zeros(0, np.uint32)]
        self._counts: list[Numbers] = [np.zeros(0, np.int64)]

    def add(self, numbers: Numbers, counts: Numbers) -> None:
        """Take in those of more passages, of each as many as *counts* says."""
        self._numbers.append(numbers.astype(np.uint32))
        self._counts.append(counts)

    def counts(self, which: Numbers) -> Numbers:
        """Return how many the passages *which* have."""
        return np.concatenate(self._counts)[which]

    def of(self, which: Numbers) -> Many:
        """Return those of the passages *which*."""
        counts = np.concatenate(self._counts)
        sizes = counts[which]
        at = np.arange(sizes.sum())
        at += np.repeat(before(counts)[which] - before(sizes), sizes)
        return np.concatenate(self._numbers)[at]


class Passages:
    """The words of passages, in order, as the numbers that *vocabulary* gives them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._waiting: list[str] = []
        self._waiting_size = 0
        self._words, self._marks = _Parts(), _Parts()
        self._added = 0

    def add(self, passage: str) -> int:
        """Take *passage* in and return its number."""
        self._waiting.append(passage)
        self._waiting_size += len(passage)
        if self._waiting_size >= _ANALYSED_AT_ONCE:
            self._analyse()
        self._added += 1
        return self._added - 1

    def gathered(self, which: Numbers, documents: Numbers, *, gap: int) -> Gathered:
        """Return the words of the passages *which*, each of one of *documents*.

        They are in order. Positions begin with 0 in each document; *gap* of them are
        left free after each passage.
        """
        words, holders = self.words(which, documents)
        sizes = self._words.counts(which)
        nth = np.arange(sizes.sum())
        nth += np.repeat(_begins(sizes + gap, documents) - before(sizes), sizes)
        return Gathered(words, holders, nth.astype(np.uint32))

    def words(self, which: Numbers, documents: Numbers) -> tuple[Many, Many]:
        """Return the words of the passages *which*, and the document of each."""
        self._analyse()
        sizes = self._words.counts(which)
        return self._words.of(which), np.repeat(documents.astype(np.uint32), sizes)

    def divided(self, which: Numbers, documents: Numbers, *, gap: int) -> Gathered:
        """Return what ends where in the passages *which*, numbered as ``gathered``."""
        self._analyse()
        begins = _begins(self._words.counts(which) + gap, documents)
        sizes, marks = self._marks.counts(which), self._marks.of(which)
        return Gathered(
            marks % _KINDS,
            np.repeat(documents.astype(np.uint32), sizes),
            marks // _KINDS + np.repeat(begins.astype(np.uint32), sizes),
        )

    def _analyse(self) -> None:
        """Turn the passages that wait into numbers."""
        vocabulary = self._vocabulary
        text, kinds = _marked(self._waiting)
        chunks = parted(text)
        found = np.fromiter(map(vocabulary.__getitem__, chunks), np.int64, len(chunks))
        # A mark, whose number is that of the last, has no word.
        counts = np.append(np.array(vocabulary.count), 0)[found]
        begins = before(counts)
        words = np.repeat(
            np.append(np.array(vocabulary.first), 0)[found] - begins, counts
        )
        words += np.arange(len(words))
        is_end = kinds & PASSAGE > 0
        at = begins[found == _NUMBER_OF_MARK]
        of_passages = np.diff(at[is_end], prepend=0)
        marks = np.diff(np.flatnonzero(is_end), prepend=-1)
        at -= np.repeat(before(of_passages), marks)
        self._words.add(words, of_passages)
        self._marks.add(at * _KINDS + kinds, marks)
        self._waiting.clear()
        self._waiting_size = 0


def _marked(passages: Sequence[str]) -> tuple[bytes, Numbers]:
    """Return *passages* as one text with marks in it, and what ends at each mark."""
    text = _BETWEEN.join(passages)
    sizes = np.fromiter(map(len, passages), np.int64, len(passages))
    begins = before(sizes + len(_BETWEEN))
    leads = np.fromiter(map(lead_end, passages), np.int64, len(passages))
    ends: dict[int, Numbers] = {
        SENTENCE: np.array(sentence_ends(text), np.int64),
        PARAGRAPH: np.array(paragraph_ends(text), np.int64),
        PASSAGE: begins + sizes,
    }
    at = np.sort(np.concatenate(list(ends.values())))
    at = at[changes(at)]
    # It ends in the white space at the end of which a paragraph does.
    ends[LEAD] = at[np.searchsorted(at, begins + leads)]
    kinds = np.zeros(len(at), np.int64)
    for kind, of_kind in ends.items():
        kinds[np.searchsorted(at, of_kind)] |= kind
    data = np.frombuffer(text.encode(errors="surrogatepass"), np.uint8)
    if len(data) > len(text):
        is_first = data & _KIND_OF_BYTE != _LATER_BYTE
        at = np.append(np.flatnonzero(is_first), len(data))[at]
    marks = np.tile(np.frombuffer(b" %b " % _MARK, np.uint8), len(at))
    return np.insert(data, np.repeat(at, 2 + len(_MARK)), marks).tobytes(), kinds


def _begins(sizes: Numbers, documents: Numbers) -> Numbers:
    """Return where passages of these *sizes* begin, each in one of *documents*."""
    begins = before(sizes)
    starts = changes(documents)
    return begins - np.repeat(begins[starts], counted_from(starts, len(documents)))
