from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.readers.markdown.front_matter import front_matter

BODY = "Storm\n\nThe dam held.\n"
signs = st.sampled_from(
    [
        "---",
        "+++",
        "\n",
        "title",
        ": ",
        " = ",
        "- ",
        "{",
        "}",
        "[",
        "]",
        '"',
        "&a",
        "*a",
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Storm\ndate: 2015-08-13\n---\n",
        "---\r\ntitle: Storm\r\ndate: 2015-08-13\r\n---\r\n".replace("\r\n", "\n"),
        "\n---\ntitle: 'Storm'\ndate: 2015-08-13\n...\n",
        '+++\ntitle = "Storm"\ndate = "2015-08-13"\n+++\n',
        '{"title": "Storm",\n "date": "2015-08-13"}\n',
        "---\nTitle: Storm\nDate: 2015-08-13\n---  \n",
    ],
)
def test_front_matter_is_read_in_each_of_its_languages(text: str) -> None:
    found = front_matter(text + BODY)
    assert found.values == {"title": "Storm", "date": "2015-08-13"}
    assert (text + BODY)[found.begin :].strip() == BODY.strip()
    assert not found.unread


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "",
        "---",
        "---\n---\n" + BODY,
        "---\nThe dam held.\n---\n" + BODY,
        "---\nNote: the dam held.\n---\n" + BODY,
        "---\ntitle: Storm\n\nno end of it",
        "---\n- one\n- two\n---\n" + BODY,
        "{% include header %}\n" + BODY,
        "{}\n" + BODY,
        '{"title": "Storm"} and more\n' + BODY,
        "+++\nno TOML at all\n+++\n" + BODY,
        f"---\ntitle: {'x' * 70_000}\n---\n" + BODY,
    ],
)
def test_what_only_looks_like_front_matter_stays_in_the_text(text: str) -> None:
    found = front_matter(text)
    assert (found.values, found.begin, found.unread) == ({}, 0, ())


def test_a_word_of_yaml_is_the_word_that_it_is() -> None:
    found = front_matter(
        "---\nlang: no\ntitle: 1984\ndate: 2015-02-31\ntime: 12:30\nnone: ~\n---\n"
    )
    assert found.values == {
        "lang": "no",
        "title": "1984",
        "date": "2015-02-31",
        "time": "12:30",
    }


def test_keys_meet_however_they_are_written() -> None:
    for key in ("pubDate", "pub_date", "Pub-Date", "PUB DATE"):
        assert "pubdate" in front_matter(f"---\n{key}: x\na: b\n---\n").values


def test_groups_of_keys_are_read_after_the_rest() -> None:
    found = front_matter(
        "+++\ntitle = 'Storm'\n[extra]\ntitle = 'No'\nauthor = 'Ada'\n+++\n"
    )
    assert found.values["title"] == "Storm"
    assert found.values["author"] == "Ada"


def test_what_is_sound_in_a_broken_block_is_taken_and_the_rest_is_named() -> None:
    found = front_matter(
        "---\ntitle: Storm: the night after\nauthors:\n  - Ada Moreau\n"
        "tags: [dams, rain]\nsummary: [never\n  ended\nnote: @home\n---\n" + BODY
    )
    assert found.values == {
        "title": "Storm: the night after",
        "authors": ["Ada Moreau"],
        "tags": ["dams", "rain"],
        "note": "@home",
    }
    assert found.unread == (6, 7)


def test_a_broken_block_of_toml_is_taken_so_too() -> None:
    found = front_matter('+++\ntitle = "Storm"\ndate = 2015-02-31\n+++\n' + BODY)
    assert found.values == {"title": "Storm", "date": "2015-02-31"}


def test_an_alias_is_refused() -> None:
    found = front_matter("---\ntitle: Storm\na: &a Ada\nauthor: *a\n---\n")
    assert found.values == {"title": "Storm", "a": "Ada"}
    assert found.unread == (4,)


def test_aliases_that_would_grow_without_end_cost_nothing() -> None:
    letters = "abcdefghijklmnop"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, letter in pairwise(letters):
        lines.append(f"{letter}: &{letter} [{', '.join([f'*{before}'] * 9)}]")
    begin = process_time()
    found = front_matter("---\ntitle: Storm\n" + "\n".join(lines) + "\n---\n" + BODY)
    assert found.values["title"] == "Storm"
    assert set(found.values) == {"title", "a"}
    assert process_time() - begin < 2


@pytest.mark.parametrize(
    "block",
    [
        *("[" * 60_000, "{a: " * 15_000, "- " * 30_000, "? " * 30_000, "'" * 60_000),
        *(
            "a:\n" * 20_000,
            "a: &a x\n" * 6_000,
            "[a]\n" * 15_000,
            "a." * 30_000 + "b=1",
        ),
        *("a." * 199 + "b=1\n", "a=" + "[" * 60_000, "a: |\n" + " x\n" * 20_000),
        *("".join(f"k{number}: v\n" for number in range(5_000)), "!" * 60_000),
    ],
)
@pytest.mark.parametrize("fence", ["---", "+++"])
def test_a_block_that_is_hard_to_read_is_read_in_time(fence: str, block: str) -> None:
    begin = process_time()
    front_matter(f"{fence}\ntitle: Storm\n{block}\n{fence}\n{BODY}")
    assert process_time() - begin < 5


@given(st.lists(signs, max_size=40).map("".join))
def test_any_signs_are_front_matter_or_text(text: str) -> None:
    found = front_matter(text)
    assert 0 <= found.begin <= len(text)
    assert bool(found.values) or not found.begin


@given(st.text(max_size=60), st.sampled_from(["---", "+++"]))
def test_any_block_is_front_matter_or_text(block: str, fence: str) -> None:
    front_matter(f"{fence}\ntitle: {block}\nauthor = {block}\n{fence}\n{BODY}")
