from pathlib import Path

import pytest

from tca_cli.archive.walking import FoundFiles, Globs, files_below
from tests.support import write


def below(folder: Path, **globs: tuple[str, ...]) -> FoundFiles:
    return files_below([folder], without=folder / "archive", globs=Globs(**globs))


def names(found: FoundFiles, folder: Path) -> list[str]:
    return [str(file.path.relative_to(folder)) for file in found.candidates]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.md", "2015/a.txt", "2015/c.html", "2016/d.txt"):
        write(tmp_path / name, "Storm")
    return tmp_path


def test_patterns_choose_among_the_files_of_a_folder(folder: Path) -> None:
    assert names(below(folder, include=("*.txt",)), folder) == [
        *("a.txt", "2015/a.txt", "2016/d.txt")
    ]
    assert names(below(folder, include=("2015/*",)), folder) == [
        *("2015/a.txt", "2015/c.html")
    ]
    assert names(below(folder, include=("*.MD", "c.*")), folder) == [
        *("b.md", "2015/c.html")
    ]


def test_a_pattern_that_excludes_a_folder_excludes_all_in_it(folder: Path) -> None:
    assert names(below(folder, exclude=("2015",)), folder) == [
        *("a.txt", "b.md", "2016/d.txt")
    ]
    assert names(below(folder, include=("*.txt",), exclude=("a.*",)), folder) == [
        "2016/d.txt"
    ]


def test_a_file_that_is_named_is_taken_whatever_the_patterns(folder: Path) -> None:
    path = folder / "a.txt"
    found = files_below([path], without=folder, globs=Globs(exclude=("*",)))
    assert [file.path for file in found.candidates] == [path]
    assert found.candidates[0].is_named


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_read(
    tmp_path: Path,
) -> None:
    write(tmp_path / "out" / "secret.txt", "Storm")
    folder = tmp_path / "in"
    write(folder / "a.txt", "Storm")
    (folder / "b.txt").symlink_to(folder / "a.txt")
    (folder / "c.txt").symlink_to("../out/secret.txt")
    (folder / "d").symlink_to(tmp_path / "out")
    found = below(folder)
    assert names(found, folder) == ["a.txt", "b.txt"]
    assert [Path(refused.path).name for refused in found.refused] == ["d", "c.txt"]
    assert all("link out of the folder" in refused.reason for refused in found.refused)


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "out" / "a.txt", "Storm")
    (tmp_path / "b.txt").symlink_to(tmp_path / "out" / "a.txt")
    found = files_below([tmp_path / "b.txt"], without=tmp_path / "archive")
    assert [file.path.name for file in found.candidates] == ["b.txt"]


def test_the_parts_that_a_browser_saved_beside_a_page_are_left_out(
    tmp_path: Path,
) -> None:
    write(tmp_path / "Storm.html", "<p>Storm")
    write(tmp_path / "Storm_files" / "advert.html", "<p>Buy")
    write(tmp_path / "Storm_Dateien" / "advert.html", "<p>Buy")
    write(tmp_path / "case_files" / "a.txt", "Storm")
    assert names(below(tmp_path), tmp_path) == ["Storm.html", "case_files/a.txt"]


def test_other_formats_are_passed_over_by_their_names(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.css", "c.py", "README.md", "readme", "d.unknown", "e"):
        write(tmp_path / name, "Storm")
    found = below(tmp_path)
    assert names(found, tmp_path) == ["d.unknown", "e"]
    reasons = {Path(file.path).name: file.reason for file in found.passed_over}
    assert reasons["README.md"] == reasons["readme"] == "it is about its folder"
    assert reasons["a.jpg"] == "files of its kind are no articles"
    assert set(reasons) == {"a.jpg", "b.css", "c.py", "README.md", "readme"}
