from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tca_cli.archive import Archive
from tca_cli.archive.authors import articles_by
from tca_cli.archive.edit import edit, value_of
from tca_cli.archive.search import search
from tca_cli.archive.show import show
from tca_cli.article import Article
from tca_cli.errors.asked import ArticleNotFoundError, UnfitValueError
from tests.support import archive_in, take_in, write

STORM = "Storm over the quay\n\nBy Ada Moreau\n\nOSH (TCA) — The dam held.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path / "archive") as opened:
        take_in(opened, write(tmp_path / "in" / "a.txt", STORM))
        yield opened


def only(archive: Archive) -> Article:
    (article,) = archive.store.articles.all()
    whole = show(archive, article.id)
    assert whole is not None
    return whole


def corrected(archive: Archive, **values: object) -> Article:
    return edit(archive, only(archive).id, values)


def test_a_correction_is_a_version_and_shows_what_the_file_says(
    archive: Archive,
) -> None:
    before = only(archive)
    after = corrected(archive, authors=("Tom Reyes",), published=date(2015, 8, 13))
    assert (after.id, after.version) == (before.id, 2)
    assert (after.authors, after.published) == (("Tom Reyes",), date(2015, 8, 13))
    assert [(c.field, c.was) for c in after.corrections] == [
        ("authors", ("Ada Moreau",)),
        ("published", None),
    ]
    assert only(archive) == after


def test_a_correction_is_found_at_once(archive: Archive) -> None:
    corrected(archive, authors=("Tom Reyes",), headline="Calm over the quay")
    assert len(articles_by(archive, "Reyes")) == 1
    assert articles_by(archive, "Moreau") == []
    found = search(archive, "calm", limit=9, before_completing=lambda _: None)
    assert found.total == 1


def test_a_correction_survives_the_file_read_again_and_changed(
    archive: Archive, tmp_path: Path
) -> None:
    corrected(archive, authors=("Tom Reyes",))
    folder = tmp_path / "in"
    assert take_in(archive, folder).unchanged == 1
    (folder / "a.txt").touch()
    assert take_in(archive, folder).unchanged == 1
    changed = STORM.replace("Ada", "Eve").replace("held", "broke")
    write(folder / "a.txt", changed)
    assert take_in(archive, folder).updated == 1
    now = only(archive)
    assert (now.version, now.authors) == (3, ("Tom Reyes",))
    assert "broke" in now.body
    assert [c.was for c in now.corrections] == [("Eve Moreau",)]
    assert take_in(archive, folder, is_retry=True).unchanged == 1


def test_the_same_text_elsewhere_is_still_a_duplicate(
    archive: Archive, tmp_path: Path
) -> None:
    corrected(archive, headline="Calm over the quay")
    write(tmp_path / "in" / "b.txt", STORM)
    report = take_in(archive, tmp_path / "in")
    assert (report.duplicates, report.added) == (1, 0)


def test_what_is_reverted_is_what_the_file_says_by_now(
    archive: Archive, tmp_path: Path
) -> None:
    corrected(archive, authors=("Tom Reyes",), place="Bishkek")
    write(tmp_path / "in" / "a.txt", STORM.replace("Ada", "Eve"))
    take_in(archive, tmp_path / "in")
    after = edit(archive, only(archive).id, {}, reverted=["authors"])
    assert (after.authors, after.place) == (("Eve Moreau",), "Bishkek")
    assert [c.field for c in after.corrections] == ["place"]
    assert take_in(archive, tmp_path / "in").unchanged == 1


def test_a_correction_that_says_the_same_makes_no_version(archive: Archive) -> None:
    assert corrected(archive, place="Osh").version == 1


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("authors", "Ada Moreau; Tom Reyes", ("Ada Moreau", "Tom Reyes")),
        ("authors", "", ()),
        ("keywords", "dam;flood;", ("dam", "flood")),
        ("published", "13 August 2015", date(2015, 8, 13)),
        ("published", "", None),
        ("place", " Osh ", "Osh"),
        ("agency", "", None),
    ],
)
def test_values_are_read_as_they_are_typed(
    field: str, text: str, value: object
) -> None:
    assert value_of(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [("published", "3/4/2015"), ("headline", " "), ("body", ""), ("id", "1"), ("", "")],
)
def test_what_cannot_be_a_value_is_refused(field: str, text: str) -> None:
    with pytest.raises(UnfitValueError):
        value_of(field, text)


def test_an_article_that_is_not_there_cannot_be_corrected(archive: Archive) -> None:
    with pytest.raises(ArticleNotFoundError):
        edit(archive, "00000000", {"place": "Osh"})
    with pytest.raises(UnfitValueError):
        edit(archive, only(archive).id, {}, reverted=["id"])


def test_a_correction_back_to_what_the_file_says_is_none(archive: Archive) -> None:
    corrected(archive, authors=("Tom Reyes",))
    assert corrected(archive, authors=("Ada Moreau",)).corrections == ()


def test_an_older_copy_read_again_does_not_bring_the_old_text_back(
    archive: Archive, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    copy = write(folder / "b.txt", STORM)
    take_in(archive, folder)
    write(folder / "a.txt", STORM.replace("held", "broke"))
    take_in(archive, folder)
    corrected(archive, place="Paris", authors=("Tom Reyes",))
    write(copy, STORM.replace("By Ada Moreau\n\n", ""))
    assert take_in(archive, folder).updated == 0
    now = only(archive)
    assert ("broke" in now.body, now.place) == (True, "Paris")
    assert edit(archive, now.id, {}, reverted=["authors"]).authors == ("Ada Moreau",)


def test_an_article_that_was_corrected_and_then_moved_is_recognised(
    archive: Archive, tmp_path: Path
) -> None:
    corrected(archive, place="Paris")
    (tmp_path / "in" / "a.txt").rename(tmp_path / "in" / "c.txt")
    assert take_in(archive, tmp_path / "in").moved == 1
    assert [Path(s.path).name for s in only(archive).sources] == ["c.txt"]


def test_a_field_is_not_corrected_and_reverted_at_once(archive: Archive) -> None:
    with pytest.raises(UnfitValueError):
        edit(archive, only(archive).id, {"place": "Rome"}, reverted=["place"])


@pytest.mark.parametrize(
    ("text", "value"), [("a\nb\x1b[31m", "a b [31m"), ("  Osh \t x", "Osh x")]
)
def test_a_value_of_one_line_is_on_one(text: str, value: str) -> None:
    assert value_of("headline", text) == value


def test_what_is_no_text_is_no_value() -> None:
    with pytest.raises(UnfitValueError):
        value_of("place", "\udcffParis")
    assert value_of("keywords", "a;a;b") == ("a", "b")
