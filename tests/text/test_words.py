import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tca_cli.text.words import tokens


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


@given(st.text())
@example("U.S.-led o’n 1,250.5 e\u0301 \u00adx")
def test_a_token_is_found_again_in_the_range_that_it_names(text: str) -> None:
    for token in tokens(text):
        (again,) = tokens(text[token.start : token.end])
        assert again.terms == token.terms


@given(st.text(), st.text())
def test_a_word_does_not_depend_on_what_lies_beyond_white_space(
    left: str, right: str
) -> None:
    assert terms(f"{left} {right}") == terms(left) + terms(right)


@given(st.text())
@example("\ufe70")
def test_no_term_is_empty_or_holds_white_space(text: str) -> None:
    for token in tokens(text):
        assert all(term.split() == [term] for term in token.terms)


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("U.S.", "US"),
        ("U.S", "US"),
        ("Belarus'", "Belarus"),
        ("Belarus’", "Belarus"),
        ("Kazakhstan’s", "Kazakhstan"),
        ("ёлка", "елка"),
        ("Łukasz", "Lukasz"),
        ("Қазақстан", "Казакстан"),
        ("Ўзбекистон", "ўзбекистон"),
        ("1,250", "1250"),
        ("trucks", "Truck"),
        ("мосту", "мост"),
        ("O‘zbekiston", "Ozbekiston"),
        ("Kazakh\u00adstan", "Kazakhstan"),
        ("ﬁre", "fire"),
        ("cafe\u0301", "café"),
        ("ΟΔΟΣ", "οδός"),
    ],
)
def test_spellings_meet(written: str, other: str) -> None:
    assert terms(written) == terms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("й", "и"), ("ў", "у"), ("evening", "even"), ("added", "ad"), ("news", "new")],
)
def test_words_that_differ_do_not_meet(one: str, other: str) -> None:
    assert terms(one) != terms(other)


@pytest.mark.parametrize(
    ("chunk", "words"),
    [
        ("Kazakhstan-Belarus", ["kazakhstan", "belarus"]),
        ("<TELE.O>", ["tele", "o"]),
        ("U.S.-led", ["us", "led"]),
        ("5.93", ["5.93"]),
        ("and/or", ["and", "or"]),
        ("中国", ["中", "国"]),
        ("हिन्दी", ["हिन्दी"]),
        ("C++", ["c"]),
        ("🙂", []),
    ],
)
def test_a_chunk_falls_into_its_words(chunk: str, words: list[str]) -> None:
    assert terms(chunk) == words


def test_capitals_that_look_like_a_common_word_have_a_term_of_their_own() -> None:
    capitals, common = tokens("US us")
    assert capitals.terms == ("us", "US")
    assert common.terms == ("us",)


def test_a_name_is_found_by_what_follows_its_short_beginning() -> None:
    assert [token.terms[-1] for token in tokens("d’Ivoire N'Djamena don't")] == [
        "ivoir",
        "djamena",
        "dont",
    ]
