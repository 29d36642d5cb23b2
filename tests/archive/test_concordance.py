from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.archive import Archive
from tca_cli.archive.concordance import Order, concordance
from tca_cli.archive.timeline import Period, timeline
from tca_cli.query.filters import filters
from tests.support import archive_in, take_in, texts, write


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    articles = {
        "2015-08-13": "Storm\n\nOSH (HNS) — The big dump trucks left. One truck came.",
        "2015-10-01": "Trucks\n\nMINSK (HNS) — No news.",
        "2017-01-01": "Flood\n\nA red truck.",
        "undated": "Quay\n\nAny truck.",
    }
    for name, text in articles.items():
        write(tmp_path / "in" / f"{name}.txt", text)
    with archive_in(tmp_path / "archive") as opened:
        take_in(opened, tmp_path / "in")
        yield opened


def lines(archive: Archive, query: str, order: Order = "date") -> list[tuple[str, ...]]:
    found = concordance(archive, query, order=order, before_completing=lambda _: None)
    return [(o.left, o.word, o.right) for o in found]


def test_every_occurrence_is_a_line(archive: Archive) -> None:
    assert lines(archive, "truck") == [
        ("The big dump ", "trucks", " left. One truck came."),
        ("The big dump trucks left. One ", "truck", " came."),
        ("", "Trucks", ""),
        ("A red ", "truck", "."),
        ("Any ", "truck", "."),
    ]


def test_words_beside_each_other_are_one_occurrence(archive: Archive) -> None:
    assert lines(archive, '"dump trucks"')[0][1] == "dump trucks"


@pytest.mark.parametrize(
    ("order", "first"), [("left", ("", "Trucks", "")), ("right", ("", "Trucks", ""))]
)
def test_they_stand_by_the_words_beside_them(
    archive: Archive, order: Order, first: tuple[str, ...]
) -> None:
    found = lines(archive, "truck", order)
    assert found[0] == first
    beside = [row[2] if order == "right" else row[0][::-1] for row in found]
    assert len(beside) == 5


def test_a_filter_narrows_it(archive: Archive) -> None:
    found = concordance(
        archive,
        "truck",
        filters=filters(place="minsk"),
        before_completing=lambda _: None,
    )
    assert [occurrence.place for occurrence in found] == ["Minsk"]


@pytest.mark.parametrize(
    ("period", "counts"),
    [
        (None, 18),
        ("year", 3),
        ("month", 18),
        ("day", 508),
    ],
)
def test_a_timeline_leaves_no_period_out(
    archive: Archive, period: Period | None, counts: int
) -> None:
    found = timeline(archive, "truck", period=period, before_completing=lambda _: None)
    assert len(found.counts) == counts
    assert sum(found.counts.values()) == 3
    assert found.undated == 1
    assert list(found.counts) == sorted(found.counts)


def test_a_timeline_of_nothing_is_empty(archive: Archive) -> None:
    found = timeline(archive, "penguin", before_completing=lambda _: None)
    assert (found.counts, found.undated) == ({}, 0)


@given(texts, st.integers(min_value=10, max_value=40))
def test_a_word_stands_between_what_stands_beside_it(text: str, width: int) -> None:
    from tca_cli.archive.concordance import _of_article
    from tca_cli.article import Article
    from tca_cli.query.tree import Word

    article = Article(id="1", headline="", body=text)
    for found in _of_article(Word("storm"), article, width):
        assert f"{found.left}{found.word}{found.right}" in text
        assert len(found.left) <= width
