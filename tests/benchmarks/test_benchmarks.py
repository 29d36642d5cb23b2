"""``python -m benchmarks``, from the files to the figures."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from benchmarks.__main__ import benchmark
from benchmarks.measures import GROUPS
from tests.support import write

COMPARISON = {
    *("group", "name", "peer", "unit", "ours", "theirs", "files", "ratio"),
}


def run(*arguments: str | Path) -> Result:
    typed = [str(argument) for argument in arguments]
    return CliRunner(catch_exceptions=False).invoke(benchmark, typed)


def figures(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_a_run_measures_every_group_against_several_peers(tmp_path: Path) -> None:
    result = run("--articles", "30", "--runs", "1", "--json", tmp_path / "figures.json")
    assert result.exit_code == 0
    report = figures(tmp_path / "figures.json")
    assert set(report) == {
        *("date", "machine", "versions", "files", "articles", "source_bytes", "runs"),
        *("clock", "comparisons", "smaller", "growth", "remarks"),
    }
    assert (report["files"], report["articles"], report["runs"]) == (30, 30, 1)
    assert report["versions"].keys() >= {"tca", "python", "whoosh", "FTS5 script"}
    assert {one["group"] for one in report["comparisons"]} == set(GROUPS)
    for one in report["comparisons"]:
        assert one.keys() == COMPARISON
        assert len(one["ours"]) == len(one["theirs"]) >= 1
        assert min(*one["ours"], *one["theirs"]) > 0
        assert one["ratio"]["least"] <= one["ratio"]["median"] <= one["ratio"]["most"]
    whole = {one["peer"] for one in report["comparisons"] if one["name"] == "all files"}
    assert whole >= {"whoosh index", "FTS5 script"}
    for group in GROUPS:
        assert f"\n{group} " in result.stdout
    assert "30 articles in 30 files" in result.stdout


def test_a_peer_that_is_missing_is_left_out_with_a_remark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("benchmarks.programs.scripts._PYTHONS", ())
    path = tmp_path / "figures.json"
    result = run("--articles", "3", "--runs", "1", "--only", "on-disk", "--json", path)
    assert result.exit_code == 0
    for missing in ("recollindex", "Xapian"):
        told = f"left out, since it is not installed here: {missing}"
        assert told in result.stderr
        assert any(remark.startswith(told) for remark in figures(path)["remarks"])
        assert missing not in result.stdout
    assert "FTS5 script" in result.stdout


def test_growth_is_told_of_what_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    options = ("--runs", "1", "--growth", "--only", "adding,on-disk", "--json", path)
    result = run("--articles", "20", *options)
    assert result.exit_code == 0
    assert "The same with fewer articles, and more" in result.stdout
    report = figures(path)
    assert [point["articles"] for point in report["smaller"]] == [2]
    assert {one["group"] for one in report["smaller"][0]["comparisons"]} == {"adding"}
    assert {one["program"] for one in report["growth"]} >= {"tca", "FTS5 script"}
    for one in report["growth"]:
        assert one["articles"] == [2, 20]
        assert len(one["ratios"]) == len(one["seconds"]) == 2
        assert one["ratios"][0] == 1


def test_a_folder_of_one_s_own_is_measured_and_left_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name in ("storm", "quay"):
        write(folder / f"{name}.txt", f"The {name}\n\nThe {name} is here.\n")
    before = {path: path.stat() for path in folder.rglob("*")}
    path = tmp_path / "figures.json"
    options = ("--runs", "1", "--only", "adding,index-alone", "--clock", "processor")
    result = run("--folder", folder, *options, "--json", path)
    assert result.exit_code == 0
    assert (figures(path)["articles"], figures(path)["clock"]) == (2, "processor")
    assert {path: path.stat() for path in folder.rglob("*")} == before


def test_invented_articles_are_kept_where_asked(tmp_path: Path) -> None:
    options = ("--articles", "2", "--runs", "1", "--only", "index-alone")
    result = run(*options, "--keep", tmp_path / "kept")
    assert result.exit_code == 0
    assert len(list((tmp_path / "kept").rglob("*.txt"))) == 2


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.html", "<p>Storm", "there is no text file in"),
        ("a.txt", "", "tca finds no article in these files"),
    ],
)
def test_files_without_articles_are_refused(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    write(tmp_path / "in" / name, text)
    result = run("--folder", tmp_path / "in", "--only", "index-alone")
    assert result.exit_code != 0
    assert message in result.stderr


def test_a_group_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    result = run("--only", "asking,singing")
    assert result.exit_code == 2
    assert "there is no 'singing'" in result.stderr
    assert "taking-in, memory, on-disk, index-alone" in " ".join(result.stderr.split())
