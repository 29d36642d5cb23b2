"""What the folder of an archive holds is for its owner alone, and lasts."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import TEXT_SAMPLES, Tca, archive_in, take_in


@pytest.fixture(params=[0o022, 0o000])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    mask: int = request.param
    before = os.umask(mask)
    yield mask
    os.umask(before)


def modes_below(folder: Path) -> dict[str, str]:
    """Return the mode of the folder and of all below it that others may use."""
    return {
        str(path.relative_to(folder)): oct(path.stat().st_mode & 0o777)
        for path in (folder, *folder.rglob("*"))
        if path.stat().st_mode & 0o077
    }


def test_all_that_an_ingest_makes_is_for_its_owner_alone(
    tmp_path: Path, umask: int
) -> None:
    folder = tmp_path / "archive"
    with archive_in(folder) as archive:
        take_in(archive, *TEXT_SAMPLES)
        assert {"articles.db", "articles.db-wal", "index", "lock"} <= {
            path.name for path in folder.iterdir()
        }
        assert modes_below(folder) == {}
    assert modes_below(folder) == {}
    assert os.umask(umask) == umask


def test_an_index_made_by_a_search_is_for_its_owner_alone(
    tca: Tca, tmp_path: Path, umask: int
) -> None:
    tca("ingest", *TEXT_SAMPLES)
    for path in (tmp_path / "archive" / "index").iterdir():
        path.unlink()
    assert tca("search", "dam").exit_code == 0
    assert modes_below(tmp_path / "archive") == {}


def test_a_restored_archive_is_for_its_owner_alone(
    tca: Tca, tmp_path: Path, umask: int
) -> None:
    tca("ingest", *TEXT_SAMPLES)
    tca("backup", tmp_path / "saved.zip")
    restored = tmp_path / "restored"
    tca("restore", tmp_path / "saved.zip", "--archive", restored)
    assert (restored / "index").is_dir()
    assert modes_below(restored) == {}


def test_the_names_of_a_new_archive_are_made_safe_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr("tca_cli.archive.folder.sync_folder", synced.append)
    with archive_in(tmp_path / "a" / "b"):
        assert synced == [tmp_path / "a" / "b", tmp_path / "a", tmp_path]
    with archive_in(tmp_path / "a" / "b"):
        assert len(synced) == 3
