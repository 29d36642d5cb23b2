import json
from pathlib import Path

import pytest

from tests.support import Tca, write

STORM = "Storm over the quay\n\nBy Ada Moreau\n\nOSH (TCA) — The dam held.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "in" / "a.txt", STORM)
    write(tmp_path / "in" / "b.txt", "A headline alone")
    write(tmp_path / "in" / "c.jpg", "no picture")
    return tmp_path / "in"


def test_a_dry_run_lists_what_would_happen_and_makes_no_archive(
    tca: Tca, tmp_path: Path, folder: Path
) -> None:
    done = tca("ingest", "--dry-run", folder)
    assert done.exit_code == 4
    assert done.stdout == f"added\t{folder}/a.txt\t\tStorm over the quay\n"
    assert "nothing was kept; it would be: added 1, failed 1" in done.stderr
    assert not (tmp_path / "archive").exists()
    report = json.loads(tca("ingest", "--dry-run", folder, "--json").stdout)
    assert (report["added"], report["failed"]) == (1, 1)
    assert [article["headline"] for article in report["articles"]] == [
        "Storm over the quay"
    ]


def test_a_dry_run_tells_what_is_known_already(tca: Tca, folder: Path) -> None:
    tca("ingest", folder)
    write(folder / "a.txt", STORM.replace("held", "broke"))
    done = tca("ingest", "--dry-run", folder)
    assert done.stdout.startswith("updated\t")
    assert tca("search", "broke", "--count").stdout == "0\n"


@pytest.mark.usefixtures("terminal")
def test_a_dry_run_is_read_by_a_person_too(tca: Tca, folder: Path) -> None:
    assert tca("ingest", "--dry-run", folder).stdout.split("\n")[:2] == [
        "added       Storm over the quay",
        f"            {folder}/a.txt",
    ]


def test_explain_shows_where_each_field_stood(tca: Tca, folder: Path) -> None:
    done = tca("ingest", "--explain", folder / "a.txt")
    assert f"{folder}/a.txt\t\tplace\tOsh\tthe dateline, line 5\n" in done.stdout
    (found,) = json.loads(tca("ingest", "--explain", folder / "a.txt", "--json").stdout)
    assert found["origins"]["authors"] == "the byline, line 3"
    assert tca("ingest", "--explain", folder / "b.txt").exit_code == 4
    assert tca("search", "dam").exit_code == 3


@pytest.mark.usefixtures("terminal")
def test_explain_is_a_table_on_a_terminal(tca: Tca, folder: Path) -> None:
    lines = tca("ingest", "--explain", folder / "a.txt").stdout.split("\n")
    assert any(line.startswith("authors ") and "Ada Moreau" in line for line in lines)


def test_failures_are_listed_until_they_are_mended(tca: Tca, folder: Path) -> None:
    tca("ingest", folder)
    listed = tca("failures")
    assert listed.exit_code == 0
    assert listed.stdout.split("\t")[1:] == [
        *(f"{folder}/b.txt", "", "there is a headline but no text below it\n")
    ]
    (failure,) = json.loads(tca("failures", "--json").stdout)
    assert failure.keys() == {"path", "part", "reason", "failed"}
    again = tca("ingest", folder)
    assert "--retry" in again.stderr
    assert "cannot read" not in again.stderr
    assert "cannot read" in tca("ingest", "--retry").stderr
    write(folder / "b.txt", "A headline\n\nand a text.")
    assert tca("ingest", "--retry").stderr == "added 1\n"
    assert tca("failures").stderr == "Every file could be read.\n"


@pytest.mark.usefixtures("terminal")
def test_failures_are_a_table_on_a_terminal(tca: Tca, folder: Path) -> None:
    tca("ingest", folder)
    assert "no text below it" in tca("failures").stdout


def test_one_file_comes_through_a_pipe(tca: Tca) -> None:
    storm = STORM.encode()
    assert tca("ingest", "-", "--as", "txt", piped=storm).stderr == "added 1\n"
    assert tca("ingest", "-", "--as", ".TXT", piped=storm).stderr == "unchanged 1\n"
    empty = tca("ingest", "-", piped=b"")
    assert (empty.exit_code, empty.stdout) == (4, "")
    assert "nothing came through the pipe" in empty.stderr
    assert tca("ingest", "-", "--max-size", "10", piped=storm).exit_code == 4
    explained = tca("ingest", "--explain", "-", "--as", "txt", piped=storm)
    assert "Ada Moreau" in explained.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "Missing argument"),
        (("x", "--as", "docs"), "'docs' is no format; known are"),
        (("x", "--map", "headline"), "no FIELD=KEY; fields are headline"),
        (("x", "--map", "title=x"), "no FIELD=KEY; fields are headline"),
        (("x", "--max-size", "big"), "'big' is no size; type one as 64M or 2G"),
        (("x", "--jobs", "0"), "0 is not in the range"),
        (("nowhere",), "There is no nowhere."),
    ],
)
def test_a_wrong_option_is_answered_with_what_to_type(
    tca: Tca, args: tuple[str, ...], said: str
) -> None:
    done = tca("ingest", *args)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_sizes_are_typed_with_or_without_units(tca: Tca, folder: Path) -> None:
    for size, failed in (("30", 1), ("1k", 0), ("0.5 MiB", 0), ("2G", 0)):
        done = tca("ingest", "--dry-run", folder / "a.txt", "--max-size", size)
        assert ("larger than" in done.stderr) == bool(failed)


def test_patterns_and_jobs_are_options(tca: Tca, folder: Path) -> None:
    done = tca("ingest", folder, "--exclude", "b.*", "--include", "*.txt", "-j", "2")
    assert (done.exit_code, done.stderr) == (0, "added 1\n")


def test_what_was_read_can_be_corrected(tca: Tca, folder: Path) -> None:
    tca("ingest", folder / "a.txt")
    article_id = json.loads(tca("search", "dam", "--json").stdout)["hits"][0]["id"]
    done = tca("edit", article_id, "authors=Tom Reyes; Ada Moreau", "place=")
    assert done.exit_code == 0
    assert "the file says Ada Moreau" in done.stdout
    page = tca("show", article_id).stdout
    assert "By Tom Reyes and Ada Moreau" in page
    assert "place corrected on" in page
    shown = json.loads(tca("edit", article_id, "--revert", "place", "--json").stdout)
    assert (shown["place"], shown["version"]) == ("Osh", 3)
    assert [correction["field"] for correction in shown["corrections"]] == ["authors"]
    tca("edit", article_id, "--revert", "authors")
    assert tca("edit", article_id, "agency=TCA").exit_code == 0


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("0000", "place=Osh"), 1, "no article's id begins with 0000"),
        (("0000",), 2, "Nothing to correct"),
        (("0000", "place"), 2, "'place' is no FIELD=VALUE"),
        (("0000", "town=Osh"), 2, "there is no such field"),
        (("0000", "published=3/4/2015"), 2, "type one as 2015-08-13"),
        (("0000", "headline="), 2, "an article cannot be without it"),
    ],
)
def test_a_correction_that_cannot_be_made_is_answered(
    tca: Tca, folder: Path, args: tuple[str, ...], code: int, said: str
) -> None:
    tca("ingest", folder / "a.txt")
    done = tca("edit", *args)
    assert done.exit_code == code
    assert said in done.stderr


def test_explain_takes_folders_and_goes_on_after_what_cannot_be_read(
    tca: Tca, folder: Path
) -> None:
    done = tca("ingest", "--explain", folder)
    assert done.exit_code == 4
    assert "Ada Moreau" in done.stdout
    assert "b.txt: there is a headline but no text below it" in done.stderr


@pytest.mark.parametrize("name", ["old.doc", "notes.rtf", "draft.pages"])
def test_a_format_of_writers_that_is_not_read_is_a_failure_with_advice(
    tca: Tca, folder: Path, name: str
) -> None:
    write(folder / name, "whatever")
    assert "save it as .docx, .odt or .txt" in tca("ingest", folder).stderr


def test_a_wrong_suffix_is_answered_with_the_right_one(
    tca: Tca, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.pdf", STORM + "It rained all night, and nobody slept.\n")
    said = tca("ingest", path).stderr
    assert "it looks like .txt, which --as txt reads" in said


def test_what_failed_in_a_pipe_is_not_remembered(tca: Tca) -> None:
    assert tca("ingest", "-", "--as", "txt", piped=b"alone").exit_code == 4
    assert tca("failures").stdout == ""
