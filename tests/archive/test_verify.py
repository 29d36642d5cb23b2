"""Whatever byte of an archive is another one than was written, it is found."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tca_cli.archive import index_folder
from tca_cli.archive.bin import remove
from tca_cli.archive.guarded_index import GuardedIndex
from tca_cli.archive.search import search
from tca_cli.archive.verdict import IndexFinding, SealState
from tca_cli.errors.archives import ArchiveUnusableError, NoArchiveError
from tca_cli.store.index_notes import IndexFile
from tca_cli.store.migrations import MIGRATIONS
from tests.archive.damaging import (
    WITHOUT_DIGESTS,
    change,
    changed_columns,
    copied,
    flip,
    make_archive,
    seal_of,
    verdict,
)
from tests.store.test_records import older_archive
from tests.support import archive_in, take_in, write


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive once, which tests copy."""
    return make_archive(tmp_path_factory.mktemp("good"))


@pytest.fixture
def archive(good: Path, tmp_path: Path) -> Path:
    return copied(good, tmp_path / "archive")


def names(archive: Path, kind: str) -> list[str]:
    return [found.name for found in verdict(archive).damages if found.kind == kind]


def wrongs(archive: Path) -> str:
    return "\n".join(damage.wrong for damage in verdict(archive).damages)


def written_in(archive: Path, sql: str, *values: object) -> None:
    """Change the record as tca does, so that only what is in it can be wrong."""
    with archive_in(archive) as opened, opened.writing(), opened.store.writing():
        opened.store._database.execute(sql, values)


def test_of_an_archive_without_damage_it_is_said_what_was_compared(good: Path) -> None:
    found = verdict(good)
    assert found.damages == ()
    assert (found.articles, found.versions, found.originals) == (15, 16, 15)
    assert found.original_bytes > 1000
    assert found.index_files > 1
    assert (found.seal, found.index) == (SealState.CURRENT, IndexFinding.SOUND)


def test_nothing_is_changed_by_looking(good: Path) -> None:
    def all_files() -> dict[str, tuple[bytes, int]]:
        return {
            str(path): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in good.rglob("*")
            if path.is_file()
        }

    before = all_files()
    verdict(good)
    assert all_files() == before
    with archive_in(good) as opened:
        search(opened, "storm", limit=1, before_completing=lambda _: None)
        opened.store.figures()
    assert all_files() == before


def test_each_flipped_byte_of_the_record_is_found(good: Path, tmp_path: Path) -> None:
    size = (good / "articles.db").stat().st_size
    chance = random.Random(11)  # noqa: S311 - of no secret
    for _ in range(150):
        copy = copied(good, tmp_path / "copy")
        where, bits = chance.randrange(size), chance.randrange(1, 256)
        flip(copy / "articles.db", where, bits)
        before = (copy / "articles.db").read_bytes()
        assert verdict(copy).damages, (where, bits)
        assert (copy / "articles.db").read_bytes() == before


def test_without_a_seal_it_is_found_in_all_that_has_a_digest(
    good: Path, tmp_path: Path
) -> None:
    size = (good / "articles.db").stat().st_size
    chance = random.Random(12)  # noqa: S311 - of no secret
    for _ in range(150):
        copy = copied(good, tmp_path / "copy")
        (copy / "articles.seal").unlink()
        where, bits = chance.randrange(size), chance.randrange(1, 256)
        flip(copy / "articles.db", where, bits)
        before = copied(copy, tmp_path / "before")
        if not verdict(copy).damages:
            changed = changed_columns(good / "articles.db", before / "articles.db")
            assert changed <= WITHOUT_DIGESTS, (where, bits)


def test_each_byte_of_the_first_hundred_is_found(good: Path, tmp_path: Path) -> None:
    for where in range(100):
        copy = copied(good, tmp_path / "copy")
        flip(copy / "articles.db", where, 1 << where % 8)
        assert names(copy, "record"), where


@pytest.mark.parametrize("size", [0, 50, 3000, 4096, 20_000])
def test_a_record_that_was_cut_off_is_found(archive: Path, size: int) -> None:
    os.truncate(archive / "articles.db", size)
    assert names(archive, "record")
    (archive / "articles.seal").unlink()
    assert names(archive, "record")


class Killed(BaseException):
    """Ends what was begun where a process may be killed."""


def test_what_a_killed_writer_left_of_the_index_is_no_damage(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise Killed

    def left(directory: Path, files: Mapping[str, IndexFile]) -> None:
        """Leave what was written, as who is killed does."""

    with monkeypatch.context() as patched, archive_in(archive) as opened:
        patched.setattr(GuardedIndex, "_note", killed)
        patched.setattr(index_folder, "remove_others", left)
        (article, *_) = opened.store.articles.all()
        with pytest.raises(Killed):
            remove(opened, [article.id])
    found = verdict(archive)
    assert (found.damages, found.index) == ((), IndexFinding.OUT_OF_DATE)
    # What is there is compared all the same.
    for path in (archive / "index").glob("*.seg"):
        flip(path, 10, 1)
    assert "it is not as it was written" in wrongs(archive)
    with archive_in(archive) as opened:
        search(opened, "storm", limit=10, before_completing=lambda _: None)
    assert verdict(archive).index is IndexFinding.SOUND


def test_what_is_no_record_or_none_at_all_is_damage(archive: Path) -> None:
    (archive / "articles.db").write_text("no database " * 100)
    assert "it has 1,200 bytes" in wrongs(archive)
    (archive / "articles.db").unlink()
    assert wrongs(archive) == "it is missing"
    (archive / "articles.seal").unlink()
    assert wrongs(archive) == "it is missing"
    shutil.rmtree(archive / "index")
    with pytest.raises(NoArchiveError):
        verdict(archive)


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA user_version = 2",
        "PRAGMA user_version = 99",
        "PRAGMA application_id = 7",
    ],
)
def test_a_record_that_says_it_is_another_is_damaged(archive: Path, sql: str) -> None:
    change(archive, sql)
    (archive / "articles.seal").unlink()
    assert names(archive, "record") == ["articles.db"]


def test_a_flipped_byte_of_an_original_names_its_source(
    good: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(good / "articles.db")) as record:
        kept = record.execute(
            "SELECT path, substr(compressed, 1, 40) FROM original"
            " JOIN file ON original = digest WHERE length(compressed) > 40"
        ).fetchall()
    data = (good / "articles.db").read_bytes()
    assert len(kept) > 10
    for path, beginning in kept:
        copy = copied(good, tmp_path / "copy")
        flip(copy / "articles.db", data.index(beginning) + 30, 4)
        (found,) = (one for one in verdict(copy).damages if one.kind == "original")
        assert found.name == path
        outer = path.partition("!")[0]
        assert f"tca ingest --again {outer}" in found.advice


def test_what_is_gone_or_was_changed_is_not_to_be_taken_in_again(
    tmp_path: Path,
) -> None:
    archive = make_archive(tmp_path)
    (tmp_path / "in" / "export.zip").unlink()
    written_in(archive, "UPDATE original SET compressed = x'00'")
    advice = {one.name: one.advice for one in verdict(archive).damages}
    rogun = str(tmp_path / "in" / "rogun-nurek.txt")
    assert "--again" in advice[rogun]
    assert "--again" not in advice[str(tmp_path / "in" / "export.zip!a/storm.txt")]
    with archive_in(archive) as opened:
        take_in(opened, Path(rogun), is_again=True)
    found = verdict(archive).damages
    assert len(found) == len(advice) - 1
    assert rogun not in {one.name for one in found}
    written_in(archive, "UPDATE original SET compressed = x'00'")
    write(Path(rogun), "Another text")
    advice = {one.name: one.advice for one in verdict(archive).damages}
    assert advice[rogun].startswith("restore the newest backup: tca restore FILE")


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ("body = body || '.'", "its text is not as it was read"),
        ("author_bio = 'x'", "what stands about it is not as it was read"),
        ("keywords = 'x'", "Expecting value"),
        ("published = '2015-13-13'", "month must be in"),
        ("headline = CAST(x'ff' AS TEXT)", "its text is not as it was read"),
        ("text_digest = x'00'", "its text is not as it was read"),
        ("ingested = 'yesterday'", "Invalid isoformat string"),
    ],
)
def test_a_changed_article_is_named_and_mended(
    tmp_path: Path, changed: str, wrong: str
) -> None:
    archive = make_archive(tmp_path)
    sql = "UPDATE version SET * WHERE headline LIKE 'Tajikistan%'"
    written_in(archive, sql.replace("*", changed))
    (found,) = verdict(archive).damages
    assert found.kind == "article"
    assert wrong in found.wrong
    if "headline" not in changed:
        assert str(found.headline).startswith("Tajikistan's tall dams")
    rogun = tmp_path / "in" / "rogun-nurek.txt"
    assert found.advice == f"take it in again: tca ingest --again {rogun}"
    with archive_in(archive) as opened:
        report = take_in(opened, rogun, is_again=True)
        assert (report.unchanged, report.updated, report.added) == (1, 0, 0)
    if "ingested" not in changed:
        assert verdict(archive).damages == ()


def test_changed_authors_and_corrections_are_found(archive: Path) -> None:
    written_in(archive, "UPDATE author SET name = 'Nobody' WHERE name = 'Tom Reyes'")
    assert wrongs(archive) == "version 2: it is not as it was corrected"
    written_in(archive, "DELETE FROM author")
    assert len(names(archive, "article")) > 5


def test_what_an_older_program_did_not_keep_is_not_compared(archive: Path) -> None:
    written_in(archive, "UPDATE version SET whole_digest = NULL, language = 'xx'")
    found = verdict(archive).damages
    assert [damage.wrong for damage in found] == [
        "version 2: it is not as it was corrected"
    ]
    written_in(archive, "UPDATE version SET content_digest = x'' WHERE version = 2")
    assert verdict(archive).damages == ()


def test_what_was_purged_is_no_damage(archive: Path) -> None:
    written_in(archive, "UPDATE original SET compressed = x'' WHERE size > 3000")
    assert verdict(archive).damages == ()


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        (
            "CREATE TRIGGER evil AFTER INSERT ON file BEGIN DELETE FROM file; END",
            "evil",
        ),
        ("CREATE VIEW evil AS SELECT 1", "evil"),
        ("CREATE TABLE evil (x)", "evil"),
        ("DROP INDEX author_by_key", "author_by_key"),
        ("DROP TABLE failure", "failure"),
        ("ALTER TABLE failure ADD COLUMN evil TEXT", "failure"),
    ],
)
def test_what_the_tables_are_like_is_compared(
    archive: Path, sql: str, named: str
) -> None:
    (archive / "articles.seal").unlink()
    change(archive, sql)
    assert named in wrongs(archive)


def test_what_names_something_missing_is_found(archive: Path) -> None:
    (archive / "articles.seal").unlink()
    change(archive, "DELETE FROM file WHERE path LIKE '%storm.txt'")
    assert wrongs(archive) == "1 row of source without their file"
    change(archive, "UPDATE article SET version = 1 WHERE version = 2")
    assert "its latest version is missing" in wrongs(archive)
    change(archive, "UPDATE file SET size = size + 1 WHERE path LIKE '%rogun%'")
    assert "rogun-nurek.txt is not that of its bytes" in wrongs(archive)


def test_the_archive_of_an_older_program_is_compared(tmp_path: Path) -> None:
    for step in (1, 2):
        archive = older_archive(tmp_path / f"{step}", step).parent
        with pytest.warns(match="an older version of tca"):
            found = verdict(archive)
        assert {damage.kind for damage in found.damages} <= {"index"}
        with archive_in(archive) as opened:
            search(opened, "lake", limit=1, before_completing=lambda _: None)
        (archive / "articles.seal").unlink()
        found = verdict(archive)
        assert (found.damages, found.seal) == ((), SealState.MADE)


def test_a_seal_that_is_out_of_date_is_made_anew(archive: Path) -> None:
    before = seal_of(archive)
    with archive_in(archive) as opened, opened.store.writing():
        opened.store._database.execute("DELETE FROM failure")
    assert seal_of(archive) == before
    assert verdict(archive).seal is SealState.MADE
    assert seal_of(archive)["token"] != before["token"]
    assert verdict(archive).seal is SealState.CURRENT


def test_while_another_writes_the_seal_stays_as_it_is(archive: Path) -> None:
    (archive / "articles.seal").unlink()
    with archive_in(archive) as opened, opened.writing():
        found = verdict(archive)
        assert (found.damages, found.seal) == ((), SealState.NONE)
        with opened.store.writing():
            opened.store._database.execute("DELETE FROM failure")
            # What is not kept yet is none of the moment.
            found = verdict(archive)
            assert (found.damages, found.seal) == ((), SealState.NONE)
    assert verdict(archive).seal is SealState.CURRENT


def test_a_damaged_seal_is_no_damage_of_the_record(good: Path, tmp_path: Path) -> None:
    size = (good / "articles.seal").stat().st_size
    for where in range(0, size, 7):
        copy = copied(good, tmp_path / "copy")
        flip(copy / "articles.seal", where, 1)
        found = verdict(copy)
        assert found.damages == ()
        assert found.seal in (SealState.MADE, SealState.CURRENT)


def test_what_a_killed_writer_kept_is_compared(archive: Path) -> None:
    program = """if True:
        import os, sys
        from pathlib import Path
        from tests.support import archive_in
        with archive_in(Path(sys.argv[1])) as opened:
            with opened.store.writing():
                opened.store._database.execute("DELETE FROM failure")
            os._exit(9)
    """
    arguments = [sys.executable, "-c", program, str(archive)]
    assert subprocess.run(arguments, check=False).returncode == 9
    record, log = archive / "articles.db", archive / "articles.db-wal"
    before = record.read_bytes(), log.read_bytes()
    assert before[1]
    with archive_in(archive) as other, other.writing():
        found = verdict(archive)
        assert (found.damages, found.seal) == ((), SealState.OUT_OF_DATE)
        assert (record.read_bytes(), log.read_bytes()) == before
    assert verdict(archive).seal is SealState.MADE


def damage_index(path: Path, how: str) -> None:
    if how == "deleted":
        path.unlink()
    elif how == "cut off":
        os.truncate(path, path.stat().st_size // 2)
    else:
        before = path.stat()
        flip(path, before.st_size // 2, 1)
        # As a failing disk does it: the times tell nothing.
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("how", ["deleted", "cut off", "flipped"])
def test_each_damaged_file_of_the_index_is_named(
    good: Path, tmp_path: Path, how: str
) -> None:
    for path in sorted((good / "index").iterdir()):
        copy = copied(good, tmp_path / "copy")
        if how != "deleted" and not path.stat().st_size:
            continue
        damage_index(copy / "index" / path.name, how)
        (found,) = verdict(copy).damages
        assert (found.kind, found.name) == ("index", f"index/{path.name}")
        assert found.advice == "make it anew: tca reindex"
        with archive_in(copy) as opened:
            result = search(opened, "storm", limit=1, before_completing=lambda _: None)
            assert (result.total, result.is_scan) == (1, False)
        assert verdict(copy).damages == ()


def test_an_index_that_is_not_of_the_record_is_found(archive: Path) -> None:
    with archive_in(archive) as opened, opened.writing(), opened.store.writing():
        (storm,) = opened.store.articles.ids_from("storm.txt")
        opened.store.bin.put([storm], "2026-11-25T06:00:00+00:00")
        # An article that is to be removed from it yet is no damage.
    assert verdict(archive).damages == ()
    written_in(archive, "DELETE FROM unindexed")
    (found,) = verdict(archive).damages
    assert found.wrong == f"it has what the record does not keep: 1 article: {storm}"
    written_in(archive, "UPDATE article SET removed = NULL")
    with archive_in(archive) as opened, opened.writing():
        remove(opened, [storm])
        with opened.store.writing():
            opened.store._database.execute("UPDATE article SET removed = NULL")
    (found,) = verdict(archive).damages
    assert found.wrong == f"it lacks 1 article: {storm}"


def test_articles_that_are_not_indexed_yet_are_no_damage(
    archive: Path, tmp_path: Path
) -> None:
    with archive_in(archive, "scan") as opened:
        take_in(opened, write(tmp_path / "new.txt", "Flood\n\nThe river rose."))
    found = verdict(archive)
    assert (found.damages, found.index) == ((), IndexFinding.SOUND)


def test_an_index_that_another_replaces_is_not_judged(archive: Path) -> None:
    shutil.rmtree(archive / "index")
    with archive_in(archive) as opened, opened.writing():
        found = verdict(archive)
        assert (found.damages, found.index) == ((), IndexFinding.BEING_WRITTEN)
    assert verdict(archive).index is IndexFinding.DAMAGED


def test_an_index_of_another_form_is_no_damage(archive: Path) -> None:
    written_in(archive, "UPDATE index_form SET form = 'whoosh 0'")
    found = verdict(archive)
    assert (found.damages, found.index) == ((), IndexFinding.OUT_OF_DATE)
    written_in(archive, "DELETE FROM index_form")
    assert verdict(archive).index is IndexFinding.NONE


def test_the_record_of_a_newer_program_is_not_judged(archive: Path) -> None:
    change(archive, "CREATE TABLE new (x)")
    change(archive, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(ArchiveUnusableError, match="a newer version of tca wrote it"):
        verdict(archive)


def test_what_another_program_wrote_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    change(tmp_path / "archive", "CREATE TABLE feed (url TEXT)")
    with pytest.raises(ArchiveUnusableError, match="another program wrote it"):
        verdict(tmp_path / "archive")
