"""When segments of the index are made one, so that they stay few."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from tca_cli.index.whoosh_engine.terms import TEXT

# A segment is merged with others of its tier, so that each article is written again
# only as often as its segment has grown by this factor.
_SEGMENTS_OF_A_TIER = 8
_SMALLEST_TIER, _LARGEST_SMALL_TIER, _LARGEST_TIER = 128, 1024, 8192
# To merge large ones takes seconds, so it waits until they are many.
_MANY_LARGE = 32
# Long articles weigh more: they are as much to write again as so many of usual length.
_WORDS_OF_AN_ARTICLE = 150


def full_tiers(segments: Sequence[Any]) -> list[Any]:
    """Return the segments that are to be merged with what is added now."""
    tiers: defaultdict[int, list[Any]] = defaultdict(list)
    for segment in segments:
        tiers[_tier(_weight(segment))].append(segment)
    merged: list[Any] = []
    for size, tier in tiers.items():
        if size <= _LARGEST_SMALL_TIER and len(tier) >= _SEGMENTS_OF_A_TIER - 1:
            merged += tier
        elif _LARGEST_SMALL_TIER < size <= _LARGEST_TIER and len(tier) >= _MANY_LARGE:
            merged += sorted(tier, key=_weight)[:_SEGMENTS_OF_A_TIER]
    return merged


def _weight(segment: Any) -> int:
    """Return how much is in a segment, in articles of usual length."""
    words = int(segment._fieldlengths.get(TEXT, 0))  # noqa: SLF001 -- as its own readers do
    articles = int(segment.doc_count())
    return max(articles, words // _WORDS_OF_AN_ARTICLE)


def _tier(weight: int) -> int:
    """Return how large the segments are of the tier of one with this *weight*."""
    size = _SMALLEST_TIER
    while weight > size:
        size *= _SEGMENTS_OF_A_TIER
    return size
