from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import Article, ArticleContent
from tca_cli.query.matching import matches, occurrences
from tca_cli.query.tree import (
    And,
    Exact,
    Named,
    Not,
    Or,
    Phrase,
    Published,
    Query,
    Word,
)
from tests.support import contents, queries, worded, words

ARTICLE = Article(
    id="1",
    headline="Quay reopens",
    body="Dump trucks came. A dump, and trucks.",
    authors=("Ada Moreau", "Tom Reyes"),
    author_bio="Moreau lives in Denmark.",
    place="Port Ellen",
    agency="HNS",
    published=date(2015, 8, 13),
)


@pytest.mark.parametrize(
    "query",
    [
        Word("quay"),
        Phrase((Word("dump"), Word("truck"))),
        And((Word("quay"), Word("truck"))),
        Or((Word("nothing"), Word("truck"))),
        Named("author", "reyes tom"),
        Named("place", "ELLEN"),
        Named("agency", "hns"),
        Published(date(2015, 8, 13), date(2015, 8, 13)),
        Published(None, date(2016, 1, 1)),
    ],
)
def test_it_matches(query: Query) -> None:
    assert matches(query, ARTICLE)


@pytest.mark.parametrize(
    "query",
    [
        Word("denmark"),
        Phrase((Word("reopens"), Word("dump"))),
        And((Word("quay"), Word("nothing"))),
        Named("author", "Ada Reyes"),
        Named("place", "Osh"),
        Published(date(2015, 8, 14), None),
        Published(None, date(2015, 8, 12)),
    ],
)
def test_it_does_not_match(query: Query) -> None:
    assert not matches(query, ARTICLE)


def test_what_has_no_date_is_within_no_span() -> None:
    undated = Article(id="1", headline="", body="")
    assert not matches(Published(None, date(2100, 1, 1)), undated)


def test_of_a_phrase_only_the_words_that_stand_together_are_marked() -> None:
    marked = occurrences(Phrase((Word("dump"), Word("truck"))), ARTICLE.body)
    assert [ARTICLE.body[word.start : word.end] for word in marked] == [
        "Dump",
        "trucks",
    ]


@given(worded, contents)
def test_what_matches_by_its_words_has_words_to_mark(
    query: Query, content: ArticleContent
) -> None:
    article = Article.of(content, id="1")
    marked = [
        *occurrences(query, content.headline, within="headline"),
        *occurrences(query, content.body),
    ]
    assert bool(marked) == matches(query, article)


@given(queries, contents)
def test_the_contrary_of_what_matches_does_not(
    query: Query, content: ArticleContent
) -> None:
    article = Article.of(content, id="1")
    assert matches(query, article) != matches(Not(query), article)


@given(
    body=st.lists(words | st.sampled_from(["us", "(US),", "storm-US"])).map(
        " \u2003".join
    ),
    written=words | st.sampled_from(["us", "Neill", "it", "S", "storm"]),
)
def test_a_word_exactly_so_written_is_where_it_is_marked(
    body: str, written: str
) -> None:
    article = Article(id="1", headline="", body=body)
    marked = occurrences(Exact(written), body)
    assert matches(Exact(written), article) == bool(marked)
    assert all(body[token.start : token.end] == written for token in marked)
