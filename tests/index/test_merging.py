"""Which segments are merged: small ones soon, large ones when many, full ones never."""

import pytest
from whoosh.codec.whoosh3 import W3Codec, W3Segment

from tca_cli.index.whoosh_engine.merging import full_tiers


def segments(number: int, *, articles: int, words: int) -> list[W3Segment]:
    made = []
    for _ in range(number):
        segment = W3Segment(W3Codec(), "x", doccount=articles)
        segment._fieldlengths = {"text": words}  # type: ignore[attr-defined]
        made.append(segment)
    return made


@pytest.mark.parametrize(
    ("number", "articles", "words", "merged"),
    [
        (6, 1, 150, 0),
        (7, 1, 150, 7),
        (7, 900, 135_000, 7),
        (31, 2000, 300_000, 0),
        (32, 2000, 300_000, 8),
        # What fills a segment stays, however few and long its articles are.
        (100, 15_000, 2_000_000, 0),
        (100, 400, 2_000_000, 0),
        (100, 1, 2_000_000, 0),
    ],
)
def test_so_many_of_so_large_ones_are_merged(
    number: int, articles: int, words: int, merged: int
) -> None:
    those = segments(number, articles=articles, words=words)
    assert len(full_tiers(those)) == merged


def test_segments_of_other_tiers_stay() -> None:
    small = segments(7, articles=3, words=500)
    large = segments(5, articles=3000, words=500_000)
    assert set(full_tiers([*large, *small])) == set(small)
