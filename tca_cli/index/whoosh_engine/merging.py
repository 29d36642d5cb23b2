"""When segments of the index are merged into one, so that they stay few."""

from collections import defaultdict
from typing import Any

from whoosh.reading import SegmentReader

# A segment is merged with others of its tier, so each article is merged again only as
# often as its segment has grown by this factor.
_SEGMENTS_OF_A_TIER = 8
_SMALLEST_TIER = 1000


def merge_tiers(writer: Any, segments: list[Any]) -> list[Any]:
    """Merge the tiers that are full into what *writer* adds; return the others.

    To be handed to Whoosh as the policy of a commit.
    """
    tiers: defaultdict[int, list[Any]] = defaultdict(list)
    for segment in segments:
        tiers[_tier(segment.doc_count())].append(segment)
    kept: list[Any] = []
    for tier in tiers.values():
        if len(tier) < _SEGMENTS_OF_A_TIER:
            kept += tier
            continue
        for segment in tier:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return kept


def _tier(articles: int) -> int:
    tier, size = 0, _SMALLEST_TIER
    while articles > size:
        tier, size = tier + 1, size * _SEGMENTS_OF_A_TIER
    return tier
