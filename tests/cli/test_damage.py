"""What is said of a damaged archive, by ``tca verify`` and by every other command."""

import json
import random
import re
import shutil
from pathlib import Path

import pytest

from tests.archive.damaging import change, copied, flip, make_archive
from tests.support import Tca, write

ADVICE = "'tca restore FILE --archive NEW' makes an archive of a backup"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("good"))


@pytest.fixture
def archive(good: Path, tmp_path: Path) -> Path:
    return copied(good, tmp_path / "archive")


def commands(tca: Tca, good: Path, tmp_path: Path) -> list[list[str | Path]]:
    """Return command lines of every kind of reading and writing."""
    storm = tca("search", "storm", "--archive", good).stdout[:12]
    new = write(tmp_path / "new.txt", "Flood\n\nBy Tom Reyes\n\nThe river rose.")
    files = good.parent / "in"
    return [
        ["search", "dam lake"],
        ["search", "--engine", "scan", "tru*"],
        ["search", "dam", "--facet", "author", "--facet", "keyword"],
        ["search", "--sort", "newest", "-n", "99", "--json"],
        ["search", "karaghanda"],
        ["show", storm],
        ["history", storm],
        ["diff", storm],
        ["related", storm],
        ["list-by-author"],
        ["list-by-author", "Sadykova"],
        ["concordance", "dam"],
        ["timeline", "--by", "year"],
        ["failures"],
        ["status"],
        ["ingest", "--dry-run", files],
        ["ingest", new, files],
        ["ingest", "--again", files],
        ["ingest", "--retry"],
        ["edit", storm, "place=Minsk"],
        ["edit", storm, "--revert", "authors"],
        ["remove", storm, "--yes"],
        ["restore-article"],
        ["reindex"],
        ["reindex", "--if-needed"],
        ["backup", tmp_path / "saved.zip", "--force"],
        ["export", tmp_path / "exported"],
    ]


def test_no_command_fails_otherwise_than_with_what_is_wrong(
    tca: Tca, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = (good / "articles.db").stat().st_size
    chance = random.Random(3)  # noqa: S311 - of no secret
    lines = commands(tca, good, tmp_path)
    copy = tmp_path / "archive"
    for attempt in range(6):
        where = chance.randrange(size if attempt % 3 else 100)
        bits = chance.randrange(1, 256)
        for line in lines:
            copied(good, copy)
            shutil.rmtree(tmp_path / "exported", ignore_errors=True)
            flip(copy / "articles.db", where, bits)
            result = tca(*line)
            case = (where, bits, line, result.output)
            assert result.exit_code in (0, 1, 3, 4), case
            assert "Traceback" not in result.output
            if result.exit_code == 3:
                assert "tca verify" in result.stderr or "damaged" in result.stderr, case
                assert result.stderr.count("\n") <= 3


@pytest.mark.parametrize(
    ("sql", "wrong"),
    [
        ("UPDATE version SET keywords = '{'", "Expecting property name"),
        ("UPDATE version SET published = 'x'", "Invalid isoformat string"),
        ("UPDATE version SET body = CAST(x'ff' AS TEXT)", "Could not decode"),
        ("DROP TABLE author", "no such table: author"),
    ],
)
def test_what_cannot_have_been_written_is_damage(
    tca: Tca, archive: Path, sql: str, wrong: str
) -> None:
    change(archive, sql)
    result = tca("search", "--sort", "newest", "-n", "99")
    assert (result.exit_code, result.stdout) == (3, "")
    first, second = result.stderr.splitlines()
    assert first.startswith(f"Error: {archive}/articles.db is damaged: {wrong}")
    assert second == f"'tca verify' tells what of it; {ADVICE}"


def test_a_fault_that_damage_explains_is_told_as_damage(
    tca: Tca, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise KeyError("sand")

    monkeypatch.setattr("tca_cli.archive.search.search", faulty)
    with pytest.raises(KeyError):
        tca("search", "storm")
    change(archive, "UPDATE version SET body = 'x' WHERE version = 2")
    result = tca("search", "storm")
    assert result.exit_code == 3
    assert "it holds what tca cannot have written (KeyError('sand'))" in result.stderr


def test_verify_says_in_a_pipe_what_was_compared(tca: Tca, archive: Path) -> None:
    result = tca("verify")
    assert (result.exit_code, result.stderr) == (0, "No damage was found.\n")
    facts = dict(line.split("\t") for line in result.stdout.splitlines())
    assert facts == {
        "archive": str(archive),
        "articles": "15",
        "versions": "16",
        "originals": "15",
        "original_bytes": facts["original_bytes"],
        "index_files": facts["index_files"],
        "index": "sound",
        "seal": "current",
    }


def test_verify_says_what_is_damaged_and_what_to_do(tca: Tca, archive: Path) -> None:
    (archive / "articles.seal").unlink()
    change(archive, "UPDATE version SET headline = 'A' || char(10) WHERE version = 2")
    result = tca("verify")
    assert result.exit_code == 3
    assert result.stderr == "1 damage was found\n"
    *_, line = result.stdout.splitlines()
    kind, what, name, headline, wrong, advice = line.split("\t")
    assert (kind, what, headline) == ("damage", "article", "A")
    assert wrong == "version 2: it is not as it was corrected"
    assert advice == "restore the newest backup: tca restore FILE --archive NEW"
    (found,) = json.loads(tca("verify", "--json").stdout)["damages"]
    assert found == {
        "kind": "article",
        "name": name,
        "headline": "A\n",
        "wrong": wrong,
        "advice": advice,
    }


def test_verify_prints_two_lines_for_a_person(
    tca: Tca, archive: Path, terminal: None
) -> None:
    page = tca("verify").stdout
    assert re.search(r"^articles +15 *$", page, re.MULTILINE)
    assert re.search(r"^originals +15 \(.* kB\) *$", page, re.MULTILINE)
    for path in (archive / "index").iterdir():
        path.unlink()
    result = tca("verify", "-q")
    assert (result.exit_code, result.stderr) == (3, "")
    first, second, *_ = result.stdout.splitlines()
    assert re.match(r"index +index/\w+.* · it is missing", first)
    assert second.strip() == "make it anew: tca reindex"


def test_verify_says_what_could_not_be_compared(tca: Tca, archive: Path) -> None:
    (archive / "articles.seal").unlink()
    assert "The record is sealed now" in tca("verify").stderr
    change(archive, "UPDATE index_form SET form = 'whoosh 0'")
    (archive / "articles.seal").unlink()
    assert "The index is out of date" in tca("verify").stderr


def test_of_very_many_damages_the_first_are_shown(
    tca: Tca, archive: Path, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tca_cli.render.verify_page._MOST_SHOWN", 3)
    (archive / "articles.seal").unlink()
    change(archive, "UPDATE version SET body = 'x'")
    result = tca("verify")
    assert len(re.findall("^article", result.stdout, re.MULTILINE)) == 3
    assert "16 damages were found; --json lists them all" in result.stderr


def test_reindex_says_what_it_does(tca: Tca, archive: Path) -> None:
    result = tca("reindex")
    assert result.stdout == "the index was made anew, with 15 articles\n"
    assert result.stderr == "Indexing 15 articles …\n"
    result = tca("reindex", "--if-needed")
    assert result.stdout == "the index is current, with 15 articles\n"
    assert result.stderr == ""
    result = tca("reindex", "--json", "-q")
    assert json.loads(result.stdout) == {"articles": 15, "made": True}
    assert result.stderr == ""


def test_verify_of_no_archive_makes_none(tca: Tca, tmp_path: Path) -> None:
    result = tca("verify")
    assert result.exit_code == 3
    assert "there is no archive" in result.stderr
    assert not (tmp_path / "archive").exists()


def test_what_is_damaged_replaces_no_backup_and_is_no_export(
    tca: Tca, archive: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.zip"
    assert tca("backup", kept).exit_code == 0
    before = kept.read_bytes()
    change(archive, "UPDATE version SET body = replace(body, 'dam', 'ham')")
    for line in (("backup", kept, "--force"), ("export", tmp_path / "out")):
        done = tca(*line)
        assert done.exit_code == 3
        assert "version 1: its text is not as it was read" in done.stderr
        assert ADVICE in done.stderr
    assert kept.read_bytes() == before
    assert not (tmp_path / "out").exists()
    assert tca("export", "--damaged", tmp_path / "out").exit_code == 0
    assert list((tmp_path / "out").iterdir())


def test_no_writing_seals_what_only_the_seal_tells(
    tca: Tca, archive: Path, tmp_path: Path
) -> None:
    new = write(tmp_path / "new.txt", "Flood\n\nThe river rose.")
    change(archive, "UPDATE file SET mtime_ns = mtime_ns + 1")
    article = tca("search", "dam").stdout[:12]
    count = tca("search", "dam", "--count").stdout
    record = (archive / "articles.db").read_bytes()
    for line in (["ingest", new], ["edit", article, "place=Osh"], ["reindex"]):
        done = tca(*line)
        assert done.exit_code == 3
        assert "its bytes are not those that were sealed" in done.stderr
    assert (archive / "articles.db").read_bytes() == record
    shutil.rmtree(archive / "index")
    assert tca("search", "dam", "--count").stdout == count
    assert tca("verify").exit_code == 3
    # A person who has no backup goes on with what there is.
    assert tca("ingest", "--again", new).exit_code == 0
    assert tca("verify").exit_code == 0
