import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tca_cli.article import Article
from tca_cli.errors.asked import EmptyQueryError, UnreadableQueryError
from tca_cli.query.filters import filters
from tca_cli.query.matching import matches
from tca_cli.query.parser import parse
from tca_cli.query.tree import (
    And,
    AtLeast,
    Everything,
    Exact,
    FromSource,
    Fuzzy,
    Identified,
    In,
    Most,
    Named,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Published,
    Query,
    Word,
)
from tests.support import queries, words


@given(st.text('"“” abUS.-’()~*?:=/ANDORT') | st.text())
def test_any_text_is_a_query_or_is_answered(text: str) -> None:
    with suppress(UnreadableQueryError, EmptyQueryError):
        query = parse(text)
        assert parse(str(query)) == query


@given(st.text("abUS.-’ ") | st.lists(words).map(" ".join))
def test_words_match_the_text_that_spells_them(text: str) -> None:
    with suppress(UnreadableQueryError, EmptyQueryError):
        query = parse(text)
        if not isinstance(query, Not) and "Not(" not in repr(query):
            assert matches(query, Article(id="1", headline="", body=text))


@given(queries)
def test_a_query_is_read_again_as_it_is_written(query: Query) -> None:
    # No one types what a search puts beside a word.
    assume("Alike" not in repr(query))
    again = parse(str(query))
    assert str(again) == str(query)
    assert parse(str(again)) == again


def most(*typed: str) -> Most:
    return Most(tuple(map(Word, typed)))


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("trucks", Word("trucks")),
        ("the trucks of a mine", most("trucks", "mine")),
        ("dump-trucks", Phrase((Word("dump"), Word("trucks")))),
        ("“dump trucks”", Phrase((Word("dump"), Word("trucks")))),
        ('"trucks"', Word("trucks")),
        ('"to the mine"', Phrase((Word("to"), Word("the"), Word("mine")))),
        ("US", Word("US")),
        ("U.S.", Word("U.S.")),
        ("us", Word("us")),
        ("IT sector", most("IT", "sector")),
        ("it sector", Word("sector")),
        ("May", Word("May")),
        ("May vote", most("May", "vote")),
        ("not", Word("not")),
        ("truck truck", most("truck", "truck")),
        ("C++", Word("C")),
        ("Belarus'", Word("Belarus")),
        ("truck AND mine", And((Word("truck"), Word("mine")))),
        ("truck OR mine", Or((Word("truck"), Word("mine")))),
        ("a1 b1 OR c1", Or((most("a1", "b1"), Word("c1")))),
        ("truck NOT mine", Most((Word("truck"), Not(Word("mine"))))),
        ("truck -mine", Most((Word("truck"), Not(Word("mine"))))),
        ("truck - mine", most("truck", "mine")),
        ("truck -*stan", Most((Word("truck"), Not(Pattern("*stan"))))),
        ("truck -'mine'", Most((Word("truck"), Not(Word("mine"))))),
        ("truck -*", Most((Word("truck"), Not(Everything())))),
        ("NOT truck w/5 mine", Not(Near(Word("truck"), Word("mine"), "words", 5))),
        ("body:atleast2(mine)", In("body", AtLeast(2, Word("mine")))),
        ("truck w/1000 mine", Near(Word("truck"), Word("mine"), "words", 1000)),
        ("truck*-min*", Phrase((Pattern("truck*"), Pattern("min*")))),
        ("=U.S.", Exact("U.S.")),
        ("1.5*", Pattern("1.5*")),
        ("$1.5*", Pattern("1.5*")),
        ("at&t*", Phrase((Word("at"), Pattern("t*")))),
        ("truck (mine OR quay)", Most((Word("truck"), Or(most("mine", "quay").parts)))),
        ("truck w/5 mine", Near(Word("truck"), Word("mine"), "words", 5)),
        ("truck pre/3 mine", Near(Word("truck"), Word("mine"), "words", 3, True)),
        ("truck W/S mine", Near(Word("truck"), Word("mine"), "sentence")),
        ("truck w/p mine", Near(Word("truck"), Word("mine"), "paragraph")),
        ('"truck mine"~5', Near(Word("truck"), Word("mine"), "words", 5)),
        ("atleast3(truck)", AtLeast(3, Word("truck"))),
        ("truck*", Pattern("truck*")),
        ("b?laz", Pattern("b?laz")),
        ("who built it?", Word("built")),
        ("kobyakof~", Fuzzy("kobyakof")),
        ("kobyakof~2", Fuzzy("kobyakof", 2)),
        ("=Words", Exact("Words")),
        ("headline:truck", In("headline", Word("truck"))),
        ("hlead:(truck OR mine)", In("hlead", Or(most("truck", "mine").parts))),
        ("author:kwan", Named("author", "kwan")),
        ('place:"Port Ellen"', Named("place", "Port Ellen")),
        (
            "author:(kwan OR reyes)",
            Or((Named("author", "kwan"), Named("author", "reyes"))),
        ),
        ("published:2015", Published(date(2015, 1, 1), date(2015, 12, 31))),
        ("published:2014..2015-02", Published(date(2014, 1, 1), date(2015, 2, 28))),
        ("published:>=2015-08", Published(date(2015, 8, 1), None)),
        ("published:<2015", Published(None, date(2014, 12, 31))),
        ("id:3F9A", Identified("3f9a")),
        ("source:reports", FromSource("reports")),
        ("*", Everything()),
        ("12:30 https://a.b", None),
    ],
)
def test_what_is_typed_is_understood(typed: str, query: Query | None) -> None:
    found = parse(typed)
    assert query is None or found == query
    assert parse(str(found)) == found


def test_filters_narrow_the_words_and_can_stand_alone() -> None:
    asked = filters(author="kwan")
    assert parse("truck", filters=asked) == Most((Word("truck"), *asked))
    assert parse(" ", filters=asked) == Named("author", "kwan")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"dump trucks', "at the beginning"),
        ('big "dump trucks', "after 'big'"),
        ("?!", "no word"),
        ("truck AND", "AND needs"),
        ("AND truck", "AND needs"),
        ("OR truck", "OR needs"),
        ("truck OR", "OR needs"),
        ("truck NOT", "NOT needs"),
        ("truck w/5", "w/5 needs"),
        ("w/5 truck", "w/5 needs"),
        ("author:x w/5 truck", "between words"),
        ("(truck", "parenthesis"),
        ("foo:bar", "no field foo"),
        ("published:13.08.2015", "no date"),
        ("published:", None),
        ("id:xyz", "no id"),
        ("atleast2(author:x)", "needs words"),
        ("headline:author:x", "right after it"),
        ("headline:(storm NOT wind)", "takes words"),
        ("author:atleast2(x)", "takes a name"),
        ("author:()", "takes names"),
        ("(" * 60 + "x" + ")" * 60, "too many parentheses"),
        ("NOT " * 60 + "x", "too many NOT"),
        ("x w/5 " * 101 + "x", "near others"),
        ('"x y"~5 ' * 101, "near others"),
        ("x" * 100_001, "more than 100000 signs"),
        ("published:>9999", "no date"),
        ("published:<0001", "no date"),
    ],
)
def test_what_cannot_be_read_is_told(typed: str, said: str | None) -> None:
    if said is None:
        assert str(parse(typed))
        return
    with pytest.raises(UnreadableQueryError, match=said):
        parse(typed)


def test_nothing_is_no_query() -> None:
    with pytest.raises(EmptyQueryError):
        parse(" ")


@given(st.text("ab*?", min_size=1), st.text("ab", min_size=1, max_size=12))
def test_a_pattern_fits_as_if_all_ways_were_tried(written: str, form: str) -> None:
    if set(written) & set("*?"):
        signs = {"*": ".*", "?": "."}
        every_way = "".join(signs.get(sign, sign) for sign in written)
        fits = Pattern(written).expression.fullmatch(form)
        assert bool(fits) == bool(re.fullmatch(every_way, form))


def test_no_query_takes_ages_to_be_held_against_a_text() -> None:
    text = Article(id="1", headline="", body=f"{'x a b ' * 50} {'a' * 60}c")
    for typed in (f"{'a*' * 500}b", f'"{"x " * 90}"~5', "*a" * 300):
        assert matches(parse(typed), text) in (True, False)


@pytest.mark.parametrize("text", ["storm " * 1001, "-".join(["a"] * 101)])
def test_what_is_too_long_for_an_engine_is_told(text: str) -> None:
    with pytest.raises(UnreadableQueryError, match="type fewer") as error:
        parse(text)
    assert len(str(error.value)) < 200


def test_a_page_of_words_is_read() -> None:
    assert isinstance(parse("storm quay " * 500), Most)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("1.5*", "It rose by 1.58 percent."),
        ("1,25*", "There were 1,250 of them."),
        ("u.s*", "The U.S. left."),
        ("o'n*", "O’Neill left."),
        ("*tional", "A national day."),
    ],
)
def test_a_pattern_is_of_the_word_as_it_is_compared(typed: str, text: str) -> None:
    assert matches(parse(typed), Article(id="1", headline="", body=text))
