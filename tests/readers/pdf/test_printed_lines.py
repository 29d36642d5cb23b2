from collections.abc import Sequence
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from tca_cli.readers.pdf.printed_lines import Line, paragraphs_of

FIRST = [
    "The dam held through the night, and the water",
    "went down by noon on Monday, said the engineers",
    "who had carried sand to it for two days.",
]
SECOND = [
    "Those who live below it went home in the after-",
    "noon. No one was hurt, and the three bridges that",
    "were carried away will be built anew in spring.",
]
PARAGRAPHS = [
    " ".join(FIRST),
    "Those who live below it went home in the afternoon. "
    + " ".join(SECOND)[len("Those who live below it went home in the after- noon. ") :],
]


def set_lines(
    lines: Sequence[str],
    *,
    x: float = 72,
    top: float = 700,
    size: float = 10,
    page: int = 0,
) -> list[Line]:
    """Return *lines* below each other; one that begins with a space is indented."""
    return [
        Line(line.strip(), x + 12 * line.startswith(" "), top - 12 * at, size, page)
        for at, line in enumerate(lines)
        if line.strip()
    ]


def texts(*pages: Sequence[Line]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(pages)[0]]


def test_space_between_lines_ends_a_paragraph() -> None:
    assert texts(set_lines([*FIRST, "", *SECOND])) == PARAGRAPHS


def test_an_indent_begins_a_paragraph() -> None:
    first, second = ([f" {lines[0]}", *lines[1:]] for lines in (FIRST, SECOND))
    assert texts(set_lines([*first, *second])) == PARAGRAPHS
    assert texts(set_lines([*FIRST, *second])) == PARAGRAPHS


def test_a_line_with_room_at_its_end_ends_a_paragraph() -> None:
    short = [*FIRST[:2], "who had carried sand."]
    assert texts(set_lines([*short, *SECOND])) == [
        " ".join(short),
        PARAGRAPHS[1],
    ]


def test_lines_of_which_only_the_order_is_known_are_told_by_their_lengths() -> None:
    lines = [*FIRST[:2], "who had carried sand.", *SECOND]
    assert len(texts([Line(line) for line in lines])) == 2


def test_another_size_begins_a_paragraph() -> None:
    head = set_lines(["Storm over the quay"], top=730, size=20)
    paragraphs, size = paragraphs_of([[*head, *set_lines(FIRST)]])
    assert [paragraph.text for paragraph in paragraphs] == [
        "Storm over the quay",
        PARAGRAPHS[0],
    ]
    assert (paragraphs[0].size, size) == (20, 10)


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    left = set_lines(FIRST[:2])
    right = set_lines([FIRST[2], f" {SECOND[0]}"], x=300)
    page = set_lines([*SECOND[1:], " It was noon."], page=1)
    assert texts([*left, *right], page) == [*PARAGRAPHS, "It was noon."]


def test_without_indents_a_sentence_that_ends_a_column_ends_a_paragraph() -> None:
    right = set_lines(SECOND, x=300)
    assert texts([*set_lines(FIRST), *right]) == PARAGRAPHS
    assert len(texts([*set_lines(FIRST[:2]), *set_lines(FIRST[2:], x=300)])) == 1


def test_a_byline_and_a_date_are_paragraphs_of_their_own() -> None:
    lines = ["By Ada Moreau and Elena Karpenko", "Published: 13 August 2015", *FIRST]
    assert texts(set_lines(lines)) == [*lines[:2], PARAGRAPHS[0]]


def test_the_items_of_a_list_are_paragraphs() -> None:
    lines = ["• The dam held through the night, and the", "water went down", "• So"]
    assert texts(set_lines(lines)) == [f"{lines[0]} {lines[1]}", lines[2]]


def test_a_dash_or_a_number_within_a_sentence_begins_no_item() -> None:
    lines = ["The dam held through the night of August", "12. The engineers", "— two"]
    assert (
        len(texts([Line(at, 72, 700 - 12 * n, 10) for n, at in enumerate(lines)])) == 1
    )
    said = ["— The dam held through the night.", "— And the bridges of the town?"]
    assert texts(set_lines(said)) == said


def test_a_large_initial_is_part_of_its_word() -> None:
    initial = Line("T", 72, 690, 30)
    rest = set_lines(["he dam held through the night, and the water", *FIRST[1:]])
    assert texts([initial, *rest]) == [PARAGRAPHS[0]]


def test_page_numbers_and_running_heads_are_left_out() -> None:
    pages = []
    for page in range(4):
        head = set_lines(["The Gazette, 13 August 2015"], top=800, size=8, page=page)
        number = set_lines([f"- {page + 1} -"], top=40, page=page)
        text = set_lines([f"{at} {line}" for at, line in enumerate(FIRST)], page=page)
        pages.append([*head, *text, *number])
    joined = " ".join(texts(*pages))
    assert "Gazette" not in joined
    assert "- 2 -" not in joined
    assert joined.count("went down by noon") == 4


def test_a_small_line_on_top_of_the_only_page_is_its_head() -> None:
    head = set_lines(["The Gazette of the quay"], top=800, size=7)
    assert texts([*head, *set_lines(FIRST)]) == [PARAGRAPHS[0]]
    # Of a few lines in one size, the upper is none.
    assert texts(set_lines(["Storm", "", *FIRST])) == ["Storm", PARAGRAPHS[0]]


def test_left_and_right_pages_have_heads_of_their_own() -> None:
    pages = [
        [
            *set_lines(
                [("The Gazette", "The dam")[page % 2]], top=800, size=8, page=page
            ),
            *set_lines([f"{line} {page}{'x' * page}" for line in FIRST], page=page),
        ]
        for page in range(4)
    ]
    joined = " ".join(texts(*pages))
    assert "Gazette" not in joined
    assert "The dam The" not in joined


def test_a_headline_that_heads_the_next_pages_stays_once() -> None:
    first = set_lines(["Storm over the quay"], top=800, size=20)
    second = set_lines(["Storm over the quay"], top=800, size=8, page=1)
    found = texts([*first, *set_lines(FIRST)], [*second, *set_lines(SECOND, page=1)])
    assert found == ["Storm over the quay", *PARAGRAPHS]


def test_words_keep_hyphens_of_their_own() -> None:
    lines = [
        "The well-",
        "kept dam of the Kyrgyz-",
        "Tajik border, 20-",
        "year-old, a co-",
    ]
    more = ["operative of co-operative far-", "mers held - so they", "say."]
    assert texts(
        [Line(line, 72, 700 - 12 * at, 10) for at, line in enumerate(lines + more)]
    )[0].startswith(
        "The well-kept dam of the Kyrgyz-Tajik border, 20-year-old, a co-operative"
    )


def test_no_lines_are_no_paragraphs() -> None:
    assert paragraphs_of([]) == ([], 0.0)
    assert paragraphs_of([[], []]) == ([], 0.0)


numbers = st.floats(-1e6, 1e6)
any_lines = st.builds(
    Line,
    st.sampled_from(
        ["Storm", "a-", "b", "1", "T", "By Ada Moreau", "•", "x" * 60, "So."]
    ),
    numbers,
    numbers,
    st.floats(0, 100),
    st.just(0),
)


@given(st.lists(st.lists(any_lines, max_size=8), max_size=4))
def test_any_lines_are_paragraphs_of_no_other_words(pages: list[list[Line]]) -> None:
    found, size = paragraphs_of(pages)
    words = {line.text for page in pages for line in page}
    assert size >= 0
    for paragraph in found:
        assert paragraph.text
        assert set("".join(paragraph.text)) <= {" ", *chain.from_iterable(words)}
