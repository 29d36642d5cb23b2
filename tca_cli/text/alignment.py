"""What two sequences have in common, in order, found with work that is bounded.

The longest common subsequence takes time and memory as the product of the lengths. So
it is looked for in short stretches only, between items that are in both sequences just
once (Bram Cohen's patience diff): the work grows as the sum of the lengths.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# The most items of one times items of the other that are compared at once: 2 MiB.
MOST_COMPARED = 2**24
# So often stretches are divided by what is unique in them.
_DIVISIONS = 8


class Block(NamedTuple):
    """So many items from one place on that are the same in both sequences."""

    old: int
    new: int
    length: int


class _Stretch(NamedTuple):
    """A part of either sequence."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def product(self) -> int:
        return (self.old_end - self.old_start) * (self.new_end - self.new_start)


def common_blocks(old: Iterable[str], new: Iterable[str]) -> list[Block]:
    """Return what *old* and *new* have in common, in order.

    >>> common_blocks(["the", "old", "quay"], ["a", "quay", "too"])
    [Block(old=2, new=1, length=1)]
    """
    # Equal numbers are equal items; a hash would only be likely to tell.
    numbers: dict[str, int] = {}
    olds, news = (
        array("q", (numbers.setdefault(item, len(numbers)) for item in items))
        for items in (old, new)
    )
    everything = _Stretch(0, len(olds), 0, len(news))
    return _joined(_blocks(olds, news, everything, _DIVISIONS))


def _blocks(
    old: "array[int]", new: "array[int]", within: _Stretch, divisions: int
) -> Iterator[Block]:
    before, middle, behind = _ends_cut_off(old, new, within)
    yield before
    if middle.product <= MOST_COMPARED:
        yield from _longest_common(old, new, middle)
    elif divisions:
        yield from _divided(old, new, middle, divisions)
    yield behind


def _ends_cut_off(
    old: "array[int]", new: "array[int]", within: _Stretch
) -> tuple[Block, _Stretch, Block]:
    """Return what both begin with, what is between, and what both end with."""
    (start, end), (new_start, new_end) = within[:2], within[2:]
    before = _equal(zip(old[start:end], new[new_start:new_end], strict=False))
    first = Block(start, new_start, before)
    start, new_start = start + before, new_start + before
    behind = _equal(
        zip(reversed(old[start:end]), reversed(new[new_start:new_end]), strict=False)
    )
    end, new_end = end - behind, new_end - behind
    middle = _Stretch(start, end, new_start, new_end)
    return first, middle, Block(end, new_end, behind)


def _equal(pairs: Iterable[tuple[int, int]]) -> int:
    """Return how many *pairs* from the first on are of equals."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _longest_common(
    old: "array[int]", new: "array[int]", within: _Stretch
) -> Iterator[Block]:
    if not within.product:
        return
    # Imported when it is needed: most texts have not changed.
    from rapidfuzz.distance import LCSseq

    start, end, new_start, new_end = within
    for step in LCSseq.opcodes(old[start:end], new[new_start:new_end]):
        if step.tag == "equal":
            length = step.src_end - step.src_start
            yield Block(start + step.src_start, new_start + step.dest_start, length)


def _divided(
    old: "array[int]", new: "array[int]", within: _Stretch, divisions: int
) -> Iterator[Block]:
    """Divide a stretch by what is unique in it, and go on between."""
    start, end, new_start, new_end = within
    places = _places_of_unique(new, new_start, new_end)
    both = [
        (place, places[old[place]])
        for place in sorted(_places_of_unique(old, start, end).values())
        if old[place] in places
    ]
    anchors = [both[n] for n in _longest_rising([place for _, place in both])]
    if not anchors:
        return
    bounds = [(start - 1, new_start - 1), *anchors, (end, new_end)]
    for (left, new_left), (right, new_right) in pairwise(bounds):
        between = _Stretch(left + 1, right, new_left + 1, new_right)
        yield from _blocks(old, new, between, divisions - 1)
        if right < end:
            yield Block(right, new_right, 1)


def _places_of_unique(items: "array[int]", start: int, end: int) -> dict[int, int]:
    counts = Counter(items[start:end])
    return {
        items[place]: place for place in range(start, end) if counts[items[place]] == 1
    }


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of the longest rising subsequence of *numbers*.

    >>> _longest_rising([5, 1, 9, 2, 3])
    [1, 3, 4]
    """
    tails: list[int] = []
    at_tail: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(at_tail[length - 1] if length else -1)
        tails[length : length + 1] = [number]
        at_tail[length : length + 1] = [place]
    rising = []
    place = at_tail[-1] if at_tail else -1
    while place >= 0:
        rising.append(place)
        place = before[place]
    return rising[::-1]


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Return *blocks* with those that meet made one, and no empty ones."""
    joined: list[Block] = []
    for block in blocks:
        if not block.length:
            continue
        if joined:
            last = joined[-1]
            ends = last.old + last.length, last.new + last.length
            if ends == (block.old, block.new):
                joined[-1] = last._replace(length=last.length + block.length)
                continue
        joined.append(block)
    return joined
