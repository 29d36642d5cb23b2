"""The index may be lost, damaged, foreign or behind: what is searched is the record."""

import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tca_cli.archive import Archive
from tca_cli.archive.index_state import IndexState
from tca_cli.archive.search import SearchResult, search
from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.index import IndexSettings, SearchIndex, open_index
from tca_cli.index.scan import ScanIndex
from tca_cli.index.whoosh_engine.ready import ReadyIndex
from tests.index.test_whoosh_engine import Trap
from tests.support import archive_in, take_in, write


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    for number in range(3):
        write(tmp_path / "in" / f"{number}.txt", f"Storm {number}\n\nThe quay.")
    with archive_in(tmp_path / "archive") as opened:
        take_in(opened, tmp_path / "in")
        yield opened


class Told(list[int]):
    """Remembers what was said of the articles that the index lacks."""


def totalling(archive: Archive, query: str) -> int:
    result = search(archive, query, limit=0, before_completing=lambda _: None)
    return result.complete


def found(archive: Archive, told: Told | None = None) -> SearchResult:
    remember = Told() if told is None else told
    return search(archive, "storm", limit=10, before_completing=remember.append)


def lose(index: Path) -> None:
    shutil.rmtree(index)


def lose_a_file(index: Path) -> None:
    next(index.glob("*.seg")).unlink()


def flip_a_byte(index: Path) -> None:
    (path,) = index.glob("*.seg")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def truncate(index: Path) -> None:
    (path,) = index.glob("*.toc")
    path.write_bytes(path.read_bytes()[:9])


def leave(_: Path) -> None:
    """Leave the index as it is."""


def empty(index: Path) -> None:
    lose(index)
    index.mkdir()


@pytest.mark.parametrize("damage", [lose, lose_a_file, flip_a_byte, truncate, empty])
def test_a_damaged_index_is_made_anew(
    archive: Archive, damage: Callable[[Path], None]
) -> None:
    damage(archive.index.directory)
    assert archive.index.state() is IndexState.UNUSABLE
    told = Told()
    result = found(archive, told)
    assert (result.total, result.is_scan, told) == (3, False, [3])
    assert archive.index.state() is IndexState.CURRENT
    assert found(archive, told).total == 3
    assert told == [3]


def test_an_index_is_opened_once_for_many_questions(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def counted(engine: str, settings: IndexSettings) -> SearchIndex:
        opened.append(engine)
        return open_index(engine, settings)

    monkeypatch.setattr("tca_cli.archive.kept_index.open_index", counted)
    assert [found(archive).total for _ in range(3)] == [3, 3, 3]
    assert opened == ["whoosh"]
    # Written by another process, as far as this archive knows.
    with archive_in(archive.directory) as other:
        take_in(other, write(tmp_path / "new.txt", "Storm\n\nA new one."))
    opened.clear()
    assert [found(archive).total for _ in range(3)] == [4, 4, 4]
    assert opened == ["whoosh"]


def test_a_foreign_index_runs_nothing(archive: Archive, tmp_path: Path) -> None:
    sprung = tmp_path / "sprung"
    for path in archive.index.directory.iterdir():
        path.write_bytes(pickle.dumps(Trap(sprung)))
    (archive.index.directory / "_MAIN_99.toc").write_bytes(pickle.dumps(Trap(sprung)))
    assert found(archive).total == 3
    assert not sprung.exists()


def test_an_index_copied_with_its_archive_is_used(
    archive: Archive, tmp_path: Path
) -> None:
    archive.close()
    shutil.copytree(archive.directory, tmp_path / "copy")
    with archive_in(tmp_path / "copy") as copy:
        told = Told()
        assert found(copy, told).total == 3
        assert told == []


def test_an_index_of_another_form_is_made_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReadyIndex, "form", "whoosh 9")
    assert archive.index.state() is IndexState.UNUSABLE
    told = Told()
    assert found(archive, told).total == 3
    assert told == [3]


def test_what_a_killed_writer_left_is_removed(archive: Archive, tmp_path: Path) -> None:
    left = archive.index.directory / "MAIN_left.seg"
    left.write_text("half")
    (archive.index.directory / "MAIN.tmp").mkdir()
    write(tmp_path / "in" / "new.txt", "Storm new\n\nThe quay.")
    take_in(archive, tmp_path / "in")
    assert not left.exists()
    assert found(archive).total == 4


def behind(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave *archive* as a writer does that is killed before it has indexed."""
    write(tmp_path / "in" / "new.txt", "Storm new\n\nThe quay.")
    with monkeypatch.context() as killed:
        killed.setattr(ReadyIndex, "add", _killed)
        with pytest.raises(KeyboardInterrupt):
            take_in(archive, tmp_path / "in")
    assert archive.index.state() is IndexState.BEHIND


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_index_that_is_behind_is_completed(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind(archive, tmp_path, monkeypatch)
    told = Told()
    result = found(archive, told)
    assert (result.total, result.is_behind, told) == (4, False, [1])


def test_while_another_writes_the_finished_batches_are_found(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind(archive, tmp_path, monkeypatch)
    told = Told()
    with archive_in(archive.directory) as other, other.writing():
        result = found(archive, told)
    assert (result.total, result.is_behind, result.is_scan) == (3, True, False)
    assert told == []


def test_while_another_makes_the_index_anew_the_record_is_read(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tca_cli.archive.guarded_index._PAUSE_SECONDS", 0)
    lose(archive.index.directory)
    with archive_in(archive.directory) as other, other.writing():
        result = found(archive)
    assert (result.total, result.is_scan) == (3, True)


def test_an_index_that_changes_while_it_is_asked_is_asked_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tca_cli.archive.guarded_index._PAUSE_SECONDS", 0)
    real, calls = ReadyIndex.search, Told()

    def replaced_once(self: ReadyIndex, *args: object, **kwargs: object) -> object:
        calls.append(1)
        if len(calls) == 1:
            raise ArchiveUnusableError(archive.index.directory, "replaced")
        return real(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(ReadyIndex, "search", replaced_once)
    result = found(archive)
    assert (result.total, result.is_scan) == (3, False)


def test_the_scan_engine_leaves_the_notes_for_an_engine_that_needs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "in" / "a.txt", "Storm\n\nThe quay.")
    with archive_in(tmp_path / "archive", engine="scan") as archive:
        take_in(archive, tmp_path / "in")
        assert found(archive).total == 1
        assert not archive.index.directory.exists()
    with archive_in(tmp_path / "archive") as archive:
        told = Told()
        with monkeypatch.context() as patched:
            patched.setattr(ScanIndex, "search", None)
            assert found(archive, told).total == 1
        assert told == [1]


def test_an_archive_without_articles_is_searched_in_vain(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with archive_in(tmp_path / "archive") as archive:
        take_in(archive, tmp_path / "in")
        result = found(archive)
    assert (result.total, result.is_scan) == (0, False)


def test_nothing_that_was_put_beside_the_index_is_opened(
    archive: Archive, tmp_path: Path
) -> None:
    sprung, evil = tmp_path / "sprung", tmp_path / "evil"
    evil.mkdir()
    (evil / "_MAIN_1.toc").write_bytes(pickle.dumps(Trap(sprung)))
    for name in ("index.new", "index-new-1", "index.old"):
        (archive.directory / name).symlink_to(evil)
    lose(archive.index.directory)
    assert found(archive).total == 3
    assert not sprung.exists()
    assert [path.name for path in evil.iterdir()] == ["_MAIN_1.toc"]


def test_an_index_that_is_no_folder_is_made_anew(
    archive: Archive, tmp_path: Path
) -> None:
    lose(archive.index.directory)
    archive.index.directory.write_text("a file")
    assert found(archive).total == 3
    lose(archive.index.directory)
    archive.index.directory.symlink_to(tmp_path / "nowhere")
    assert found(archive).total == 3
    assert archive.index.directory.is_dir()


def test_where_no_index_can_be_written_the_record_is_read(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**_: object) -> str:
        raise OSError(28, "No space left on device")

    lose(archive.index.directory)
    monkeypatch.setattr("tempfile.mkdtemp", refused)
    result = found(archive)
    assert (result.total, result.is_scan) == (3, True)


def test_two_versions_of_an_article_in_one_run_leave_the_last(
    archive: Archive, tmp_path: Path
) -> None:
    one, two = (tmp_path / "in" / f"{name}.txt" for name in ("one", "two"))
    for path in (one, two):
        write(path, "Storm warning\n\nThe quay was closed on Monday, said the harbour.")
    take_in(archive, tmp_path / "in")
    write(one, "Storm warning\n\nThe quay was closed on Tuesday, said the harbour.")
    write(two, "Storm warning\n\nThe quay was closed on Friday, said the harbour.")
    take_in(archive, tmp_path / "in")
    assert archive.index.state() is IndexState.CURRENT
    days = ("monday", "tuesday", "friday")
    assert [totalling(archive, day) for day in days] == [0, 0, 1]


@pytest.mark.parametrize("harm", [lose, leave], ids=["anew", "longer"])
def test_what_could_not_be_indexed_takes_no_room(
    archive: Archive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Path], None],
) -> None:
    behind(archive, tmp_path, monkeypatch)
    harm(archive.index.directory)
    before = sorted(archive.directory.rglob("*"))
    with monkeypatch.context() as full:
        full.setattr(ReadyIndex, "add", _written_in_part)
        assert found(archive).is_scan
    assert sorted(archive.directory.rglob("*")) == before
    assert (found(archive).total, found(archive).is_scan) == (4, False)


def _written_in_part(index: ReadyIndex, *_: object) -> None:
    (index._settings.directory / "MAIN_part.seg").write_text("half")
    raise ArchiveUnusableError(index._settings.directory, "No space left on device")


def test_a_full_disk_is_told_with_what_to_do(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**_: object) -> str:
        raise OSError(28, "No space left on device")

    lose(archive.index.directory)
    monkeypatch.setattr("tempfile.mkdtemp", refused)
    path = write(tmp_path / "new.txt", "Storm new\n\nThe quay.")
    with pytest.raises(ArchiveUnusableError, match="the disk is full; make room"):
        take_in(archive, path)


@pytest.mark.parametrize("harm", [lose, leave], ids=["anew", "longer"])
def test_no_index_is_left_where_another_archive_is_by_now(
    archive: Archive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Path], None],
) -> None:
    write(tmp_path / "other.txt", "Calm\n\nThe sea.")
    with archive_in(tmp_path / "other") as other:
        take_in(other, tmp_path / "other.txt")
    before = sorted(path.name for path in (tmp_path / "other").rglob("*"))
    behind(archive, tmp_path, monkeypatch)
    harm(archive.index.directory)

    def replaced(index: ReadyIndex, *_: object) -> None:
        archive.directory.rename(tmp_path / "elsewhere")
        (tmp_path / "other").rename(archive.directory)
        raise OSError(2, "No such file or directory")

    monkeypatch.setattr(ReadyIndex, "add", replaced)
    with pytest.raises(OSError, match="No such file"), archive.writing():
        archive.index.complete()
    with pytest.raises(ArchiveUnusableError, match="moved"), archive.writing():
        archive.index.complete()
    archive.close()
    assert sorted(path.name for path in archive.directory.rglob("*")) == before


def test_an_index_that_was_replaced_goes_with_the_next_addition(
    archive: Archive, tmp_path: Path
) -> None:
    old = archive.directory / "index-new-abcd-old"
    old.mkdir()
    take_in(archive, write(tmp_path / "new.txt", "Storm new\n\nThe quay."))
    assert not old.exists()


def test_a_leftover_that_cannot_be_removed_hinders_nobody(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive.directory / "index-new-abcd-old").mkdir()

    def refused(path: Path) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("shutil.rmtree", refused)
    take_in(archive, write(tmp_path / "new.txt", "Storm new\n\nThe quay."))
    assert found(archive).total == 4


def test_no_lock_is_made_where_an_archive_is_no_more(
    archive: Archive, tmp_path: Path
) -> None:
    archive.directory.rename(tmp_path / "elsewhere")
    path = write(tmp_path / "new.txt", "Storm new\n\nThe quay.")
    with pytest.raises(ArchiveUnusableError, match="moved"):
        take_in(archive, path)
    assert found(archive).is_scan
    assert not archive.directory.exists()


def test_a_lock_that_made_its_folder_anew_goes_with_it(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = archive.store.check_in_place

    def taken_away_meanwhile() -> None:
        checked()
        monkeypatch.undo()
        shutil.rmtree(archive.directory)

    monkeypatch.setattr(archive.store, "check_in_place", taken_away_meanwhile)
    with pytest.raises(ArchiveUnusableError, match="meanwhile"), archive.writing():
        pass
    assert not archive.directory.exists()
