from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import READERS, read_articles, suffix_of
from tca_cli.readers.document import Document

suffixes = pytest.mark.parametrize("suffix", READERS)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
# What readers look for, so that any of it meets any other.
lines = st.sampled_from(
    [
        "",
        "",
        "Storm over the quay",
        "By Ada Moreau and Tom Reyes",
        "By ",
        "• Written by Ada Moreau, TCA publisher",
        "Автор: Тимур Сагинов",
        "13 August 2015",
        "Published: 31 June 2015",
        "ASTANA (TCA) — The dam held.",
        "ASTANA (TCA) —",
        "OSH — The dam held.",
        "— Да, — сказал он.",
        "Ada Moreau",
        "TCA",
        "divider",
        "View more articles fromTCA",
        "View more articles from",
        "View more articles fromAda Moreau",
        "Register to read more",
        "Share",
        "the sea is coming back, by Ada Moreau",
        "\u017fept. 3, 2015",
        "\u200b",
        "\ufeff",
        "\x0c",
        "\t",
    ]
)


def outcome(suffix: str, data: bytes) -> list[ArticleContent] | str:
    try:
        read = read_articles(Document(Path(f"2015-08-13 a{suffix}"), data))
    except UnreadableFileError as error:
        return error.reason
    return [found.content for found in read.articles]


def readable_or_refused(suffix: str, data: bytes) -> list[ArticleContent]:
    articles = outcome(suffix, data)
    assert articles
    if isinstance(articles, str):
        return []
    for content in articles:
        assert content.headline.strip()
        assert content.body.strip()
    return articles


@suffixes
@given(data=st.binary(max_size=300))
@example(data=b"")
@example(data=b"\0")
@example(data=b"\xef\xbb\xbf")
@example(data=b"\xff\xfe")
@example(data=b"\xff\xfea")
@example(data=b"\xff\xfe\0\0")
@example(data=b"\xfe\xff\xd8\0")
def test_any_bytes_are_articles_or_refused(suffix: str, data: bytes) -> None:
    readable_or_refused(suffix, data)


@suffixes
@given(text=st.text(max_size=200), encoding=encodings)
@example(text="\u200b", encoding="utf-8")
@example(text="\u2060\n\ufeff", encoding="utf-8")
@example(text="Storm\n\n\u200b", encoding="utf-8")
@example(text="Storm\n\n\u017fept. 3, 2015\n\nThe dam held.", encoding="utf-8")
@example(text="Storm\n\n13 \u1c83ентября 2015\n\nThe dam held.", encoding="utf-8")
@example(text="Storm\n\nОSH, \u017fept 3 — The dam held.", encoding="utf-8")
def test_any_text_is_articles_or_refused(suffix: str, text: str, encoding: str) -> None:
    readable_or_refused(suffix, text.encode(encoding, errors="replace"))


@suffixes
@given(text=st.lists(lines, max_size=14).map("\n".join), encoding=encodings)
def test_any_order_of_what_newspapers_print_is_articles_or_refused(
    suffix: str, text: str, encoding: str
) -> None:
    readable_or_refused(suffix, text.encode(encoding, errors="replace"))


@suffixes
@given(text=st.lists(lines, max_size=14).map("\n".join))
def test_the_lines_of_a_body_have_no_space_around_them(suffix: str, text: str) -> None:
    for content in readable_or_refused(suffix, text.encode()):
        assert content.headline == content.headline.strip()
        body = content.body.split("\n")
        assert body == [line.strip() for line in body]


@suffixes
def test_a_suffix_in_capitals_is_the_same(suffix: str) -> None:
    assert suffix_of(Path(f"a{suffix.upper()}")) == suffix


@suffixes
@given(data=st.binary(max_size=100))
def test_the_same_bytes_give_the_same_articles(suffix: str, data: bytes) -> None:
    assert outcome(suffix, data) == outcome(suffix, data)


@pytest.mark.parametrize("name", ["a.xyz", "a", ".txt", "a.txt.gz", "a.txt~", "txt"])
def test_an_unknown_suffix_is_refused_and_the_known_ones_are_named(name: str) -> None:
    path = Path(name)
    assert suffix_of(path) not in READERS
    with pytest.raises(UnreadableFileError) as refused:
        read_articles(Document(path, b"Storm\n\nThe dam held."))
    assert refused.value.path == path
    assert "format" in refused.value.reason
    for suffix in READERS:
        assert suffix in refused.value.reason


def keys(*lines: str) -> list[str | None]:
    data = "\n".join(lines).encode()
    return [f.key for f in read_articles(Document(Path("a.jsonl"), data)).articles]


def test_articles_that_share_a_headline_are_told_apart_by_their_texts() -> None:
    storm, calm, rain = (
        f'{{"headline": "Storm", "body": "{text}"}}'
        for text in ("Held.", "No.", "Rain.")
    )
    before = keys(storm, calm)
    assert len(set(before)) == 2
    assert keys(rain, calm, storm)[1:] == before[::-1]
    assert keys(storm) == ["Storm"]


def test_the_same_article_twice_in_a_file_is_numbered() -> None:
    storm = '{"id": "a", "headline": "Storm", "body": "Held."}'
    assert keys(storm, storm) == ["a", "a #2"]


def test_a_file_of_nothing_but_beginnings_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tca_cli.readers._MANY", 10)
    rows = "title,text\n" + "a,b\n" * 50
    assert outcome(".csv", rows.encode()) == (
        "it has more parts than it could have articles"
    )
    told = "title,text\n" + f"Storm,{'The dam held. ' * 9}\n" * 50
    assert len(outcome(".csv", told.encode())) == 50
