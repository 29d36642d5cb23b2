"""What changed between two texts, word by word.

Paragraphs are compared first, then the sentences of those that are not the same, then
the words of such sentences. Whatever is compared, the parts joined are the texts again.
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise, takewhile
from typing import Literal, NamedTuple, TypeAlias

from tca_cli.text.alignment import Block, common_blocks
from tca_cli.text.sentences import paragraph_ends
from tca_cli.text.words import chunk_tokens, tokens

Kind: TypeAlias = Literal["same", "removed", "added"]


class Part(NamedTuple):
    """A piece of text that both texts have, or the old one alone, or the new one."""

    kind: Kind
    text: str


def changes(old: str, new: str) -> list[Part]:
    """Return the parts of *old* and *new* in order, by words.

    Those that are the same or removed are *old*, joined; those that are the same or
    added are *new*. Exchanged texts have the same parts, removed for added.

    >>> [tuple(part) for part in changes("A quay.", "A harbour.")][1:3]
    [('removed', 'quay'), ('added', 'harbour')]
    """
    return _parts(old, new, (_paragraphs, _sentences, _words))


def list_changes(old: Sequence[str], new: Sequence[str]) -> list[Part]:
    """Return the parts of two lists, by items, which stand joined by ``; ``.

    >>> [tuple(part) for part in list_changes(["Ada", "Tom"], ["Ada", "Eve"])]
    [('same', 'Ada; '), ('removed', 'Tom'), ('added', 'Eve')]
    """
    return _parts("; ".join(old), "; ".join(new), (_listed,))


def words_changed(parts: Iterable[Part]) -> tuple[int, int]:
    """Return how many words came, and how many went.

    >>> words_changed(changes("The old quay.", "The quays."))
    (1, 2)
    """
    counts = {"same": 0, "added": 0, "removed": 0}
    for part in parts:
        if part.kind != "same":
            counts[part.kind] += sum(1 for _ in tokens(part.text))
    return counts["added"], counts["removed"]


class _Items:
    """What a text is made of, without what only parts it; many take little memory."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._starts, self._ends = array("q"), array("q")
        for start, end in spans:
            self._starts.append(start)
            self._ends.append(end)

    def __iter__(self) -> Iterator[str]:
        return (self._text[start:end] for start, end in self._spans())

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> str:
        return self._text[self._starts[number] : self._ends[number]]

    def span(self, number: int) -> tuple[int, int]:
        """Return where the item with this *number* stands."""
        return self._starts[number], self._ends[number]

    def _spans(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)


_Split: TypeAlias = Callable[[str], Iterable[tuple[int, int]]]
_EXCHANGED: dict[Kind, Kind] = {"same": "same", "removed": "added", "added": "removed"}


def _parts(old: str, new: str, splits: tuple[_Split, ...]) -> list[Part]:
    if old <= new:
        return _merged(_compared(old, new, splits))
    # Of several ways to see a change, one is taken, whichever text is the older.
    exchanged = _compared(new, old, splits)
    return _merged(Part(_EXCHANGED[kind], text) for kind, text in exchanged)


def _merged(parts: Iterable[Part]) -> list[Part]:
    """Return *parts* with one of a kind between others, what is removed first."""
    merged: list[Part] = []
    meaning = (part for part in parts if part.text)
    for is_same, run in groupby(meaning, key=lambda part: part.kind == "same"):
        texts: dict[Kind, list[str]] = {"same": [], "removed": [], "added": []}
        for kind, text in run:
            texts[kind].append(text)
        kinds: list[Kind] = ["same"] if is_same else ["removed", "added"]
        merged += [Part(kind, "".join(texts[kind])) for kind in kinds if texts[kind]]
    return merged


def _compared(old: str, new: str, splits: tuple[_Split, ...]) -> Iterator[Part]:
    """Yield the parts of *old* and *new* in order, in pieces."""
    if old == new:
        yield Part("same", old)
        return
    if not splits or _BLANK.fullmatch(old) or _BLANK.fullmatch(new):
        yield from _replaced(old, new)
        return
    split, *finer = splits
    items, new_items = _Items(old, split(old)), _Items(new, split(new))
    at = new_at = 0
    for block in _telling(items, new_items):
        for ahead in range(block.length):
            start, end = items.span(block.old + ahead)
            new_start, new_end = new_items.span(block.new + ahead)
            between = old[at:start], new[new_at:new_start]
            yield from _compared(*between, tuple(finer))
            yield Part("same", old[start:end])
            at, new_at = end, new_end
    yield from _compared(old[at:], new[new_at:], tuple(finer))


def _replaced(old: str, new: str) -> Iterator[Part]:
    """Yield *old* as removed and *new* as added, less white space around both."""
    before = _blanks_shared(old, new)
    yield Part("same", old[:before])
    old, new = old[before:], new[before:]
    behind = _blanks_shared(old[::-1], new[::-1])
    end = len(old) - behind
    yield Part("removed", old[:end])
    yield Part("added", new[: len(new) - behind])
    yield Part("same", old[end:])


# What parts words, and the items of a list.
_BLANK = re.compile(r"[\s;]*")


def _blanks_shared(one: str, other: str) -> int:
    """Return how much white space both begin with that is the same."""
    pairs = zip(_blank_before(one), _blank_before(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _blank_before(text: str) -> str:
    found = _BLANK.match(text)
    return found[0] if found else ""


def _telling(old: _Items, new: _Items) -> list[Block]:
    """Return what *old* and *new* have in common, less what tells nothing.

    A *the* that stands by chance between two rewritten halves makes both unreadable:
    what is short and has no less changed on both sides of it counts as changed too.
    """
    letters, new_letters = _letters_before(old), _letters_before(new)
    kept = [Block(0, 0, 0)]

    def changed(left: Block, right: Block) -> int:
        removed = letters[right.old] - letters[left.old + left.length]
        added = new_letters[right.new] - new_letters[left.new + left.length]
        return max(removed, added)

    def is_chance(before: Block, block: Block, behind: Block) -> bool:
        places = range(block.old, block.old + block.length)
        size = letters[places.stop] - letters[places.start]
        beside = min(changed(before, block), changed(block, behind))
        if not 0 < beside >= size <= _MOST_BY_CHANCE:
            return False
        if any(old[place] in _ENDS for place in places):
            size += _END_OF_SENTENCE
        return beside >= size <= _MOST_BY_CHANCE

    for block in [*common_blocks(old, new), Block(len(old), len(new), 0)]:
        while len(kept) > 1 and is_chance(kept[-2], kept[-1], block):
            kept.pop()
        kept.append(block)
    grown = kept[:1]
    for block, behind in pairwise(kept[1:]):
        grown.append(_grown(old, new, grown[-1], block, behind))
    return grown[1:]


def _grown(
    old: _Items, new: _Items, before: Block, block: Block, behind: Block
) -> Block:
    """Return *block* with what is the same beside it, now that others are left out.

    Of a word that is there twice, the other one may have been among them.
    """
    start, new_start, length = block
    end, new_end = start + length, new_start + length
    first, new_first = before.old + before.length, before.new + before.length
    while start > first and new_start > new_first:
        if old[start - 1] != new[new_start - 1]:
            break
        start, new_start = start - 1, new_start - 1
    while end < behind.old and new_end < behind.new and old[end] == new[new_end]:
        end, new_end = end + 1, new_end + 1
    return Block(start, new_start, end - start)


# In letters, so that a clause which was kept stays.
_MOST_BY_CHANCE = 16
# That a sentence ends where it did tells as much as so many of them.
_ENDS, _END_OF_SENTENCE = frozenset(".!?…。！？"), 8


def _letters_before(items: Iterable[str]) -> "array[int]":
    """Return how many letters there are before each item, and in all."""
    return array("q", accumulate(map(_letters, items), initial=0))


def _letters(item: str) -> int:
    return len(item) if any(map(str.isalnum, item)) else 0


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    return _cut(text, paragraph_ends(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    return _cut(text, (found.end() for found in _SENTENCE_END.finditer(text)))


def _listed(text: str) -> Iterator[tuple[int, int]]:
    return _cut(text, (found.end() for found in re.finditer("; ", text)))


# Here it does no harm that an abbreviation ends a sentence too.
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*\s+|[。！？]|\n""")


def _cut(text: str, ends: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield where the pieces between *ends* stand, without what parts them."""
    for start, end in pairwise([0, *ends, len(text)]):
        piece = text[start:end]
        before = len(_blank_before(piece))
        if before < len(piece):
            yield start + before, end - len(_blank_before(piece[::-1]))


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word stands, and each sign, or as often as it is repeated."""
    for chunk in _CHUNK.finditer(text):
        at, end = chunk.span()
        for token in chunk_tokens(chunk[0]):
            start = chunk.start() + token.start
            yield from _signs(text, at, start)
            at = chunk.start() + token.end
            yield start, at
        yield from _signs(text, at, end)


def _signs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if start < end:
        yield from (found.span() for found in _REPEATED.finditer(text, start, end))


_CHUNK = re.compile(r"\S+")
_REPEATED = re.compile(r"(.)\1*", re.DOTALL)
