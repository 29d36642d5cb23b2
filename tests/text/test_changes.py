from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.text.changes import Part, changes, list_changes, words_changed
from tests.support import divided

anything = st.text() | divided
names = st.lists(st.sampled_from(["Ada", "Tom", "Eve; Max", "", " "]), max_size=4)


def old_text(parts: list[Part]) -> str:
    return "".join(part.text for part in parts if part.kind != "added")


def new_text(parts: list[Part]) -> str:
    return "".join(part.text for part in parts if part.kind != "removed")


def marked(old: str, new: str) -> str:
    forms = {"same": "%s", "removed": "[-%s-]", "added": "{+%s+}"}
    return "".join(forms[kind] % text for kind, text in changes(old, new))


@given(anything, anything)
def test_the_parts_joined_are_both_texts(old: str, new: str) -> None:
    parts = changes(old, new)
    assert (old_text(parts), new_text(parts)) == (old, new)
    assert all(part.text for part in parts)
    kinds = [part.kind for part in parts]
    assert all(one != other for one, other in pairwise(kinds))
    assert ("added", "removed") not in pairwise(kinds)


@given(anything)
def test_what_is_the_same_has_not_changed(text: str) -> None:
    assert changes(text, text) == ([Part("same", text)] if text else [])


@given(anything, anything)
def test_exchanged_texts_have_the_same_parts_exchanged(old: str, new: str) -> None:
    def of(kind: str, parts: list[Part]) -> list[str]:
        return [part.text for part in parts if part.kind == kind]

    forth, back = changes(old, new), changes(new, old)
    assert of("same", forth) == of("same", back)
    assert of("removed", forth) == of("added", back)
    assert of("added", forth) == of("removed", back)


@given(names, names)
def test_lists_joined_are_both_lists(old: list[str], new: list[str]) -> None:
    parts = list_changes(old, new)
    assert (old_text(parts), new_text(parts)) == ("; ".join(old), "; ".join(new))


def test_lists_change_by_items() -> None:
    parts = list_changes(["Ada Moreau", "Tom Reyes"], ["Ada Moreaux", "Tom Reyes"])
    assert parts[:2] == [Part("removed", "Ada Moreau"), Part("added", "Ada Moreaux")]
    assert list_changes(["Ada", "Tom"], ["Tom"])[0] == Part("removed", "Ada; ")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("The quay.", "The quays.", "The [-quay-]{+quays+}."),
        ("The old quay", "The quay", "The [-old -]quay"),
        ("The quay is shut.", "The quay is shut!", "The quay is shut[-.-]{+!+}"),
        ("It cost 1,250.", "It cost 1,300.", "It cost [-1,250-]{+1,300+}."),
        ("She left.", "She left, he said.", "She left{+, he said+}."),
        ("a  b", "a b", "a [- -]b"),
        ("", "Storm", "{+Storm+}"),
        ("港口关闭", "港口开放", "港口[-关闭-]{+开放+}"),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.\n\n[-Two.\n\n-]Three."),
        ("One.\n\nTwo.", "Two.", "[-One.\n\n-]Two."),
        ("Up. Down.", "Up.\n\nDown.", "Up.[- -]{+\n\n+}Down."),
    ],
)
def test_what_changed_is_marked_and_no_more(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


def test_a_paragraph_that_came_leaves_the_others_alone() -> None:
    old = "The quay is shut.\n\nThe quay is shut again.\n\nThe dam held."
    new = f"{old[:17]}\n\nShips wait at sea.{old[17:]}"
    assert marked(old, new) == (
        "The quay is shut.\n\n{+Ships wait at sea.\n\n+}"
        "The quay is shut again.\n\nThe dam held."
    )


def test_what_two_rewritten_sentences_share_by_chance_is_no_island() -> None:
    old = "The company earned 12 mln dlrs in the first quarter, or a share of 1.20."
    new = (
        "Ministers met in Vienna as the price of oil fell, or so officials of OPEC say."
    )
    assert marked(old, new) == f"[-{old[:-1]}-]{{+{new[:-1]}+}}."


def test_a_clause_that_was_kept_is_seen_between_long_changes() -> None:
    kept = "the quay at Aktau stays closed to all ships"
    old = f"Ministers and officials who met on Monday evening said {kept} until May."
    new = f"Nobody in the harbour knows how much longer {kept} from other countries."
    assert f"+}} {kept} [-" in marked(old, new)


def test_words_that_came_and_went_are_counted() -> None:
    assert words_changed(changes("The old quay, shut.", "The quays - shut!")) == (1, 2)


def test_a_text_of_many_words_is_compared_by_paragraphs_sentences_and_words() -> None:
    by_chance = Random(3)  # noqa: S311 -- no secret
    stock = [f"word{number}" for number in range(5000)]
    paragraphs = [" ".join(by_chance.choices(stock, k=60)) + "." for _ in range(2000)]
    edited = list(paragraphs)
    edited[700] = edited[700].replace(" ", " really ", 1)
    del edited[300]
    edited.insert(1500, "A new one.")
    parts = changes("\n\n".join(paragraphs), "\n\n".join(edited))
    assert [part for part in parts if part.kind != "same"] == [
        Part("removed", f"{paragraphs[300]}\n\n"),
        Part("added", "really "),
        Part("added", "A new one.\n\n"),
    ]
