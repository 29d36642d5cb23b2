"""When segments of the index are made one, so that they stay few."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

# A segment is merged with others of its tier, so that each article is written again
# only as often as its segment has grown by this factor. A large one stays as it is, so
# that no addition has to write again what takes more than a second.
_SEGMENTS_OF_A_TIER = 8
_SMALLEST_TIER, _LARGEST_TIER = 128, 1024


def full_tiers(segments: Sequence[Any]) -> list[Any]:
    """Return the segments of those tiers that one more would fill."""
    tiers: defaultdict[int, list[Any]] = defaultdict(list)
    for segment in segments:
        tiers[_tier(segment.doc_count())].append(segment)
    return [
        segment
        for size, tier in tiers.items()
        if size <= _LARGEST_TIER and len(tier) >= _SEGMENTS_OF_A_TIER - 1
        for segment in tier
    ]


def _tier(articles: int) -> int:
    """Return how large the segments are of the tier of one with so many *articles*."""
    size = _SMALLEST_TIER
    while articles > size:
        size *= _SEGMENTS_OF_A_TIER
    return size
