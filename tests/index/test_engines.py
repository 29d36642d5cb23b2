"""What every engine must do; a new engine passes by being added to ENGINES."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import Article, ArticleContent
from tca_cli.index import ENGINES, SearchIndex, Sort, open_index
from tca_cli.index.whoosh_engine.finding import finder
from tca_cli.query.matching import matches
from tca_cli.query.tree import (
    And,
    AtLeast,
    Fuzzy,
    In,
    Named,
    Near,
    Not,
    Passage,
    Phrase,
    Query,
    Word,
)
from tests.support import (
    article,
    contents,
    divisions_asked,
    queries,
    settings_for,
)

# Whoosh's own matchers answer where few articles have a word, as is so in tests.
WHOLE_LISTS = "whoosh, by whole lists"
every_engine = pytest.mark.parametrize("engine", [*ENGINES, WHOLE_LISTS])
STORM = Word("storm")
EVERYTHING = 10_000


@contextmanager
def opened(engine: str, record: dict[str, Article]) -> Iterator[SearchIndex]:
    steps = -1 if engine == WHOLE_LISTS else EVERYTHING
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(finder, "most_steps", lambda: steps)
        settings = settings_for(Path(folder) / "index", record)
        with closing(open_index(engine.partition(",")[0], settings)) as index:
            index.add(record.values())
            yield index


def ids(index: SearchIndex, query: Query, sort: Sort = "relevance") -> list[str]:
    hits = index.search(query, limit=EVERYTHING, sort=sort)
    assert hits.total == len(hits.first)
    return [hit.id for hit in hits.first]


def of(kept: list[ArticleContent]) -> dict[str, Article]:
    return {
        str(number): Article.of(content, id=str(number))
        for number, content in enumerate(kept)
    }


def found_by_reading(record: dict[str, Article], query: Query) -> set[str]:
    return {article.id for article in record.values() if matches(query, article)}


@every_engine
@given(
    asked=st.lists(queries, min_size=1, max_size=4), kept=st.lists(contents, max_size=5)
)
def test_it_finds_what_reading_finds(
    engine: str, asked: list[Query], kept: list[ArticleContent]
) -> None:
    record = of(kept)
    with opened(engine, record) as index:
        for query in asked:
            expected = found_by_reading(record, query)
            assert set(ids(index, query)) == expected
            assert set(ids(index, query, "newest")) == expected
            assert index.search(query, limit=0).total == len(expected)
            assert sorted(index.ids(query)) == sorted(expected)


@every_engine
@given(
    asked=st.lists(divisions_asked, min_size=1, max_size=9),
    kept=st.lists(contents, min_size=1, max_size=9),
)
def test_it_finds_the_sentences_and_paragraphs_that_reading_finds(
    engine: str, asked: list[Query], kept: list[ArticleContent]
) -> None:
    record = of(kept)
    with opened(engine, record) as index:
        for query in asked:
            expected = found_by_reading(record, query)
            assert set(ids(index, query)) == expected
            assert set(index.ids(Not(query))) == record.keys() - expected


DIVIDED = [
    *(
        "storm. Quay",
        "storm. quay",
        "storm.\n\nQuay",
        "storm\n\nquay",
        "storm\n \nquay",
    ),
    *(
        "storm Mr. Quay",
        "Storm. Quay storm",
        "A storm?! Quay. Storm",
        "storm.Quay quay",
    ),
    *(
        "\n\nstorm quay",
        "\n\n. \n\nStorm quay",
        "storm\n\n\n\nquay",
        "storm. Quay\n\nstorm",
    ),
    *(
        "storm quay\n\n",
        "it. It-quay storm. Us",
        "storm\u2028\n\n\u00a0Quay",
        "",
        "quay",
    ),
]


@every_engine
@pytest.mark.parametrize("passage", [None, "headline", "body", "hlead"])
def test_it_knows_where_sentences_and_paragraphs_end(
    engine: str, passage: Passage | None
) -> None:
    record = {
        f"{n}-{m}": article(f"{n}-{m}", body, headline=headline)
        for n, body in enumerate(DIVIDED)
        for m, headline in enumerate(("", "Storm. Quay", "storm\n\nquay"))
    }
    words = STORM, Word("quay"), Phrase((Word("it"), Word("quay")))
    pairs = [(left, right) for left in words for right in words]
    asked: list[Query] = [*words, *(Near(*pair, "sentence") for pair in pairs)]
    asked += [Near(*pair, "paragraph") for pair in pairs]
    asked += [Near(near, STORM, "paragraph") for near in asked if near not in words]
    asked += [AtLeast(2, near) for near in asked]
    with opened(engine, record) as index:
        for part in asked:
            query = In(passage, part) if passage else part
            expected = found_by_reading(record, query)
            assert set(index.ids(query)) == expected


@every_engine
def test_an_id_added_again_stands_for_the_new_text(engine: str) -> None:
    record: dict[str, Article] = {}
    with opened(engine, record) as index:
        for body in ("storm", "quay"):
            record["1"] = article("1", body)
            index.add([record["1"]])
        assert ids(index, STORM) == []
        assert ids(index, Word("quay")) == ["1"]


@every_engine
def test_what_is_removed_is_not_found(engine: str) -> None:
    record = {"1": article("1", "storm")}
    with opened(engine, record) as index:
        del record["1"]
        index.remove(["1"])
        assert ids(index, STORM) == []


@every_engine
def test_what_is_removed_is_not_among_those_without_a_word(engine: str) -> None:
    record = {"1": article("1", "storm"), "2": article("2", "quay")}
    with opened(engine, record) as index:
        del record["2"]
        index.remove(["2"])
        assert ids(index, Not(STORM)) == []


@every_engine
def test_the_limit_bounds_the_hits_but_not_the_total(engine: str) -> None:
    record = {str(n): article(str(n), "storm") for n in range(3)}
    with opened(engine, record) as index:
        hits = index.search(STORM, limit=2)
        assert (hits.total, len(hits.first)) == (3, 2)


@every_engine
def test_what_speaks_more_of_it_comes_first(engine: str) -> None:
    record = {
        "1": article("1", "storm and " + "quay " * 30),
        "2": article("2", "storm storm storm"),
        "3": article("3", "quay", headline="Storm"),
        "4": article("4", "storm"),
    }
    with opened(engine, record) as index:
        order = ids(index, STORM)
    assert order.index("2") < order.index("1")
    assert order.index("3") < order.index("1")


@every_engine
@pytest.mark.parametrize(
    ("sort", "order"), [("newest", ["2", "1", "3"]), ("oldest", ["1", "2", "3"])]
)
def test_dates_order_the_hits_and_undated_ones_come_last(
    engine: str, sort: Sort, order: list[str]
) -> None:
    dates = {"1": date(1999, 1, 1), "2": date(2015, 8, 13), "3": None}
    record = {n: article(n, "storm", published=day) for n, day in dates.items()}
    with opened(engine, record) as index:
        assert ids(index, STORM, sort) == order
        assert ids(index, Named("place", "osh"), sort) == []


@every_engine
def test_no_phrase_reaches_from_the_headline_into_the_body(engine: str) -> None:
    record = {"1": article("1", "storm quay", headline="storm quay")}
    with opened(engine, record) as index:
        assert ids(index, Phrase((Word("quay"), STORM))) == []
        assert ids(index, Phrase((STORM, Word("quay")))) == ["1"]


@every_engine
def test_a_word_asked_for_twice_counts_twice(engine: str) -> None:
    record = {
        "1": article("1", "storm storm quay"),
        "2": article("2", "storm quay quay"),
    }
    with opened(engine, record) as index:
        assert set(ids(index, And((STORM, STORM, Word("quay"))))) == {"1", "2"}


@every_engine
def test_a_filter_bounds_the_total_however_few_are_wanted(engine: str) -> None:
    record = {str(n): article(str(n), "storm", place="Osh") for n in range(20)}
    record |= {f"x{n}": article(f"x{n}", "storm") for n in range(20)}
    with opened(engine, record) as index:
        for place, total in (("osh", 20), ("minsk", 0)):
            narrowed = And((STORM, Named("place", place)))
            hits = index.search(narrowed, limit=2)
            assert (hits.total, len(hits.first)) == (total, min(total, 2))


@every_engine
def test_spellings_are_the_nearest_words_of_the_articles(engine: str) -> None:
    record = {
        "1": article("1", "storms and a storm"),
        "2": article("2", "Storm", headline="Stork"),
        "3": article("3", "quay"),
    }
    with opened(engine, record) as index:
        assert list(index.spellings(Fuzzy("storm", 1))) == ["storm", "stork", "storms"]
        assert list(index.spellings(Fuzzy("strom", 1))) == ["storm"]
        assert list(index.spellings(Fuzzy("penguin", 2))) == []


@every_engine
def test_words_of_removed_articles_are_no_spellings(engine: str) -> None:
    record = {
        "1": article("1", "a storm"),
        "2": article("2", "a stork"),
        "3": article("3", "the quay"),
    }
    with opened(engine, record) as index:
        del record["1"]
        index.remove(["1"])
        assert list(index.spellings(Fuzzy("storm", 1))) == ["stork"]
