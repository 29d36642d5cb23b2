import json
from pathlib import Path

import pytest

from tests.cli.test_completion import completed
from tests.support import Tca, write

STORM = "Storm over the quay\n\nBy Ada Moreau\n\nOSH (TCA) — The dam held.\n"
CALM = "Calm [sic]\n\nThe dam held again.\n"


@pytest.fixture
def ids(tca: Tca, tmp_path: Path) -> list[str]:
    """Take in two articles; return their ids."""
    write(tmp_path / "in" / "2015-08-13-storm.txt", STORM)
    write(tmp_path / "in" / "calm.txt", CALM)
    tca("ingest", tmp_path / "in")
    found = [tca("search", word, "--json").stdout for word in ("storm", "calm")]
    return [json.loads(one)["hits"][0]["id"] for one in found]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody be there who can be asked."""
    monkeypatch.setattr("tca_cli.cli.asking.can_ask", lambda: True)


@pytest.mark.parametrize("command", [("remove", "0000"), ("purge",)])
def test_without_a_terminal_one_must_say_yes(
    tca: Tca, ids: list[str], command: tuple[str, ...]
) -> None:
    done = tca(*command)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "give --yes" in done.stderr
    assert tca("search", "dam", "--count").stdout == "2\n"


@pytest.mark.usefixtures("asked")
def test_the_person_is_asked_and_no_answer_is_no(tca: Tca, ids: list[str]) -> None:
    tca("search", "storm")
    done = tca("remove", "@1", ids[1][:5], piped=b"\n")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"2015-08-13  {ids[0][:8]}  Storm over the quay\n" in done.stderr
    assert f"undated     {ids[1][:8]}  Calm [sic]\n" in done.stderr
    assert "Move 2 articles to the bin? [y/N]" in done.stderr
    assert "nothing was removed" in done.stderr
    assert tca("search", "dam", "--count").stdout == "2\n"
    done = tca("remove", "@1", piped=b"y\n")
    assert "moved 1 article to the bin" in done.stderr
    assert tca("search", "dam", "--count").stdout == "1\n"
    done = tca("purge", piped=b"n\n")
    assert "Delete 1 article, 1 version, for good? [y/N]" in done.stderr
    assert "nothing was purged" in done.stderr
    assert tca("purge", piped=b"y\n").stdout.startswith("articles\t1\nversions\t1\n")
    assert tca("purge").stderr == "the bin is empty\n"
    assert tca("remove", ids[1], piped=b"").exit_code == 130


def test_many_are_not_all_named(
    tca: Tca, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(23):
        write(tmp_path / "many" / f"{number}.txt", f"Wire {number}\n\nText {number}.")
    tca("ingest", tmp_path / "many")
    ids = tca("search", "wire", "--limit", "99", "--format", "{id}").stdout.split()
    assert tca("remove", "--yes", *ids).exit_code == 0
    monkeypatch.setattr("tca_cli.cli.asking.can_ask", lambda: True)
    asked_for = tca("purge", piped=b"n\n").stderr
    assert "and 3 more\nDelete 23 articles, 23 versions, for good?" in asked_for


def test_the_bin_is_listed_for_programs(tca: Tca, ids: list[str]) -> None:
    empty = tca("restore-article")
    assert (empty.exit_code, empty.stdout) == (0, "")
    assert empty.stderr == "the bin is empty\n"
    assert json.loads(tca("restore-article", "--json").stdout) == []
    done = tca("remove", "--yes", ids[0], "-q")
    (entry,) = json.loads(tca("restore-article", "--json").stdout)
    assert entry.keys() == {"id", "removed", "published", "headline"}
    line = f"{ids[0]}\t{entry['removed'][:10]}\t2015-08-13\tStorm over the quay\n"
    assert done.stdout == tca("restore-article").stdout == line
    assert done.stderr == ""
    restored = tca("restore-article", ids[0][:4])
    assert restored.stdout == tca("search", "storm").stdout
    assert restored.stderr == "restored 1 article\n"
    (again,) = json.loads(tca("remove", "-y", ids[0], "--json").stdout)
    assert again.keys() == entry.keys()
    (back,) = json.loads(tca("restore-article", ids[0], "--json").stdout)
    assert back["id"] == ids[0]
    assert tca("restore-article", ids[0]).exit_code == 1
    assert tca("restore-article", "0000").exit_code == 1
    assert tca("restore-article", "xy").exit_code == 2


@pytest.mark.usefixtures("terminal")
def test_the_bin_is_listed_for_a_person(tca: Tca, ids: list[str]) -> None:
    listed = tca("remove", "--yes", *ids).stdout.splitlines()
    assert [line[: line.index("  removed 20")].rstrip() for line in listed] == [
        f"undated     {ids[1][:8]}  Calm [sic]",
        f"2015-08-13  {ids[0][:8]}  Storm over the quay",
    ]
    assert tca("restore-article").stdout.splitlines() == listed
    assert "in the bin     2" in tca("status").stdout
    assert tca("purge", "--yes", ids[0]).stdout.startswith(
        "purged 1 article, 1 version; "
    )
    assert "Calm [sic]" in tca("restore-article", ids[1]).stdout
    assert "in the bin" not in tca("status").stdout


@pytest.mark.usefixtures("terminal", "asked")
def test_what_the_question_showed_is_not_shown_again(tca: Tca, ids: list[str]) -> None:
    assert tca("remove", ids[0], piped=b"y\n").stdout == ""
    assert tca("search", "storm", "--count").stdout == "0\n"


def test_a_headline_in_a_question_is_data(
    tca: Tca, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tca("ingest", write(tmp_path / "x.txt", "Wire \x1b[2J[/x]\n\nThe text."))
    article_id = tca("search", "wire").stdout[:12]
    monkeypatch.setattr("tca_cli.cli.asking.can_ask", lambda: True)
    asked = tca("remove", article_id, piped=b"n\n").stderr
    assert "Wire" in asked
    assert "[2J[/x]" in asked
    assert "\x1b" not in asked


def test_show_says_where_a_removed_article_is(tca: Tca, ids: list[str]) -> None:
    tca("remove", "--yes", ids[0])
    done = tca("show", ids[0][:4])
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{ids[0]} is in the bin since 20" in done.stderr
    assert f"'tca restore-article {ids[0]}' brings it back" in done.stderr
    assert tca("show", ids[0], "--json").stdout == "null\n"
    assert tca("edit", ids[0], "place=Osh").stderr == done.stderr
    tca("purge", "--yes")
    done = tca("show", ids[0])
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{ids[0]} was purged on 20" in done.stderr
    assert "ingest --again" in done.stderr


def test_ingest_leaves_out_what_was_removed_and_says_so(
    tca: Tca, ids: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    tca("remove", "--yes", ids[0])
    done = tca("ingest", folder)
    assert done.stderr == (
        "unchanged 1\nleft out 1 that was removed; --again takes it in\n"
    )
    tca("remove", "--yes", ids[1])
    assert tca("ingest", folder).stderr == (
        "left out 2 that were removed; --again takes them in\n"
    )
    assert json.loads(tca("ingest", folder, "--json").stdout)["removed"] == 2
    tried = tca("ingest", "--again", "--dry-run", folder)
    assert [line.split("\t")[0] for line in tried.stdout.splitlines()] == [
        "restored",
        "restored",
    ]
    assert tca("ingest", folder / "calm.txt", "--again").stderr == (
        "added 1, of them restored 1\n"
    )
    assert tca("search", "dam").stdout[:12] == ids[1]


def test_a_file_that_others_came_from_stays_and_it_is_said(
    tca: Tca, tmp_path: Path
) -> None:
    lines = [f'{{"headline": "Wire {n}", "body": "Wire text {n}"}}' for n in range(2)]
    tca("ingest", write(tmp_path / "wire.jsonl", "\n".join(lines)))
    article_id = tca("search", "headline:0").stdout[:12]
    tca("remove", "--yes", article_id)
    done = tca("purge", "--yes", "--json")
    assert "1 file in the archive still holds the text" in done.stderr
    purged = json.loads(done.stdout)
    assert (purged["articles"], purged["versions"], purged["shared"]) == (1, 1, 1)
    assert purged.keys() >= {"freed_bytes", "is_compact", "is_gone"}


def test_what_could_not_be_done_on_the_disk_is_said(
    tca: Tca, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tca_cli.store.bin.Bin.compact", lambda _: (False, False))
    tca("remove", "--yes", ids[0])
    said = tca("purge", "--yes").stderr
    assert "there is no room on the disk to make the record smaller" in said
    assert "another process reads the archive" in said


def test_a_purge_tells_of_older_copies_of_the_record(
    tca: Tca, ids: list[str], tmp_path: Path
) -> None:
    copy = write(tmp_path / "archive" / "articles.db.before-step-3", "older")
    tca("remove", "--yes", ids[0])
    done = tca("purge", "--yes")
    assert f"copies\t{copy}\n" in done.stdout
    assert f"{copy} is an older copy, and may hold the text; delete it" in done.stderr
    assert copy.read_text() == "older"


def test_ids_in_the_bin_are_completed(tca: Tca, ids: list[str], tmp_path: Path) -> None:
    tca("remove", "--yes", ids[0])
    archive = tmp_path / "archive"
    for command in ("restore-article", "purge"):
        assert completed(archive, f"tca {command} {ids[0][:2]}") == [ids[0][:8]]
        assert completed(archive, f"tca {command} x") == []
    assert completed(archive, f"tca show {ids[0][:5]}") == []


@pytest.mark.parametrize("name", ["remove", "restore-article", "purge", "related"])
def test_where_there_is_no_such_article_its_json_is_null(
    tca: Tca, ids: list[str], name: str
) -> None:
    yes = ["--yes"] if name in ("remove", "purge") else []
    result = tca(name, "ffff", "--json", *yes)
    assert (result.exit_code, result.stdout) == (1, "null\n")
