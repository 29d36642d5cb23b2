import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.text.sentences import Divisions, sentence_ends


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The dam held. The water went.", ["The dam held. ", "The water went."]),
        ("Mr. Moreau left. He sang.", ["Mr. Moreau left. ", "He sang."]),
        ("J. R. Moreau of the U.S. Army left.", None),
        ("It rose by 5.5 percent.", None),
        ("Is it? Yes! So… Then no.", ["Is it? ", "Yes! ", "So… ", "Then no."]),
        ("He said: “Stop.” Then he left.", ["He said: “Stop.” ", "Then he left."]),
        ("A dam\n\nA quay", ["A dam\n\n", "A quay"]),
        ("Мост закрыт. Его чинят.", ["Мост закрыт. ", "Его чинят."]),
        ("Дом на ул. Ленина стоит.", None),
    ],
)
def test_a_text_falls_into_its_sentences(
    text: str, sentences: list[str] | None
) -> None:
    divisions = Divisions(text)
    found: dict[int, str] = {}
    for at, sign in enumerate(text):
        number = divisions.sentence(at)
        found[number] = found.get(number, "") + sign
    assert list(found.values()) == (sentences or [text])


@pytest.mark.parametrize("signs", [".", "..", "." * 9, ".?" * 50, "." * 300_000])
def test_however_many_signs_end_one_sentence(signs: str) -> None:
    assert sentence_ends(f"Well{signs} Then.") == [len(signs) + 5]


@given(st.text(" .!?aB\n"))
def test_a_sentence_lies_within_a_paragraph(text: str) -> None:
    divisions = Divisions(text)
    paragraphs: dict[int, int] = {}
    for at in range(len(text)):
        sentence, paragraph = divisions.sentence(at), divisions.paragraph(at)
        assert paragraphs.setdefault(sentence, paragraph) == paragraph
