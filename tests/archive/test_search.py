from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tca_cli.archive import Archive
from tca_cli.archive.search import SearchResult, search
from tca_cli.query.filters import filters
from tca_cli.query.tree import Filter
from tests.support import archive_in, take_in, write


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    texts = {
        "2015-08-13-a": "Storm\nBy Ada Moreau\n\nOSH (HNS) — Dump trucks at the quay.",
        "2016-01-01-b": "Flood\nBy Tom Reyes\n\nMINSK (HNS) — Trucks dump at the dam.",
        "c": "Quay\n\nNothing but sand.",
    }
    for name, text in texts.items():
        write(tmp_path / "in" / f"{name}.txt", text)
    with archive_in(tmp_path / "archive") as opened:
        take_in(opened, tmp_path / "in")
        yield opened


def asked(
    archive: Archive, query: str, *narrowed: Filter, limit: int = 10
) -> SearchResult:
    return search(
        archive, query, filters=narrowed, limit=limit, before_completing=lambda _: None
    )


def headlines(result: SearchResult) -> list[str]:
    return [hit.article.headline for hit in result.hits]


def test_articles_with_all_words_come_before_those_with_most(archive: Archive) -> None:
    result = asked(archive, "quay trucks sand")
    assert headlines(result)[2:] == ["Flood"]
    assert (result.complete, result.total, result.words, result.words_had) == (
        0,
        3,
        3,
        1,
    )


def test_enough_complete_matches_are_not_watered_down(archive: Archive) -> None:
    result = asked(archive, "quay trucks", limit=1)
    assert headlines(result) == ["Storm"]
    assert (result.complete, result.total, result.words_had) == (1, 1, 2)


def test_a_limit_of_none_only_counts(archive: Archive) -> None:
    result = asked(archive, "trucks", limit=0)
    assert (result.complete, result.hits) == (2, ())


def test_a_phrase_is_found_where_its_words_stand_together(archive: Archive) -> None:
    assert headlines(asked(archive, '"dump trucks"')) == ["Storm"]


def test_filters_alone_list_the_newest_first(archive: Archive) -> None:
    assert headlines(asked(archive, "", *filters(agency="hns"))) == ["Flood", "Storm"]
    spanned = asked(archive, "", *filters(until=date(2015, 12, 31)))
    assert headlines(spanned) == ["Storm"]


def test_filters_narrow_the_words(archive: Archive) -> None:
    assert headlines(asked(archive, "trucks", *filters(author="Reyes, Tom"))) == [
        "Flood"
    ]
    assert headlines(asked(archive, "trucks", *filters(place="osh"))) == ["Storm"]


def test_what_matched_is_told_by_its_place(archive: Archive) -> None:
    (hit,) = asked(archive, "storm truck", limit=1).hits
    assert [word.start for word in hit.matched_in_headline] == [0]
    body = hit.article.body
    assert [body[w.start : w.end] for w in hit.matched_in_body] == ["trucks"]


def test_ranks_count_from_one_and_scores_fall(archive: Archive) -> None:
    hits = asked(archive, "quay").hits
    assert [hit.rank for hit in hits] == [1, 2]
    assert hits[0].score >= hits[1].score > 0


def test_a_filter_that_leaves_nothing_leaves_no_total(archive: Archive) -> None:
    for narrowed in (filters(author="nobody"), filters(since=date(2020, 1, 1))):
        result = asked(archive, "trucks", *narrowed, limit=1)
        assert (result.total, result.complete, result.hits) == (0, 0, ())


def test_of_nothing_it_is_told_why(archive: Archive) -> None:
    by_author = asked(archive, "moreau").why_none
    assert by_author is not None
    assert by_author.is_author
    unmet = asked(archive, "trucks", *filters(place="Lundon", agency="hns")).why_none
    assert unmet is not None
    assert unmet.unmet == filters(place="Lundon")
    undated = asked(archive, "quay", *filters(since=date(2020, 1, 1))).why_none
    assert undated is not None
    assert undated.undated == 1
    assert asked(archive, "trucks").why_none is None


def test_a_word_that_occurs_nowhere_is_named_with_the_nearest(archive: Archive) -> None:
    said = asked(archive, "quay trcuks NOT penguin").spelling
    assert said is not None
    assert said.nowhere == ("trcuks", "penguin")
    assert said.suggestion == "quay trucks NOT penguin"
    alone = asked(archive, "penguin").spelling
    assert alone is not None
    assert alone.suggestion is None
    assert asked(archive, "trucks").spelling is None
