"""What is removed is gone from all that is asked, comes back whole, and stays out."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tca_cli.archive import Archive
from tca_cli.archive.authors import articles_by, authors
from tca_cli.archive.bin import all_binned, binned, purge, remove, restore
from tca_cli.archive.concordance import concordance
from tca_cli.archive.edit import edit
from tca_cli.archive.guarded_index import GuardedIndex
from tca_cli.archive.index_state import IndexState
from tca_cli.archive.related import related
from tca_cli.archive.search import SearchResult, search
from tca_cli.archive.show import show
from tca_cli.archive.status import status
from tca_cli.archive.timeline import timeline
from tca_cli.errors.asked import (
    AmbiguousIdError,
    ArticleInBinError,
    ArticleNotFoundError,
    ArticlePurgedError,
    NoIdError,
    NotInBinError,
)
from tests.support import archive_in, take_in, write

STORM = "Storm over the quay\n\nBy Ada Moreau\n\nOSH (TCA) — The xyzzyquux dam held.\n"
CALM = "Calm over the dam\n\nBy Tom Reyes\n\nOSH (TCA) — The dam held again.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "in" / "2015-08-13-storm.txt", STORM)
    write(tmp_path / "in" / "calm.txt", CALM)
    return tmp_path / "in"


@pytest.fixture
def archive(tmp_path: Path, folder: Path) -> Iterator[Archive]:
    with archive_in(tmp_path / "archive") as opened:
        take_in(opened, folder)
        yield opened


def found(archive: Archive, query: str = "storm") -> SearchResult:
    return search(
        archive, query, limit=9, facets=["author"], before_completing=lambda _: None
    )


def id_of(archive: Archive, query: str = "storm") -> str:
    (hit,) = found(archive, query).hits
    return hit.article.id


def test_what_is_removed_is_in_no_answer(archive: Archive) -> None:
    storm, calm = id_of(archive), id_of(archive, "calm")
    (removed,) = remove(archive, [storm[:4]])
    assert (removed.id, removed.headline) == (storm, "Storm over the quay")
    assert archive.index.state() is IndexState.CURRENT
    assert found(archive).total == found(archive, "author:ada").total == 0
    assert found(archive, "dam").facets == {"author": {"Tom Reyes": 1}}
    assert [entry.author for entry in authors(archive)] == ["Tom Reyes"]
    assert articles_by(archive, "Ada Moreau") == []
    assert concordance(archive, "quay", before_completing=lambda _: None) == []
    over = timeline(archive, "dam", before_completing=lambda _: None)
    assert (over.counts, over.undated) == ({}, 1)
    like = related(archive, calm, limit=9, before_completing=lambda _: None)
    assert like is not None
    assert like.hits == ()
    held = status(archive)
    assert (held.articles, held.versions, held.authors, held.in_bin) == (1, 1, 1, 1)
    assert archive.store.names("author") == ["Tom Reyes"]
    why_none = found(archive, "moreau").why_none
    assert why_none is not None
    assert not why_none.is_author
    spelling = found(archive, "xyzzyquu").spelling
    assert spelling is not None
    assert spelling.suggestion is None


def test_what_is_removed_is_said_to_be_in_the_bin(archive: Archive) -> None:
    storm = id_of(archive)
    (removed,) = remove(archive, [storm])
    questions: list[Callable[[str], object]] = [
        lambda one: show(archive, one),
        lambda one: edit(archive, one, {"place": "Osh"}),
        lambda one: remove(archive, [one]),
        lambda one: related(archive, one, limit=1, before_completing=lambda _: None),
    ]
    for ask in questions:
        with pytest.raises(ArticleInBinError) as raised:
            ask(storm[:6])
        assert removed.removed[:10] in str(raised.value)
        assert f"'tca restore-article {storm}'" in str(raised.value)


def test_all_are_removed_or_none_is(archive: Archive) -> None:
    with pytest.raises(ArticleNotFoundError):
        remove(archive, [id_of(archive), "0000"])
    with pytest.raises(NoIdError):
        remove(archive, [id_of(archive), "0"])
    assert all_binned(archive) == []
    both = [id_of(archive), id_of(archive, "calm")]
    assert len(remove(archive, [*both, *both])) == 2
    assert (found(archive, "dam").total, archive.store.figures().articles) == (0, 0)
    assert len(restore(archive, both)) == 2
    assert found(archive, "dam").total == 2


def test_what_is_restored_is_as_it_was(archive: Archive) -> None:
    storm = id_of(archive)
    edit(archive, storm, {"place": "Bishkek"})
    before = show(archive, storm)
    remove(archive, [storm])
    (restored,) = restore(archive, [storm[:5]])
    assert restored.id == storm
    assert show(archive, storm) == before
    assert id_of(archive) == storm
    assert all_binned(archive) == []


def test_only_what_is_in_the_bin_can_be_restored_or_purged(archive: Archive) -> None:
    storm = id_of(archive)
    for use in (restore, purge):
        with pytest.raises(NotInBinError):
            use(archive, [storm])
        with pytest.raises(ArticleNotFoundError):
            use(archive, ["0000"])
    remove(archive, [storm])
    purge(archive, [storm])
    with pytest.raises(ArticlePurgedError):
        restore(archive, [storm])
    assert purge(archive, []).articles == 0


def test_an_ambiguous_beginning_is_answered_with_the_candidates(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [id_of(archive), id_of(archive, "calm")]
    remove(archive, ids)
    one, other = all_binned(archive)
    alike = [one.but(id="1" * 12), other.but(id="1" * 11 + "2")]
    monkeypatch.setattr(archive.store.bin, "find", lambda _: alike)
    with pytest.raises(AmbiguousIdError, match="Storm over the quay"):
        binned(archive, ["1111"])


def words_on_disk(archive: Archive, word: str) -> list[str]:
    return [
        path.name
        for path in archive.directory.rglob("*")
        if path.is_file() and word.encode() in path.read_bytes()
    ]


@pytest.mark.parametrize("engine", ["whoosh", "scan"])
def test_no_word_of_what_was_purged_is_on_the_disk(
    archive: Archive, engine: str
) -> None:
    storm = id_of(archive)
    edit(archive, storm, {"author_bio": "A xyzzyquux writer"})
    archive.close()
    with archive_in(archive.directory, engine) as again:
        assert words_on_disk(again, "xyzzyquux")
        remove(again, [storm])
        result = purge(again, [storm])
        assert (result.articles, result.versions, result.shared) == (1, 2, 0)
        assert (result.is_compact, result.is_gone) == (True, True)
        assert words_on_disk(again, "xyzzyquux") == []
        assert again.store._database.execute("PRAGMA foreign_key_check") == []
        assert found(again, "dam").total == 1
        with pytest.raises(ArticlePurgedError, match="was purged on 20"):
            show(again, storm[:7])
    with archive_in(archive.directory) as again:
        assert (found(again, "dam").total, found(again).total) == (1, 0)
        assert words_on_disk(again, "xyzzyquux") == []


def test_a_file_that_goes_while_a_purge_counts_is_passed_over(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove(archive, [id_of(archive)])
    real = Path.stat

    def stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        # What SQLite removes when another process closes the record.
        if path.name == "articles.db-shm":
            raise FileNotFoundError(path)
        return real(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(Path, "is_file", os.path.lexists)
    assert purge(archive, [one.id for one in all_binned(archive)]).articles == 1


def test_only_some_can_be_purged(archive: Archive) -> None:
    storm, calm = id_of(archive), id_of(archive, "calm")
    remove(archive, [storm, calm])
    purge(archive, [storm])
    assert [one.id for one in all_binned(archive)] == [calm]
    restore(archive, [calm])
    assert id_of(archive, "dam") == calm


class Killed(BaseException):
    """Ends a use case where a process may be killed."""


def killed(*_: object, **__: object) -> None:
    raise Killed


@pytest.mark.parametrize("at", ["complete", "_note", "make_anew"])
def test_a_crash_before_the_index_follows_leaves_the_next_search_right(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    storm = id_of(archive)

    def cut_off(use: Callable[[Archive, list[str]], object]) -> None:
        with monkeypatch.context() as patched, suppress(Killed):
            patched.setattr(GuardedIndex, at, killed)
            use(archive, [storm])

    cut_off(remove)
    assert found(archive).total == 0
    assert found(archive, "dam").total == 1
    cut_off(restore)
    assert id_of(archive) == storm
    cut_off(remove)
    cut_off(restore)
    assert id_of(archive) == storm
    cut_off(remove)
    cut_off(purge)
    assert found(archive).total == 0
    assert found(archive, "dam").total == 1
    assert archive.index.state() is IndexState.CURRENT
    purge(archive, [])
    archive.close()
    with archive_in(archive.directory) as again:
        assert words_on_disk(again, "xyzzyquux") == []


def test_an_index_that_was_never_made_needs_not_forget(
    tmp_path: Path, folder: Path
) -> None:
    with archive_in(tmp_path / "other", "scan") as scanned:
        take_in(scanned, folder)
        remove(scanned, [id_of(scanned)])
        assert found(scanned, "dam").total == 1
    with archive_in(tmp_path / "other") as opened:
        assert found(opened, "dam").total == 1
        assert opened.index.state() is IndexState.CURRENT


def test_a_known_file_stays_known_and_is_counted_as_removed(
    archive: Archive, folder: Path
) -> None:
    remove(archive, [id_of(archive)])
    report = take_in(archive, folder)
    assert (report.unchanged, report.removed, report.added) == (1, 1, 0)
    os.utime(folder / "2015-08-13-storm.txt", (1, 1))
    report = take_in(archive, folder)
    assert (report.unchanged, report.removed, report.added) == (1, 1, 0)
    purge(archive, [all_binned(archive)[0].id])
    for _ in range(2):
        report = take_in(archive, folder)
        assert (report.unchanged, report.removed, report.added) == (1, 1, 0)
        os.utime(folder / "2015-08-13-storm.txt", (2, 2))
    assert found(archive, "dam").total == 1


def test_a_new_version_of_what_is_in_the_bin_is_kept_there(
    archive: Archive, folder: Path
) -> None:
    storm = id_of(archive)
    remove(archive, [storm])
    write(folder / "2015-08-13-storm.txt", STORM.replace("held", "broke"))
    report = take_in(archive, folder)
    assert (report.updated, report.removed, report.unchanged) == (0, 1, 1)
    assert archive.index.state() is IndexState.CURRENT
    assert found(archive, "broke").total == 0
    (restored,) = restore(archive, [storm])
    assert (restored.version, "broke" in restored.body) == (2, True)
    assert id_of(archive, "broke") == storm


def test_the_same_text_elsewhere_brings_nothing_back(
    archive: Archive, folder: Path
) -> None:
    storm = id_of(archive)
    remove(archive, [storm])
    write(folder / "copy.txt", STORM)
    report = take_in(archive, folder)
    assert (report.added, report.duplicates, report.removed) == (0, 0, 2)
    (restored,) = restore(archive, [storm])
    whole = show(archive, restored.id)
    assert whole is not None
    assert len(whole.sources) == 2


def test_a_purged_text_elsewhere_is_not_taken_in_nor_are_its_bytes(
    archive: Archive, folder: Path
) -> None:
    storm = id_of(archive)
    remove(archive, [storm])
    purge(archive, [storm])
    write(folder / "copy.txt", STORM)
    write(folder / "calm.txt", STORM.replace("quay", "quay "))
    for _ in range(2):
        report = take_in(archive, folder)
        assert (report.added, report.updated, report.removed) == (0, 0, 3)
    kept = archive.store._database.execute(
        "SELECT count(*) FROM original WHERE length(compressed) > 0"
    )
    assert kept[0][0] == 1  # that of what calm.txt was


def test_what_is_taken_in_again_comes_back_from_the_bin(
    archive: Archive, folder: Path
) -> None:
    storm = id_of(archive)
    remove(archive, [storm])
    write(folder / "2015-08-13-storm.txt", STORM.replace("held", "broke"))
    report = take_in(archive, folder, is_again=True)
    assert (report.added, report.restored, report.removed) == (1, 1, 0)
    assert (report.updated, report.unchanged) == (0, 1)
    assert id_of(archive, "broke") == storm
    assert take_in(archive, folder, is_again=True).unchanged == 2


def test_what_is_taken_in_again_after_it_was_purged_has_its_old_id(
    archive: Archive, folder: Path
) -> None:
    path = folder / "2015-08-13-storm.txt"
    storm = id_of(archive)
    write(path, STORM.replace("held", "broke"))
    take_in(archive, folder)
    remove(archive, [storm])
    purge(archive, [storm])
    report = take_in(archive, path, is_again=True)
    assert (report.added, report.restored, report.removed) == (1, 0, 0)
    assert id_of(archive, "broke") == storm
    original = archive.store.articles.provenance(storm, 1).original
    assert archive.store.files.original(original) == path.read_bytes()
    assert not archive.store.bin.has_purged()
    report = take_in(archive, folder)
    assert (report.unchanged, report.removed) == (2, 0)


def test_a_trial_of_taking_in_again_brings_nothing_back(
    archive: Archive, folder: Path
) -> None:
    storm = id_of(archive)
    remove(archive, [storm])
    report = take_in(archive, folder, is_again=True, is_trial=True)
    assert report.restored == 1
    assert len(all_binned(archive)) == 1


def test_of_a_file_of_many_only_what_was_removed_stays_out(
    archive: Archive, tmp_path: Path
) -> None:
    lines = [f'{{"headline": "Wire {n}", "body": "Wire text {n}"}}' for n in range(3)]
    path = write(tmp_path / "wire.jsonl", "\n".join(lines))
    take_in(archive, path)
    remove(archive, [id_of(archive, "headline:0"), id_of(archive, "headline:1")])
    purged, _ = (one.id for one in all_binned(archive))
    assert purge(archive, [purged]).shared == 1
    report = take_in(archive, path)
    assert (report.unchanged, report.removed) == (1, 1)
    write(path, "\n".join([*lines, lines[0].replace("0", "7")]))
    report = take_in(archive, path)
    assert (report.added, report.unchanged, report.removed) == (1, 1, 2)
    report = take_in(archive, path, is_again=True)
    assert (report.added, report.restored, report.unchanged) == (2, 1, 2)


def test_what_is_within_a_known_file_of_files_is_counted_too(
    archive: Archive, tmp_path: Path
) -> None:
    from zipfile import ZipFile

    path = tmp_path / "wire.zip"
    with ZipFile(path, "w") as file:
        for number in range(2):
            file.writestr(f"{number}.txt", f"Wire {number}\n\nWire text {number}.")
    take_in(archive, path)
    ids = [id_of(archive, "headline:0"), id_of(archive, "headline:1")]
    remove(archive, ids[:1])
    report = take_in(archive, path)
    assert (report.unchanged, report.removed) == (1, 1)
    remove(archive, ids[1:])
    purge(archive, ids)
    report = take_in(archive, path)
    assert (report.unchanged, report.removed) == (0, 2)
    assert take_in(archive, path, is_again=True).added == 2
