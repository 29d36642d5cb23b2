"""Short questions are answered as Whoosh answers them, and without it."""

import pickle
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import Article, ArticleContent
from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.index import Hits, Sort
from tca_cli.index.whoosh_engine import ready, writing
from tca_cli.index.whoosh_engine.bulk import columns
from tca_cli.index.whoosh_engine.engine import WhooshIndex
from tca_cli.index.whoosh_engine.ready import ReadyIndex
from tca_cli.index.whoosh_engine.short import index as short_index
from tca_cli.index.whoosh_engine.short.segment import Segment
from tca_cli.index.whoosh_engine.unpickling import UnknownFormError
from tca_cli.query.tree import Alike, And, Fuzzy, In, Most, Or, Query, Word
from tests.index.test_whoosh_engine import Trap, names_in
from tests.support import article, contents, phrases, queries, settings_for, written

STORM, QUAY = Word("storm"), Word("quay")
SORTS: tuple[Sort, ...] = ("relevance", "oldest")
short_parts: st.SearchStrategy[Query] = (
    st.builds(Word, written)
    | st.builds(Alike, st.sampled_from(["Lukashenko", "Лукашенко", "storms"]))
    | phrases
    | st.builds(In, st.just("headline"), st.builds(Word, written) | phrases)
)


def _joined(parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.builds(And, several) | st.builds(Or, several) | st.builds(Most, several)


short_queries = st.recursive(short_parts, _joined, max_leaves=6)


@contextmanager
def both(
    folder: Path, *portions: list[Article]
) -> Iterator[tuple[ReadyIndex, WhooshIndex]]:
    """Make an index of *portions*, a commit each, and open it in both ways."""
    record = {one.id: one for portion in portions for one in portion}
    with closing(WhooshIndex(settings_for(folder, record))) as index:
        for portion in portions:
            index.add(portion)
    settings = settings_for(folder, record, names_in(folder))
    with (
        closing(ReadyIndex(settings)) as ready_index,
        closing(WhooshIndex(settings)) as whoosh_index,
    ):
        yield ready_index, whoosh_index


def is_whole(index: ReadyIndex) -> bool:
    return "_whole" in vars(index)


def assert_same(ours: Hits, theirs: Hits) -> None:
    assert ours.total == theirs.total
    assert [hit.id for hit in ours.first] == [hit.id for hit in theirs.first]
    assert [hit.score for hit in ours.first] == pytest.approx(
        [hit.score for hit in theirs.first]
    )


@given(
    kept=st.lists(contents, max_size=8),
    replaced=st.lists(contents, max_size=3),
    in_bulk=st.booleans(),
    asked=st.lists(short_queries, min_size=1, max_size=4),
)
def test_a_short_question_is_answered_as_whoosh_does(
    *,
    kept: list[ArticleContent],
    replaced: list[ArticleContent],
    in_bulk: bool,
    asked: list[Query],
) -> None:
    first, second = (
        [Article.of(content, id=str(number)) for number, content in enumerate(made)]
        for made in (kept, replaced)
    )
    with (
        TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr(writing, "_MANY", 1 if in_bulk else 100)
        with both(Path(folder, "index"), first, second) as (index, whoosh_index):
            for query in asked:
                for limit in (0, 2, 100):
                    # Of equals too the same come first.
                    assert_same(
                        index.search(query, limit=limit),
                        whoosh_index.search(query, limit=limit),
                    )
            assert not is_whole(index)


@given(kept=st.lists(contents, max_size=5), asked=st.lists(queries, max_size=4))
def test_whoosh_is_asked_what_is_not_short(
    kept: list[ArticleContent], asked: list[Query]
) -> None:
    made = [Article.of(content, id=str(number)) for number, content in enumerate(kept)]
    with (
        TemporaryDirectory() as folder,
        both(Path(folder, "index"), made) as (index, whoosh_index),
    ):
        for query in asked:
            for sort in SORTS:
                assert_same(
                    index.search(query, limit=9, sort=sort),
                    whoosh_index.search(query, limit=9, sort=sort),
                )
            assert sorted(index.ids(query)) == sorted(whoosh_index.ids(query))
        word = Fuzzy("storn", 2)
        assert index.spellings(word) == whoosh_index.spellings(word)


@pytest.mark.parametrize("in_bulk", [True, False])
def test_long_lists_are_read_to_their_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, in_bulk: bool
) -> None:
    monkeypatch.setattr(writing, "_MANY", 1 if in_bulk else 10_000)
    made = [
        article(str(n), "storm " * (n % 5) + "quay " * (n % 3), headline="storm")
        for n in range(700)
    ]
    with both(tmp_path / "index", made, made[::7]) as (index, whoosh_index):
        for query in (STORM, QUAY, And((STORM, QUAY)), Word("harbour")):
            assert_same(
                index.search(query, limit=1000), whoosh_index.search(query, limit=1000)
            )
        assert not is_whole(index)


def test_the_ids_of_many_articles_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_MANY", 1)
    monkeypatch.setattr(columns, "_MANY", 2)  # how many have their places told
    made = [article("x" * n, "storm " * n) for n in range(1, 20)]
    with both(tmp_path / "index", made) as (index, whoosh_index):
        assert_same(index.search(STORM, limit=50), whoosh_index.search(STORM, limit=50))
        assert not is_whole(index)


def test_what_takes_too_long_is_left_to_whoosh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(short_index, "_MOST_STEPS", 500)
    with both(tmp_path / "index", [article("1", "storm")]) as (index, _):
        for _ in range(2):
            assert index.search(STORM, limit=9).total == 1
        assert not is_whole(index)
        assert index.search(STORM, limit=9).total == 1
        assert is_whole(index)
        assert index.search(STORM, limit=9).total == 1


def test_what_is_added_is_found(tmp_path: Path) -> None:
    with both(tmp_path / "index", [article("1", "storm")]) as (index, _):
        assert index.search(STORM, limit=9).total == 1
        index.add([article("2", "storm")])
        assert index.search(STORM, limit=9).total == 2
        index.remove(["1"])
        assert [hit.id for hit in index.search(STORM, limit=9).first] == ["2"]


@pytest.mark.parametrize("knows", [True, False])
def test_whoosh_is_asked_where_the_form_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, knows: bool
) -> None:
    def unknown(*_: object) -> None:
        raise UnknownFormError

    if knows:
        monkeypatch.setattr(short_index, "segments_of", unknown)
    else:
        monkeypatch.setattr(ready, "is_known", lambda: False)
    with both(tmp_path / "index", [article("1", "storm")]) as (index, _):
        assert index.search(STORM, limit=9).total == 1
        assert is_whole(index)


def test_a_part_of_unknown_form_is_left_to_whoosh(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise UnknownFormError

    with both(tmp_path / "index", [article("1", "storm")]) as (index, _):
        monkeypatch.setattr(Segment, "postings", unknown)
        assert index.search(STORM, limit=9).total == 1
        assert is_whole(index)


def test_a_file_that_is_not_trusted_is_never_opened(tmp_path: Path) -> None:
    folder, sprung = tmp_path / "index", tmp_path / "sprung"
    with both(folder, [article("1", "storm")]) as (first, _):
        trusted = first._settings
    (toc,) = folder.glob("*.toc")
    (folder / "_MAIN_99.toc").write_bytes(toc.read_bytes() + pickle.dumps(Trap(sprung)))
    with closing(ReadyIndex(trusted)) as index:
        assert index.search(STORM, limit=9).total == 1
        assert not is_whole(index)
    assert not sprung.exists()


@pytest.mark.parametrize("lost", ["*.toc", "*.seg"])
def test_what_is_missing_is_an_unusable_index(tmp_path: Path, lost: str) -> None:
    folder = tmp_path / "index"
    with both(folder, [article("1", "storm")]) as (first, _):
        trusted = first._settings
    for path in folder.glob(lost):
        path.unlink()
    with pytest.raises(ArchiveUnusableError):
        ReadyIndex(trusted).search(STORM, limit=9)
