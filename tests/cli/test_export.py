import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from tca_cli.archive.export import _Files
from tests.support import Tca, write


@pytest.fixture
def out(tca: Tca, tmp_path: Path) -> Path:
    """Take in an article; return where to export it to."""
    tca("ingest", write(tmp_path / "in" / "a.txt", "Storm\n\nThe dam held.\n"))
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "new"


def test_an_export_says_what_it_wrote(tca: Tca, out: Path) -> None:
    result = tca("export", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == f"exported 1 article, 1 version, to {out}\n"
    told = json.loads(tca("export", "--to", "csv", out.with_name("b"), "--json").stdout)
    assert told == {
        "directory": str(out.with_name("b")),
        "form": "csv",
        "articles": 1,
        "versions": 1,
        "files": 1,
    }


def test_an_empty_folder_is_filled_and_no_other(tca: Tca, out: Path) -> None:
    out.mkdir()
    assert tca("export", out).exit_code == 0
    before = sorted(out.parent.rglob("*"))
    again = tca("export", out)
    assert again.exit_code == 2
    assert "is not empty; choose a new or empty folder" in again.stderr
    file = write(out / "x.txt", "x")
    for taken in (file, file / "below", out.parents[1] / "archive" / "new"):
        assert tca("export", taken).exit_code == 2
    file.unlink()
    assert sorted(out.parent.rglob("*")) == before


def test_an_archive_without_articles_makes_an_empty_folder(
    tca: Tca, tmp_path: Path
) -> None:
    assert tca("export", tmp_path / "out").exit_code == 3
    tca("ingest", write(tmp_path / "in" / "a.txt", "\n"))
    for form in ("markdown", "csv"):
        assert tca("export", tmp_path / form, "--to", form).exit_code == 0
        assert list((tmp_path / form).iterdir()) == []


def test_only_what_is_asked_for_is_written(tca: Tca, out: Path, tmp_path: Path) -> None:
    records = [
        {"headline": "Storm", "body": "The quay.", "author": "Ada Moreau"},
        {"headline": "Calm", "body": "The lake.", "author": "Tom Reyes"},
    ]
    tca("ingest", write(tmp_path / "in" / "b.json", json.dumps(records)))
    for form in ("markdown", "originals"):
        folder = out.with_name(form)
        tca("export", folder, "--author", "moreau", "--to", form)
        other = ("--archive", tmp_path / f"other-{form}")
        tca(*other, "ingest", folder)
        assert tca(*other, "list-by-author").stdout == "1\tAda Moreau\t\t\n"
        assert tca(*other, "search", "lake OR held").exit_code == 1
    none = tca("export", out, "glacier")
    assert (none.exit_code, out.exists()) == (1, False)
    assert none.stderr == "No article matches; nothing was written.\n"


def failing(error: BaseException) -> Callable[[_Files, str], NoReturn]:
    def open_nothing(files: _Files, path: str) -> NoReturn:
        raise error

    return open_nothing


def test_a_full_disk_leaves_nothing(
    tca: Tca, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr(_Files, "open", failing(full))
    result = tca("export", out)
    assert result.exit_code == 74
    assert "the disk is full; make room" in result.stderr
    assert "; nothing of it was left there" in result.stderr
    assert list(out.parent.iterdir()) == []


def test_an_export_that_is_interrupted_leaves_nothing(
    tca: Tca, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Files, "open", failing(KeyboardInterrupt()))
    assert tca("export", out).exit_code == 130
    assert list(out.parent.iterdir()) == []


def test_what_a_killed_export_left_is_named(tca: Tca, out: Path) -> None:
    left = out.with_name("new-unfinished-0123")
    left.mkdir()
    result = tca("export", out)
    assert f"{left} is of an export that was killed" in result.stderr
    assert left.exists()


def test_files_are_as_the_person_wants_new_ones(tca: Tca, out: Path) -> None:
    before = os.umask(0o027)
    try:
        tca("export", out, "--to", "json")
    finally:
        os.umask(before)
    (path,) = out.glob("*/*.json")
    assert path.stat().st_mode & 0o777 == 0o640
    assert out.stat().st_mode & 0o777 == 0o750


def test_what_show_prints_is_the_same_article_elsewhere(
    tca: Tca, out: Path, tmp_path: Path
) -> None:
    article_id = tca("search", "storm").stdout[:12]
    tca("edit", article_id, "place=Osh")
    shown = tca("show", article_id, "--json").stdout
    other = ("--archive", tmp_path / "other")
    assert tca(*other, "ingest", "-", piped=shown.encode()).exit_code == 0
    there = json.loads(tca(*other, "show", article_id, "--json").stdout)
    here = json.loads(shown)
    assert there.pop("sources") != here.pop("sources")
    assert there == here
