"""Whole lists must give what Whoosh's own matchers give: articles, order and scores."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from pickle import dumps
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import Article, ArticleContent
from tca_cli.index import Hits, Sort
from tca_cli.index.whoosh_engine.engine import WhooshIndex
from tca_cli.index.whoosh_engine.finding import finder
from tca_cli.index.whoosh_engine.finding.segments import block_of, position_steps
from tca_cli.query.tree import And, AtLeast, In, Near, Not, Or, Phrase, Query, Word
from tests.support import contents, queries, settings_for

BY_STEPS, BY_WHOLE_LISTS = 1_000_000_000, -1
EVERY = 1000


@contextmanager
def filled(
    batches: Sequence[Sequence[tuple[int, ArticleContent]]],
) -> Iterator[WhooshIndex]:
    """Open an index to which *batches* were added; an id in two was replaced."""
    record: dict[str, Article] = {}
    with TemporaryDirectory() as folder:
        settings = settings_for(Path(folder) / "index", record)
        with closing(WhooshIndex(settings)) as index:
            for batch in batches:
                added = {
                    str(number): Article.of(content, id=str(number))
                    for number, content in batch
                }
                record.update(added)
                index.add(added.values())
            yield index


def both(index: WhooshIndex, query: Query, limit: int, sort: Sort) -> list[Hits]:
    found = []
    for steps in (BY_STEPS, BY_WHOLE_LISTS):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(finder, "most_steps", lambda steps=steps: steps)
            found.append(index.search(query, limit=limit, sort=sort))
    return found


numbered = st.lists(st.tuples(st.integers(0, 9), contents), max_size=6)
batches = st.lists(numbered, min_size=1, max_size=3)
sorts = st.sampled_from(["relevance", "newest", "oldest"])


@given(
    batches=batches,
    asked=st.lists(queries, min_size=1, max_size=4),
    limit=st.integers(0, 5),
    sort=sorts,
)
def test_whole_lists_give_what_whoosh_gives(
    batches: list[list[tuple[int, ArticleContent]]],
    asked: list[Query],
    limit: int,
    sort: Sort,
) -> None:
    with filled(batches) as index:
        for query in asked:
            stepped, whole = both(index, query, limit, sort)
            assert whole.total == stepped.total
            assert [hit.id for hit in whole.first] == [hit.id for hit in stepped.first]
            assert [hit.score for hit in whole.first] == pytest.approx(
                [hit.score for hit in stepped.first], rel=1e-12
            )


def test_lists_of_many_blocks_are_read_as_whoosh_reads_them() -> None:
    random = Random(7)  # noqa: S311 -- the same ones every time
    words = ("storm", "quay", "law", "dam")

    def text() -> str:
        return " ".join(
            random.choices(words, weights=(9, 5, 2, 1), k=random.randint(1, 900))
        )

    def some(first: int, last: int) -> list[tuple[int, ArticleContent]]:
        return [
            (number, ArticleContent(headline=random.choice(words), body=text()))
            for number in range(first, last)
        ]

    storm, quay, law, dam = map(Word, words)
    with filled([some(0, 400), some(350, 450), some(440, 441)]) as index:
        for query in (
            *(storm, dam, And((quay, law)), Or((law, dam)), Phrase((dam, law, storm))),
            *(Near(dam, law, distance=2), AtLeast(40, storm), Not(dam)),
            *(In("body", AtLeast(3, Phrase((quay, law)))), In("headline", dam)),
        ):
            stepped, whole = both(index, query, limit=EVERY, sort="relevance")
            assert stepped.total == whole.total > 0
            assert [hit.id for hit in stepped.first] == [hit.id for hit in whole.first]
            assert [hit.score for hit in whole.first] == pytest.approx(
                [hit.score for hit in stepped.first], rel=1e-12
            )


def test_ids_of_many_articles_are_those_of_each() -> None:
    one = ArticleContent(headline="Storm", body="")
    with filled([[(n, one) for n in range(30)], [(3, one), (31, one)]]) as index:
        assert sorted(index.ids(Word("storm")), key=int) == [*map(str, range(30)), "31"]


@pytest.mark.parametrize(
    ("pickled", "weights"),
    [
        (dumps(((1, 2, 3), None, ("x",)), 2), (1.0, 1.0, 1.0)),
        (dumps(((1, 2, 3), 2.0, ("x",)), 2), (2.0, 2.0, 2.0)),
        (dumps(((1, 2, 3), (2.0, 1.0, 1.0), ("x",)), 2), (2.0, 1.0, 1.0)),
        (dumps(((1, 2, 3), (2.0, 1.0, 1.0), ("x",)), 4), (2.0, 1.0, 1.0)),
        (b"\x80\x02(K\x01K\x02K\x03tC\x03\x02\x01\x01(C\x01xt\x87.", b"\x02\x01\x01"),
    ],
)
def test_a_block_is_read_in_every_form(
    pickled: bytes, weights: Sequence[float]
) -> None:
    block = block_of(6, pickled)
    assert (block.steps, block.weights) == ((1, 2, 3), weights)


def test_positions_are_read_in_every_form() -> None:
    values = [
        b"\0\0\0\2" + dumps([1, 300], 2),
        b"\0\0\0\2C\2\1\5.",
        b"\0\0\0\2(K\1M\x2c\1t.",
    ]
    block = block_of(6, dumps(((1, 2, 3), None, tuple(values)), 2))
    assert [list(steps) for steps in position_steps(block, [0, 1, 2])] == [
        *([1, 300], [1, 5], [1, 300])
    ]
