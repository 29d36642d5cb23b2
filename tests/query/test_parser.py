from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors import EmptyQueryError, UnreadableQueryError
from tca_cli.query.filters import filters
from tca_cli.query.matching import matches
from tca_cli.query.parser import parse
from tca_cli.query.tree import And, Named, Phrase, Query, Word


@given(st.text('"“” abUS.-’') | st.text())
def test_a_query_matches_the_text_that_spells_it(text: str) -> None:
    with suppress(UnreadableQueryError, EmptyQueryError):
        assert matches(parse(text), ArticleContent(headline="", body=text))


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("trucks", Word("truck")),
        ("the trucks of a mine", And((Word("truck"), Word("mine")))),
        ("dump-trucks", Phrase(("dump", "truck"))),
        ("“dump trucks”", Phrase(("dump", "truck"))),
        ('"trucks"', Word("truck")),
        ('"to the mine"', Phrase(("to", "the", "mine"))),
        ("US", Word("US")),
        ("U.S.", Word("US")),
        ("us", Word("us")),
        ("IT sector", And((Word("IT"), Word("sector")))),
        ("it sector", Word("sector")),
        ("May", Word("may")),
        ("May vote", And((Word("may"), Word("vote")))),
        ("not", Word("not")),
        ("truck truck", And((Word("truck"), Word("truck")))),
        ("C++", Word("c")),
        ("Belarus'", Word("belarus")),
    ],
)
def test_what_is_typed_is_understood(typed: str, query: Query) -> None:
    assert parse(typed) == query


def test_filters_narrow_the_words_and_can_stand_alone() -> None:
    asked = filters(author="kwan")
    assert parse("truck", filters=asked) == And(
        (Word("truck"), Named("author", "kwan"))
    )
    assert parse(" ", filters=asked) == Named("author", "kwan")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"dump trucks', "at the beginning"),
        ('big "dump trucks', "after 'big'"),
        ("?!", "no word"),
    ],
)
def test_what_cannot_be_read_is_told(typed: str, said: str) -> None:
    with pytest.raises(UnreadableQueryError, match=said):
        parse(typed)


def test_nothing_is_no_query() -> None:
    with pytest.raises(EmptyQueryError):
        parse(" ")


@pytest.mark.parametrize("text", ["storm " * 1001, "-".join(["a"] * 101)])
def test_what_is_too_long_for_an_engine_is_told(text: str) -> None:
    with pytest.raises(UnreadableQueryError, match="type fewer") as error:
        parse(text)
    assert len(str(error.value)) < 200


def test_a_page_of_words_is_read() -> None:
    assert isinstance(parse("storm quay " * 500), And)
