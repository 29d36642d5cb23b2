"""Whole lists must give what Whoosh's own matchers give: articles, order and scores."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import Article, ArticleContent
from tca_cli.index import Hits, Sort
from tca_cli.index.whoosh_engine import finding
from tca_cli.index.whoosh_engine.engine import WhooshIndex
from tca_cli.query.tree import Query
from tests.support import contents, queries, settings_for

BY_STEPS, BY_WHOLE_LISTS = 1_000_000, -1


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
            patch.setattr(finding, "most_steps", lambda steps=steps: steps)
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
