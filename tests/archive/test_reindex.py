"""Making the index anew: at once, unopened, and whole at any moment."""

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from tca_cli.archive import reindex as module
from tca_cli.archive.index_state import IndexState
from tca_cli.archive.reindex import Reindexed, reindex
from tca_cli.archive.search import search
from tests.archive.damaging import verdict
from tests.index.test_whoosh_engine import Trap
from tests.support import archive_in, take_in, write


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for number in range(3):
        write(tmp_path / "in" / f"{number}.txt", f"Storm {number}\n\nThe quay.")
    with archive_in(tmp_path / "archive") as opened:
        take_in(opened, tmp_path / "in")
    return tmp_path / "archive"


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def made_anew(directory: Path) -> list[str]:
    """Make the index anew; return the names of its files."""
    with archive_in(directory) as archive:
        assert reindex(archive) == Reindexed(3, made=True)
        assert archive.index.state() is IndexState.CURRENT
    return names(directory / "index")


def test_the_index_is_made_anew_and_nothing_else_is_left(directory: Path) -> None:
    before = names(directory / "index"), names(directory)
    assert made_anew(directory) != before[0]
    assert names(directory) == before[1]
    assert verdict(directory).damages == ()


def test_the_old_index_is_not_opened(directory: Path, tmp_path: Path) -> None:
    sprung = tmp_path / "sprung"
    for path in (directory / "index").iterdir():
        path.write_bytes(pickle.dumps(Trap(sprung)))
    made_anew(directory)
    assert not sprung.exists()


def test_what_is_current_is_only_made_anew_when_asked(directory: Path) -> None:
    before = names(directory / "index")
    with archive_in(directory) as archive:
        assert reindex(archive, if_needed=True) == Reindexed(3, made=False)
        assert names(directory / "index") == before
        next((directory / "index").glob("*.seg")).unlink()
        told: list[int] = []
        made = reindex(archive, if_needed=True, before_making=told.append)
        assert (made, told) == (Reindexed(3, made=True), [3])
        assert archive.index.state() is IndexState.CURRENT


def test_many_articles_are_made_ready_in_another_process(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MANY_ARTICLES", 2)
    told: list[int] = []
    with archive_in(directory) as archive:
        assert reindex(archive, told=told.append).made
    assert told == [1, 2, 3]
    assert verdict(directory).damages == ()


def test_an_engine_that_keeps_no_index_makes_none(directory: Path) -> None:
    with archive_in(directory, "scan") as archive:
        assert reindex(archive) == Reindexed(3, made=False)


class Killed(BaseException):
    """Ends a process where it is."""


def killed(*_: object, **__: object) -> NoReturn:
    raise Killed


def killed_at_call(
    number: int, function: Callable[..., object]
) -> Callable[..., object]:
    calls = 0

    def called(*args: object, **kwargs: object) -> object:
        nonlocal calls
        calls += 1
        if calls == number:
            raise Killed
        return function(*args, **kwargs)

    return called


@pytest.mark.parametrize(
    ("target", "call"),
    [
        ("pathlib.Path.rename", 1),
        ("pathlib.Path.rename", 2),
        ("tca_cli.archive.index_folder.sync_folder", 1),
        ("tca_cli.store.index_notes.IndexNotes.save", 1),
        ("tca_cli.store.index_notes.IndexNotes.clear_all", 1),
        ("tca_cli.archive.kept_index.remove_leftovers", 1),
    ],
)
def test_a_kill_at_any_point_is_healed_by_the_next_search(
    directory: Path, monkeypatch: pytest.MonkeyPatch, target: str, call: int
) -> None:
    from pkgutil import resolve_name

    before = names(directory)
    with monkeypatch.context() as kill, archive_in(directory) as archive:
        # What a process does that is not killed, to clear up, is not done.
        kill.setattr("tca_cli.archive.index_folder.remove", killed)
        kill.setattr(target, killed_at_call(call, resolve_name(target)))
        with pytest.raises(Killed):
            reindex(archive)
    with archive_in(directory) as archive:
        found = search(archive, "storm", limit=9, before_completing=lambda _: None)
        assert (found.total, found.is_scan) == (3, False)
        reindex(archive)
    assert names(directory) == before


def test_where_the_new_one_cannot_be_put_in_place_the_old_one_stays(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = names(directory), names(directory / "index")
    real = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if "-old" not in str(target) and "-old" not in str(path):
            raise OSError(28, "No space left on device")
        return real(path, target)

    with monkeypatch.context() as full, archive_in(directory) as archive:
        full.setattr(Path, "rename", refused)
        with pytest.raises(Exception, match="the disk is full"):
            reindex(archive)
        assert archive.index.state() is IndexState.CURRENT
    assert (names(directory), names(directory / "index")) == before
