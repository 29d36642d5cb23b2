"""The words of many passages, analysed once each and counted by NumPy.

A passage is a headline or a body. What ``text.words`` says of a chunk of text is asked
once and kept under a number; from then on a passage is an array of numbers.
"""

from array import array
from typing import NamedTuple

import numpy as np

from tca_cli.index.whoosh_engine.bulk.layout import (
    Many,
    Numbers,
    before,
    counted_from,
)
from tca_cli.index.whoosh_engine.bulk.occurrences import changes
from tca_cli.text.transliteration import kept_key
from tca_cli.text.words import analysed, bare, parted

# Ends a passage; no text in UTF-8 has such a byte.
_END, _NUMBER_OF_END = b"\xff", -1
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
        super().__init__({_END: _NUMBER_OF_END})
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
    """Words as they occur: the number of each, its document and its position there."""

    words: Many
    documents: Many
    positions: Many


class Passages:
    """The words of passages, in order, as the numbers that *vocabulary* gives them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._waiting: list[str] = []
        self._waiting_size = 0
        self._words: list[Many] = []
        self._counts: list[Numbers] = []
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
        self._analyse()
        counts = np.concatenate([np.zeros(0, np.int64), *self._counts])
        words = np.concatenate([np.zeros(0, np.uint32), *self._words])
        sizes = counts[which]
        begins = before(sizes + gap)
        starts = changes(documents)
        of_document = np.repeat(begins[starts], counted_from(starts, len(documents)))
        nth = np.arange(sizes.sum())
        at = nth + np.repeat(before(counts)[which] - before(sizes), sizes)
        nth += np.repeat(begins - of_document - before(sizes), sizes)
        return Gathered(
            words[at],
            np.repeat(documents.astype(np.uint32), sizes),
            nth.astype(np.uint32),
        )

    def _analyse(self) -> None:
        """Turn the passages that wait into numbers."""
        vocabulary = self._vocabulary
        encoded = (text.encode(errors="surrogatepass") for text in self._waiting)
        chunks = parted(b"".join(text + b" \xff " for text in encoded))
        found = np.fromiter(map(vocabulary.__getitem__, chunks), np.int64, len(chunks))
        is_end = found == _NUMBER_OF_END
        passage, found = np.cumsum(is_end)[~is_end], found[~is_end]
        counts = np.array(vocabulary.count)[found]
        words = np.repeat(np.array(vocabulary.first)[found] - before(counts), counts)
        words += np.arange(len(words))
        of_passages = np.bincount(passage, counts, minlength=len(self._waiting))
        self._words.append(words.astype(np.uint32))
        self._counts.append(of_passages.astype(np.int64))
        self._waiting.clear()
        self._waiting_size = 0
