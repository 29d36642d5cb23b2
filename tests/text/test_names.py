import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.text.names import is_named, name_key


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("kwan", "Sergey Kwan"),
        ("Kwan, Sergey", "Sergey Kwan"),
        ("KWAN SERGEY", "Sergey Kwan"),
        ("lukasz wisniewski", "Łukasz Wiśniewski"),
        ("D'Afflisio", "Ted D’Afflisio"),
        ("семенов", "Семёнов, Пётр"),
        ("moscow", "Beijing/Moscow"),
        ("J. R. Moreau", "J.R. Moreau"),
    ],
)
def test_a_name_matches_however_it_is_written(asked: str, name: str) -> None:
    assert is_named(asked, name_key(name))


@pytest.mark.parametrize(
    ("asked", "name"), [("Kwa", "Sergey Kwan"), ("Anna Kwan", "Sergey Kwan"), ("", "A")]
)
def test_another_name_does_not(asked: str, name: str) -> None:
    assert not is_named(asked, name_key(name))


def test_two_persons_with_the_same_words_are_two() -> None:
    assert name_key("Martin James") != name_key("James Martin")


@given(st.text())
def test_every_name_with_a_word_matches_itself(name: str) -> None:
    assert is_named(name, name_key(name)) == bool(name_key(name))
