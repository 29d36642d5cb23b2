from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from tca_cli.text import alignment
from tca_cli.text.alignment import common_blocks

items = st.lists(st.sampled_from("abcde"), max_size=12)


def of_blocks(old: list[str], new: list[str]) -> list[str]:
    """Return what the blocks say that both have, which both must have there."""
    common = []
    at = new_at = 0
    for block in common_blocks(old, new):
        assert block.length
        assert block.old >= at
        assert block.new >= new_at
        at, new_at = block.old + block.length, block.new + block.length
        assert old[block.old : at] == new[block.new : new_at]
        common += old[block.old : at]
    return common


@given(items, items)
def test_of_short_sequences_the_longest_that_is_common_is_found(
    old: list[str], new: list[str]
) -> None:
    assert len(of_blocks(old, new)) == LCSseq.similarity(old, new)


@given(items, items)
def test_of_long_ones_what_is_found_is_common(old: list[str], new: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MOST_COMPARED", 4)
        common = of_blocks(old, new)
        assert len(common) <= LCSseq.similarity(old, new)
        if old == new:
            assert common == old


def test_the_work_is_bounded_however_much_has_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = []

    def counted(old: list[int], new: list[int]) -> object:
        compared.append(len(old) * len(new))
        return opcodes(old, new)

    opcodes = LCSseq.opcodes
    monkeypatch.setattr(LCSseq, "opcodes", counted)
    by_chance = Random(7)  # noqa: S311 -- no secret
    old = [f"w{by_chance.randrange(20_000)}" for _ in range(60_000)]
    new = [word for word in old if by_chance.random() < 0.7]
    same = common_blocks(old, new)
    assert sum(block.length for block in same) > 0.9 * len(new)
    other = by_chance.sample(new, len(new))
    common_blocks(old, other)
    common_blocks(["a", "b"] * 30_000, ["b", "b", "a"] * 20_000)
    assert compared
    assert max(compared) <= alignment.MOST_COMPARED
    # All with all would be thousands of millions, three times.
    assert sum(compared) < 3 * 4096 * (len(old) + len(new))
