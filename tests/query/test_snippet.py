from hypothesis import given
from hypothesis import strategies as st

from tca_cli.query.matching import occurrences
from tca_cli.query.snippet import snippet
from tca_cli.query.tree import Query, Word
from tca_cli.text.words import tokens
from tests.support import queries, texts

bodies = st.lists(texts, max_size=4).map("\n\n".join)
STORY = (
    "The quay was closed. " * 20
    + "Then, at noon, two trucks brought sand for the dam.\n\nThe dam held. "
    + "Nothing else was said. " * 20
)


@given(queries, bodies, st.integers(min_value=1, max_value=200))
def test_marks_lie_on_matched_words(query: Query, body: str, width: int) -> None:
    matched = occurrences(query, body)
    shown = snippet(body, matched, width=width)
    known = {term for word in matched for term in word.terms}
    for start, end in shown.marks:
        (token,) = tokens(shown.text[start:end])
        assert token.term in known


@given(bodies, st.integers(min_value=1, max_value=200))
def test_a_snippet_is_one_line_of_the_text(body: str, width: int) -> None:
    shown = snippet(body, [], width=width).text
    assert "\n" not in shown
    words = shown.removesuffix(" …").removeprefix("… ").split()
    assert body.split()[: len(words)] == words


def test_a_snippet_shows_the_place_where_most_words_stand() -> None:
    matched = [
        *occurrences(Word("truck"), STORY),
        *occurrences(Word("dam"), STORY),
    ]
    shown = snippet(STORY, sorted(matched, key=lambda word: word.start), width=80)
    assert shown.text.startswith(
        "… Then, at noon, two trucks brought sand for the dam."
    )
    marked = [shown.text[start:end] for start, end in shown.marks]
    assert marked == ["trucks", "dam", "dam"]


def test_a_text_without_a_match_is_shown_from_its_beginning() -> None:
    assert snippet(STORY, [], width=20).text == "The quay was closed. …"
