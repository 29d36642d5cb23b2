"""What an article was before: its history, its older versions, and what changed."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tca_cli.archive.edit import edit
from tests.support import Tca, archive_in, take_in, write

FIRST = """Storm over the quay
By Ada Moreau

OSH (HNS) — The old dam held all night.

Ships wait at sea.

Nobody was hurt.

Schools stay shut.

The mayor spoke."""
SECOND = FIRST.replace("The old dam", "The dam").replace("shut.", "shut, he said.")
THIRD = SECOND.replace("Storm", "Gale").replace("Ships wait at sea.\n\n", "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "in" / "storm.txt"


@pytest.fixture
def storm(path: Path, tmp_path: Path) -> str:
    """Take in an article in three versions, and correct it; return its id."""
    with archive_in(tmp_path / "archive", engine="scan") as archive:
        for text in (FIRST, SECOND, THIRD):
            take_in(archive, write(path, text))
        (article,) = archive.store.articles.all()
        corrected = {"authors": ("Ada Moreau", "Tom Reyes")}
        edit(archive, article.id, corrected | {"published": date(2015, 8, 13)})
        return article.id


def test_the_history_says_when_from_where_and_what_changed(
    tca: Tca, storm: str, path: Path
) -> None:
    lines = [line.split("\t") for line in tca("history", storm).stdout.splitlines()]
    assert [cells[0] for cells in lines] == ["4", "3", "2", "1"]
    assert all(cells[1].endswith("+00:00") for cells in lines)
    assert [cells[2:] for cells in lines] == [
        ["corrected by hand", "", "authors, published"],
        [str(path), "", "headline, body −4 words"],
        [str(path), "", "body +2 −1 words"],
        [str(path), "", "Storm over the quay"],
    ]


def test_the_history_as_json(tca: Tca, storm: str, path: Path) -> None:
    corrected, third, _, first = json.loads(tca("history", storm, "--json").stdout)
    assert list(first) == [
        *("version", "ingested", "path", "key", "by_hand", "headline", "changed"),
        "words",
    ]
    assert (corrected["by_hand"], corrected["path"]) == (True, str(path))
    assert third["words"] == {"added": 0, "removed": 4}
    assert (first["by_hand"], first["changed"], first["words"]) == (False, [], None)


def test_a_correction_that_is_taken_back_is_by_hand_too(tca: Tca, storm: str) -> None:
    tca("edit", storm, "--revert", "published")
    newest = tca("history", storm).stdout.splitlines()[0]
    assert newest.split("\t")[2:] == ["corrected by hand", "", "published"]


def test_what_its_file_changes_later_is_not_by_hand(
    tca: Tca, storm: str, path: Path
) -> None:
    tca("ingest", write(path, THIRD.replace("night", "day!")))
    newest = tca("history", storm).stdout.splitlines()[0]
    assert newest.split("\t")[2:] == [str(path), "", "body +1 −1 words"]
    tca("ingest", write(path, THIRD.replace("night.", "day")))
    newest = tca("history", storm).stdout.splitlines()[0]
    assert newest.split("\t")[2:] == [str(path), "", "body, no word of it"]


def test_the_history_names_the_article_of_a_file(tca: Tca, tmp_path: Path) -> None:
    rows = "id,headline,body\n7,Storm,The quay.\n8,Calm,The sea.\n"
    tca("ingest", write(tmp_path / "a.csv", rows))
    cells = tca("history", tca("search", "storm").stdout[:12]).stdout.split("\t")
    assert cells[2:4] == [str(tmp_path / "a.csv"), "7"]


def test_the_history_on_a_terminal_has_a_line_a_version(
    tca: Tca, storm: str, terminal: None
) -> None:
    lines = tca("history", storm).stdout.splitlines()
    assert re.match(
        r"4  20\d\d-\d\d-\d\d \d\d:\d\d  corrected by hand +authors", lines[0]
    )
    assert "storm.txt  headline, body −4 words" in lines[1]
    assert lines[3].startswith("1  ")
    assert all(len(line) <= 80 for line in lines)


def test_an_older_version_is_shown_as_it_was(tca: Tca, storm: str, path: Path) -> None:
    page = tca("show", storm, "--version", "2").stdout
    assert page.startswith("Storm over the quay\nBy Ada Moreau · HNS · Osh\n")
    assert "The dam held" in page
    imprint, source = page.splitlines()[-2:]
    assert imprint.startswith(f"{storm} · version 2 of 4 · taken in ")
    assert source == str(path)
    kept = json.loads(tca("show", storm, "--version", "1", "--json").stdout)
    latest = json.loads(tca("show", storm, "--json").stdout)
    assert list(kept) == list(latest)
    assert (kept["id"], kept["version"], kept["published"]) == (storm, 1, None)
    assert kept["sources"] == [{"path": str(path), "key": None}]
    assert (kept["corrections"], len(latest["corrections"])) == ([], 2)


def test_the_latest_version_is_what_show_prints(tca: Tca, storm: str) -> None:
    page = tca("show", storm).stdout
    asked = tca("show", storm, "--version", "4").stdout
    assert "version 4 of 4 ·" in asked
    assert asked.replace("version 4 of 4", "version 4") == page
    assert "corrected on" in asked


def test_words_are_marked_in_older_versions_too(
    tca: Tca, storm: str, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    tca("search", "ships OR mayor")
    page = tca("show", "@1", "--version", "1").stdout
    assert "\x1b[1;31mShips\x1b" in page
    assert "31m" not in tca("show", storm, "--version", "1").stdout


@pytest.mark.parametrize(
    "command", [("show", "--version", "7"), ("diff", "7"), ("diff", "1", "7")]
)
def test_which_versions_there_are_is_said_where_one_is_unknown(
    tca: Tca, storm: str, command: tuple[str, ...]
) -> None:
    name, *rest = command
    result = tca(name, storm, *rest)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{storm} has no version 7; it has versions 1 to 4" in result.stderr
    assert tca(name, storm, *rest, "--json").stdout == "null\n"


def test_versions_that_were_not_taken_in_are_not_told_of(
    tca: Tca, storm: str, tmp_path: Path
) -> None:
    tca("export", tmp_path / "out", "--to", "json")
    first, second, third, fourth = sorted(
        (tmp_path / "out").glob("*/*.json"),
        key=lambda path: int(json.loads(path.read_text(encoding="utf-8"))["version"]),
    )
    del first, third
    other = ("--archive", tmp_path / "other")
    tca("ingest", second, *other)
    alone = tca("show", storm, "--version", "1", *other).stderr
    assert f"{storm} has no version 1; it has version 2," in alone
    tca("ingest", fourth, *other)
    among = tca("diff", storm, "3", *other).stderr
    assert f"{storm} has no version 3; it has 2 from 2 to 4," in among


@pytest.mark.parametrize("typed", [("0",), ("1", "x")])
def test_what_is_no_version_is_told_by_its_name(
    tca: Tca, storm: str, typed: tuple[str, ...]
) -> None:
    result = tca("diff", storm, *typed)
    assert result.exit_code == 2
    assert f"Invalid value for '[V{len(typed)}]'" in result.stderr


def test_one_version_is_told_as_such(tca: Tca, tmp_path: Path) -> None:
    tca("ingest", write(tmp_path / "a.txt", "Storm\n\nThe quay."))
    article_id = tca("search", "storm").stdout[:12]
    assert "it has version 1," in tca("show", article_id, "--version", "2").stderr
    result = tca("diff", article_id)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{article_id} has only one version.\n"
    assert tca("diff", article_id, "--json").stdout == "[]\n"


@pytest.mark.parametrize("name", ["history", "diff"])
def test_an_unknown_article_is_1(tca: Tca, storm: str, name: str) -> None:
    result = tca(name, "ffff")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no article's id begins with ffff" in result.stderr
    assert tca(name, "ffff", "--json").stdout == "null\n"


def test_a_pipe_gets_what_changed_in_the_form_of_wdiff(tca: Tca, storm: str) -> None:
    heading, *lines = tca("diff", storm, "2", "3").stdout.splitlines()
    assert heading.startswith(f"{storm} · version 2 of 2")
    assert lines == [
        *("", "headline", "[-Storm-]{+Gale+} over the quay"),
        *("", "body", "The dam held all night."),
        *("", "[-Ships wait at sea.", "", "-]Nobody was hurt."),
        *("", "Schools stay shut, he said.", "", "The mayor spoke."),
    ]
    latest = tca("diff", storm).stdout.splitlines()[1:]
    assert latest == [
        *("", "authors", "Ada Moreau{+; Tom Reyes+}"),
        *("", "published", "{+2015-08-13+}"),
    ]


def test_one_version_is_compared_with_the_latest(tca: Tca, storm: str) -> None:
    assert tca("diff", storm, "1").stdout == tca("diff", storm, "1", "4").stdout
    assert tca("diff", storm, "3").stdout == tca("diff", storm).stdout
    tca("search", "mayor")
    assert tca("diff", "@1").stdout == tca("diff", storm).stdout
    assert tca("history", "@1").stdout == tca("history", storm).stdout


def test_the_parts_as_json_are_both_versions(tca: Tca, storm: str) -> None:
    old, new = (
        json.loads(tca("show", storm, "--version", number, "--json").stdout)
        for number in ("1", "4")
    )
    fields = json.loads(tca("diff", storm, "1", "4", "--json").stdout)
    assert [field["field"] for field in fields] == [
        *("headline", "authors", "published", "body")
    ]
    for field in fields:
        for value, other in ((old, "added"), (new, "removed")):
            text = value[field["field"]] or ""
            parts = [p["text"] for p in field["parts"] if p["kind"] != other]
            whole = "; ".join(text) if isinstance(text, list) else text
            assert "".join(parts) == whole


def test_versions_that_are_the_same_have_no_difference(tca: Tca, storm: str) -> None:
    result = tca("diff", storm, "2", "2")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Version 2 was compared with itself.\n"
    tca("edit", storm, "--revert", "published", "--revert", "authors")
    result = tca("diff", storm, "3", "5")
    assert result.stderr == "Versions 3 and 5 are the same.\n"
    assert tca("-q", "diff", storm, "3", "5").output == ""


def test_a_terminal_gets_what_changed_and_a_line_around_it(
    tca: Tca, storm: str, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line.rstrip() for line in tca("diff", storm, "1", "2").stdout.splitlines()]
    assert lines[0] == "Storm over the quay"
    assert lines[2:] == [
        "body  The [-old -]dam held all night.",
        "      Ships wait at sea.",
        "      Nobody was hurt.",
        "      Schools stay shut{+, he said+}.",
        "      The mayor spoke.",
    ]
    monkeypatch.setenv("FORCE_COLOR", "1")
    page = tca("diff", storm, "1", "4").stdout
    assert "\x1b[9;31mStorm\x1b[0m \x1b[4;32mGale\x1b[0m" in page
    assert "[-" not in page.replace("\x1b[", "")
    monkeypatch.setenv("NO_COLOR", "1")
    page = tca("diff", storm, "1", "4").stdout
    assert "\x1b[9m[-Storm-]\x1b[0m\x1b[4m{+Gale+}\x1b[0m" in page


def test_what_did_not_change_is_folded(
    tca: Tca, tmp_path: Path, terminal: None
) -> None:
    path = tmp_path / "a.txt"
    paragraphs = [f"Paragraph {number}. It is of the quay." for number in range(12)]
    tca("ingest", write(path, "\n\n".join(["Storm", *paragraphs])))
    paragraphs[4:5] = ["A new one.\n\nAnother."]
    paragraphs[6] = paragraphs[6].replace(". ", ".\n\n")
    paragraphs[9:11] = [" ".join(paragraphs[9:11])]
    tca("ingest", write(path, "\n\n".join(["Storm", *paragraphs])))
    found = json.loads(tca("search", "storm", "--json").stdout)
    page = tca("diff", found["hits"][0]["id"]).stdout
    assert [line.strip() for line in page.splitlines()[2:]] == [
        "body  … 3 paragraphs unchanged …",
        "Paragraph 3. It is of the quay.",
        "[-Paragraph 4. It is of the quay-]{+A new one.+}",
        "{+Another+}.",
        "Paragraph 5. It is of the quay.",
        "Paragraph 6.[-·-]{+¶+}",
        "It is of the quay.",
        "… 1 paragraph unchanged …",
        "Paragraph 8. It is of the quay.",
        "Paragraph 9. It is of the quay.[-¶-]{+·+}Paragraph 10. It is of the quay.",
        "Paragraph 11. It is of the quay.",
    ]


def test_what_an_older_version_says_cannot_drive_a_terminal(
    tca: Tca, tmp_path: Path, terminal: None
) -> None:
    path = tmp_path / "a.txt"
    for text in (
        "Storm\n\n\x1b[2Jgone \x9b1m quay.",
        "Storm\n\n\x1b[3Jgone \x07 quay.",
    ):
        tca("ingest", write(path, text))
    found = json.loads(tca("search", "storm", "--json").stdout)
    article_id = found["hits"][0]["id"]
    for command in (["diff"], ["history"], ["show", "--version", "1"]):
        for form in ([], ["--json"]):
            page = tca(command[0], article_id, *command[1:], *form).stdout
            assert page
            assert not set("\x1b\x9b\x07") & set(page)
