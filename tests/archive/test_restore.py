"""Backups come from anywhere: a good one comes back, any other leaves nothing."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.archive.lock import WriterLock
from tca_cli.archive.restore import restore
from tca_cli.bootstrap import open_archive
from tca_cli.errors.files import UnfitBackupError
from tca_cli.store import schema
from tca_cli.store.migrations import MIGRATIONS
from tests.archive.test_backup import names_in, record_of, run_limited
from tests.store.test_records import ARTICLES, STEPS, older_archive
from tests.support import Tca, archive_in, take_in, write

Change = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a backup of a small archive, which is beside it."""
    from tca_cli.archive.backup import backup

    folder = tmp_path_factory.mktemp("good")
    with archive_in(folder / "archive") as archive:
        take_in(archive, write(folder / "a.txt", "Storm\n\nThe quay is closed."))
        saved = folder / "saved.zip"
        backup(archive, saved, is_forced=False, progress=lambda *_: None)
    return saved


def bag_of(record: Path, path: Path, /, **changed: bytes | None) -> Path:
    """Write the backup of a *record* as a stranger may."""
    data = record.read_bytes()
    manifest = f"{sha256(data).hexdigest()}  data/articles.db\n".encode()
    members = {
        "bagit": b"BagIt-Version: 1.0\n",
        "manifest": manifest,
        "record": data,
    } | changed
    names = {
        "bagit": "b/bagit.txt",
        "manifest": "b/manifest-sha256.txt",
        "record": "b/data/articles.db",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bag:
        for key, content in members.items():
            if content is not None:
                bag.writestr(names.get(key, key), content)
    return path


def refusal(tca: Tca, backup: Path, archive: Path) -> str:
    """Return why the backup is refused, which leaves nothing."""
    before = set(backup.parent.rglob("*"))
    result = tca("restore", backup, "--archive", archive)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"Error: cannot restore {backup}: ")
    assert result.stderr.count("\n") == 1
    assert set(backup.parent.rglob("*")) == before
    return result.stderr.removeprefix(f"Error: cannot restore {backup}: ")


def test_an_archive_that_is_there_stays(tca: Tca, good: Path, tmp_path: Path) -> None:
    tca("ingest", write(tmp_path / "b.txt", "Harbour\n\nFog."))
    before = record_of(tmp_path / "archive")
    result = tca("restore", good)
    assert result.exit_code == 2
    assert "--archive" in result.stderr
    assert record_of(tmp_path / "archive") == before


@pytest.mark.parametrize("name", ["articles.db", "articles.db-wal"])
def test_what_would_be_taken_for_a_part_of_the_record_is_in_the_way(
    tca: Tca, good: Path, tmp_path: Path, name: str
) -> None:
    kept = write(tmp_path / "archive" / name, "")
    assert tca("restore", good).exit_code == 2
    assert names_in(kept.parent) == [name]


def test_an_index_without_a_record_is_in_the_way(
    tca: Tca, good: Path, tmp_path: Path
) -> None:
    planted = write(tmp_path / "archive" / "index" / "_MAIN_1.toc", "mine")
    assert tca("restore", good).exit_code == 3
    assert names_in(planted.parents[1]) == ["index"]


def test_a_folder_that_is_there_is_filled_and_what_is_in_it_stays(
    tca: Tca, good: Path, tmp_path: Path
) -> None:
    write(tmp_path / "archive" / "notes.txt", "mine")
    write(tmp_path / "archive" / "articles.db.restoring-journal", "of a killed one")
    write(tmp_path / "archive" / "articles.db.restoring", "of a killed one")
    assert tca("restore", good).exit_code == 0
    assert names_in(tmp_path / "archive") == [
        *("articles.db", "articles.seal", "index", "lock", "notes.txt")
    ]


@pytest.mark.parametrize("step", STEPS)
def test_the_backup_of_an_older_program_is_brought_up_to_date(
    tca: Tca, tmp_path: Path, step: int
) -> None:
    record = older_archive(tmp_path / "older", step)
    saved = bag_of(record, tmp_path / "saved.zip")
    result = tca("restore", saved)
    assert result.exit_code == 0
    assert "Warning" not in result.stderr
    assert f"\t{ARTICLES[step]}\t" in result.stdout
    assert names_in(tmp_path / "archive") == KEPT
    assert tca("search", "lake", "--count").stdout != "0\n"
    assert "index\tcurrent\n" in tca("status").stdout


def test_the_backup_of_a_newer_program_is_refused(
    tca: Tca, good: Path, tmp_path: Path
) -> None:
    saved = changed(good, tmp_path, lambda c: c.execute("PRAGMA user_version = 99"))
    assert "install that version" in refusal(tca, saved, tmp_path / "a" / "b")


def changed(good: Path, folder: Path, change: Change) -> Path:
    """Return a backup of the record of *good* with a change, and nothing to tell it."""
    record = folder / "changed.db"
    shutil.copy(good.with_name("archive") / "articles.db", record)
    with closing(sqlite3.connect(record)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        change(connection)
        connection.commit()
    return bag_of(record, folder / "changed.zip")


def in_schema(sql: str) -> Change:
    def change(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(sql)

    return change


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "CREATE TRIGGER t AFTER INSERT ON article BEGIN DELETE FROM version; END",
            "no version of tca makes the trigger 't' that is in it",
        ),
        ("CREATE VIEW w AS SELECT load_extension('x')", "makes the view 'w'"),
        ('CREATE TABLE "a\x1b[31m" (b)', "makes the table 'a\\x1b[31m'"),
        ("CREATE INDEX i ON version (headline)", "makes the index 'i'"),
        ("DROP INDEX author_by_key", "the index 'author_by_key' is missing in it"),
        ("ALTER TABLE purged ADD COLUMN c ANY", "the table 'purged' in it is not as"),
        ("PRAGMA application_id = 1", "it is no record of tca"),
        ("PRAGMA user_version = 0", "it is no record of tca"),
        ("PRAGMA user_version = 2", "the table 'article' in it is not as tca makes"),
        ("PRAGMA user_version = -1", "it is no record of tca"),
        (
            "UPDATE original SET compressed = x'78'",
            "it is damaged: of the file with the SHA-256",
        ),
        ("UPDATE original SET size = size - 1", "it is damaged: of the file with"),
        ("UPDATE original SET size = -1", "it is damaged: of the file with"),
    ],
)
def test_a_record_that_tca_does_not_make_so_is_refused(
    tca: Tca, good: Path, tmp_path: Path, sql: str, said: str
) -> None:
    saved = changed(good, tmp_path, lambda connection: connection.execute(sql))
    assert said in refusal(tca, saved, tmp_path / "archive")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("kept", "sql = replace(sql, 'removed IS', 'version IS')"),
        ("purged", "sql = replace(sql, 'STRICT', '')"),
        ("purged", "sql = replace(sql, 'NOT NULL', 'DEFAULT \"--\"')"),
        ("author_by_key", "tbl_name = 'version'"),
        ("author_by_key", "name = 'author_by'"),
        ("original", "rootpage = rootpage + 1"),
    ],
)
def test_a_record_whose_definitions_were_tampered_with_is_refused(
    tca: Tca, good: Path, tmp_path: Path, name: str, change: str
) -> None:
    sql = "UPDATE sqlite_schema SET {} WHERE name = '{}'"
    saved = changed(good, tmp_path, in_schema(sql.format(change, name)))
    assert refusal(tca, saved, tmp_path / "archive")


def test_how_the_definitions_are_laid_out_is_no_matter(
    tca: Tca, good: Path, tmp_path: Path
) -> None:
    sql = (
        "UPDATE sqlite_schema SET sql = replace(sql, '-- SHA-256', '--')"
        " WHERE name = 'original'"
    )
    assert tca("restore", changed(good, tmp_path, in_schema(sql))).exit_code == 0


def test_a_record_in_another_encoding_is_refused(
    tca: Tca, good: Path, tmp_path: Path
) -> None:
    with (
        closing(sqlite3.connect(good.with_name("archive") / "articles.db")) as found,
        closing(sqlite3.connect(tmp_path / "other.db")) as other,
    ):
        other.execute("PRAGMA encoding = 'UTF-16'")
        other.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        other.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        other.executescript("\n".join(found.iterdump()))
    saved = bag_of(tmp_path / "other.db", tmp_path / "other.zip")
    assert "it is no record of tca" in refusal(tca, saved, tmp_path / "archive")


def test_an_original_that_unpacks_to_more_than_it_says_is_refused(
    tca: Tca, good: Path, tmp_path: Path
) -> None:
    bomb = zlib.compress(bytes(50_000_000))
    saved = changed(
        good,
        tmp_path,
        lambda c: c.execute("UPDATE original SET compressed = ?", (bomb,)),
    )
    assert "it is damaged" in refusal(tca, saved, tmp_path / "archive")


def test_an_index_that_a_backup_tells_of_is_not_believed(
    tca: Tca, good: Path, tmp_path: Path
) -> None:
    # As if the index were as it was written, without a file and behind in nothing.
    saved = changed(good, tmp_path, lambda c: c.execute("DELETE FROM index_file"))
    assert tca("restore", saved).exit_code == 0
    assert tca("search", "storm", "--count").stdout == "1\n"
    assert names_in(tmp_path / "archive" / "index")


ODD: dict[str, tuple[dict[str, bytes | None], str]] = {
    "no manifest": ({"manifest": None}, "it is damaged"),
    "no declaration": ({"bagit": None}, "it is no backup of an archive"),
    "no record": ({"record": None}, "it is no backup of an archive"),
    "odd declaration": ({"bagit": b"Bag"}, "its manifest is not one of a backup"),
    "odd manifest": ({"manifest": b"\xff\xfe"}, "it is damaged"),
    "another's manifest": (
        {"manifest": b"%064d  data/articles.db" % 0},
        "it is damaged: the record is not as its manifest says",
    ),
    "long manifest": ({"manifest": bytes(10**6)}, "its manifest is not one of"),
    "no database": ({"record": b"?" * 5000}, "it is damaged: the record is not"),
    "two bags": ({"c/bagit.txt": b""}, "it is no backup of an archive"),
    "more data": ({"b/data/x.sh": b""}, "there is more in it than the record"),
    "leads out": ({"b/data/../../../x": b""}, "there is more in it than the record"),
    "a link out": ({"b/data/articles.db/../x": b""}, "there is more in it than"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_bag_is_refused(tca: Tca, good: Path, tmp_path: Path, name: str) -> None:
    members, said = ODD[name]
    record = good.with_name("archive") / "articles.db"
    saved = bag_of(record, tmp_path / "odd.zip", **members)
    assert said in refusal(tca, saved, tmp_path / "archive")


def test_no_database_with_its_digest_is_refused(tca: Tca, tmp_path: Path) -> None:
    record = write(tmp_path / "no.db", "no database " * 1000)
    saved = bag_of(record, tmp_path / "odd.zip")
    assert "file is not a database" in refusal(tca, saved, tmp_path / "archive")
    empty = bag_of(write(record, ""), tmp_path / "empty.zip")
    assert "it is no record of tca" in refusal(tca, empty, tmp_path / "archive")


def test_a_bag_that_others_have_packed_again_is_a_backup(
    tca: Tca, good: Path, tmp_path: Path
) -> None:
    record = good.with_name("archive") / "articles.db"
    folders: dict[str, bytes | None] = {
        "b/": b"",
        "b/data/": b"",
        "b/bag-info.txt": b"",
        "b/tagmanifest-sha256.txt": b"",
    }
    saved = bag_of(record, tmp_path / "again.zip", **folders)
    assert tca("restore", saved).exit_code == 0


def test_a_large_backup_is_restored(
    tca: Tca, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So that this one is large already.
    monkeypatch.setattr("zipfile.ZIP64_LIMIT", 100)
    tca("ingest", write(tmp_path / "a.txt", "Storm\n\nThe quay."))
    saved = tmp_path / "saved.zip"
    assert tca("backup", saved).exit_code == 0
    assert tca("restore", saved, "--archive", tmp_path / "b").exit_code == 0
    data = bytearray(saved.read_bytes())
    assert data[-98:].startswith(b"PK\6\6")
    data[-98 + 40 : -98 + 48] = (10**6).to_bytes(8, "little")
    saved.write_bytes(data)
    assert "more members than a backup" in refusal(tca, saved, tmp_path / "c")


def test_two_members_of_one_name_are_refused(
    tca: Tca, good: Path, tmp_path: Path
) -> None:
    saved = shutil.copy(good, tmp_path / "odd.zip")
    with zipfile.ZipFile(saved, "a") as bag, pytest.warns(match="Duplicate name"):
        bag.writestr("saved/data/articles.db", b"")
    said = refusal(tca, Path(saved), tmp_path / "archive")
    assert "it has two members of the same name" in said


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ((8, b"\x01\x00"), "it is encrypted"),
        ((10, b"\x0e\x00"), "it is packed in a way that is not known"),
        ((10, b"\x63\x00"), "it is packed in a way that is not known"),
        ((20, b"\xff\xff\xff\x00"), "its members overlap"),
        ((24, b"\xff\xff\xff\x7f"), "it unpacks to more than 100 times its size"),
        ((42, b"\x00\x00\x00\x00"), "its members overlap"),
        ((42, b"\xff\xff\xff\x7f"), ""),
    ],
)
def test_what_a_zip_file_tells_is_not_believed(
    tca: Tca, good: Path, tmp_path: Path, entry: tuple[int, bytes], said: str
) -> None:
    offset, value = entry
    data = bytearray(good.read_bytes())
    # The second entry of the directory, which is of the record.
    begin = data.index(b"PK\1\2", data.index(b"PK\1\2") + 1) + offset
    data[begin : begin + len(value)] = value
    odd = tmp_path / "odd.zip"
    odd.write_bytes(data)
    assert said in refusal(tca, odd, tmp_path / "archive")


def test_a_bomb_is_refused_before_it_is_unpacked(
    tca: Tca, good: Path, tmp_path: Path
) -> None:
    bomb = bag_of(
        good.with_name("archive") / "articles.db",
        tmp_path / "bomb.zip",
        record=bytes(70 * 1024 * 1024),
    )
    assert "more than 100 times" in refusal(tca, bomb, tmp_path / "archive")


def test_a_record_that_packs_too_well_is_put_in_as_it_is(
    tca: Tca, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tca_cli.archive.bag._HARMLESS_BYTES", 0)
    monkeypatch.setattr("tca_cli.archive.bag._MOST_RATIO", 2)
    tca("ingest", write(tmp_path / "a.txt", "Storm\n\nThe quay."))
    saved = tmp_path / "saved.zip"
    assert tca("backup", saved).exit_code == 0
    assert saved.stat().st_size > (tmp_path / "archive/articles.db").stat().st_size
    assert tca("restore", saved, "--archive", tmp_path / "b").exit_code == 0


def test_members_without_end_are_refused_before_they_are_read(
    tca: Tca, tmp_path: Path
) -> None:
    many = tmp_path / "many.zip"
    with zipfile.ZipFile(many, "w") as bag:
        for number in range(2000):
            bag.writestr(f"{number}", b"")
    assert "more members than a backup" in refusal(tca, many, tmp_path / "archive")


def test_without_room_nothing_is_left(
    tca: Tca, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "a" / "b"
    finished = run_limited(["restore", str(good)], archive, 40_000)
    assert finished.returncode == 3
    assert finished.stderr == f"Error: cannot use {archive}: File too large\n"
    monkeypatch.setattr(
        "tca_cli.archive.restore.disk_usage",
        lambda _: SimpleNamespace(free=1000),
    )
    result = tca("restore", good, "--archive", archive)
    assert result.exit_code == 3
    assert "bytes are needed there, and 1,000 are free" in result.stderr
    assert names_in(tmp_path) == []


def test_a_place_where_no_archive_can_be_is_3(
    tca: Tca, good: Path, tmp_path: Path
) -> None:
    write(tmp_path / "file", "")
    for odd in (tmp_path / ("x" * 300), tmp_path / "file" / "archive"):
        result = tca("restore", good, "--archive", odd)
        assert result.exit_code == 3
        assert result.stderr.count("\n") == 1
    assert names_in(tmp_path) == ["file"]


def test_another_writer_is_waited_for(tca: Tca, good: Path, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    with WriterLock(tmp_path / "archive").held(timeout_seconds=0):
        assert tca("restore", good, "--wait", "0").exit_code == 75
        assert names_in(tmp_path / "archive") == ["lock"]
    assert tca("restore", good, "--wait", "0").exit_code == 0


KEPT = ["articles.db", "articles.seal", "index", "lock"]
KILLS = {
    "while it is unpacked": "tca_cli.archive.restore.fault_of",
    "when it is checked": "tca_cli.archive.restore.adopt",
    "before it has its name": "tca_cli.archive.restore.sync_names",
    "before its index is made": "tca_cli.archive.guarded_index.GuardedIndex.complete",
}


@pytest.mark.parametrize("moment", KILLS)
def test_a_killed_restore_is_none_or_whole(
    tca: Tca, good: Path, tmp_path: Path, moment: str
) -> None:
    module, _, name = KILLS[moment].rpartition(".")
    code = (
        "import os, pkgutil, sys; from tca_cli.cli import main;"
        f" setattr(pkgutil.resolve_name({module!r}), {name!r},"
        " lambda *_: os.kill(os.getpid(), 9));"
        f" sys.argv = ['tca', 'restore', {str(good)!r}]; main()"
    )
    archive = tmp_path / "archive"
    killed = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"TCA_ARCHIVE": str(archive)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    is_there = (archive / "articles.db").exists()
    assert is_there == (moment in list(KILLS)[2:])
    assert tca("status").exit_code == (0 if is_there else 3)
    assert tca("restore", good).exit_code == (2 if is_there else 0)
    assert tca("search", "storm", "--count").stdout == "1\n"
    assert names_in(archive) == KEPT


def outcome(data: bytes, good: Path) -> bool:
    """Tell whether *data* is restored, and so as the good one was; else is nothing."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "saved.zip").write_bytes(data)
        archive = folder / "archive"
        try:
            restore(
                folder / "saved.zip",
                archive,
                lambda: open_archive(archive, engine="scan", create=False),
                progress=lambda *_: None,
            )
        except UnfitBackupError:
            assert names_in(folder) == ["saved.zip"]
            return False
        assert record_of(archive) == record_of(good.with_name("archive"))
        return True


def test_what_is_whole_is_restored(good: Path) -> None:
    assert outcome(good.read_bytes(), good)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_no_backup(good: Path, data: bytes) -> None:
    assert not outcome(data, good)


@given(st.data())
def test_a_single_byte_that_differs_changes_nothing_or_is_noticed(
    good: Path, data: st.DataObject
) -> None:
    kept = bytearray(good.read_bytes())
    last = len(kept) - 1
    # What tells of the members is at the end, and worth as much as what is in them.
    at = data.draw(st.integers(0, last) | st.integers(last - 400, last))
    kept[at] ^= data.draw(st.integers(1, 255))
    outcome(bytes(kept), good)


@given(st.data())
def test_what_ends_before_its_end_is_refused(good: Path, data: st.DataObject) -> None:
    kept = good.read_bytes()
    assert not outcome(kept[: data.draw(st.integers(0, len(kept) - 1))], good)
