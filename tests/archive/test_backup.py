"""One file with all of an archive, which comes back."""

import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from errno import ENOSPC
from hashlib import sha256
from pathlib import Path

import pytest

from tca_cli.archive.lock import WriterLock
from tca_cli.cli.app import App
from tests.store.test_records import dump_of, older_archive
from tests.support import SAMPLES, Tca, unmeasured, write

NOT_OF_THE_INDEX = re.compile(
    r'INSERT INTO "(?!index_|unindexed|writing)|PRAGMA|CREATE|\('
)


@pytest.fixture
def folder(tca: Tca, tmp_path: Path) -> Path:
    """Return the folder of files of which an archive was made and then corrected."""
    files = tmp_path / "in"
    write(files / "a.txt", "Storm\nBy Ada Moreau\n\nThe quay is closed.")
    write(files / "b.json", '{"headline": ')
    (files / "c.zip").write_bytes((SAMPLES / "water-works.zip").read_bytes())
    tca("ingest", files)
    write(files / "a.txt", "Storm\nBy Tom Reyes\n\nThe quay is closed.")
    tca("ingest", files)
    storm = tca("search", "storm").stdout[:12]
    assert tca("edit", storm, "place=Osh").exit_code == 0
    return files


def record_of(archive: Path) -> list[str]:
    """Return all that the record of the *archive* holds, but what it says of an index.

    That is another one where the archive was restored, and so is the last writing.
    """
    return [
        line
        for line in dump_of(archive / "articles.db")
        if NOT_OF_THE_INDEX.match(line)
    ]


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_comes_back_as_it_was(tca: Tca, folder: Path, tmp_path: Path) -> None:
    saved, restored = tmp_path / "saved.zip", tmp_path / "new" / "restored"
    result = tca("backup", saved)
    assert result.stdout == f"{saved}\t{saved.stat().st_size}\t3\t5\n"
    result = tca("restore", saved, "--archive", restored)
    assert (result.exit_code, result.stdout) == (0, f"{restored}\t3\t5\n")
    assert record_of(restored) == record_of(tmp_path / "archive")
    assert not [path for path in restored.rglob("*") if path.stat().st_mode & 0o77]
    for command in (
        ("search", "--sort", "newest", "--json"),
        ("show", "--json", tca("search", "storm").stdout[:12]),
        ("failures",),
        ("list-by-author",),
    ):
        was, now = tca(*command), tca(*command, "--archive", restored)
        assert (now.exit_code, now.stdout) == (was.exit_code, was.stdout)
    assert "index\tcurrent\n" in tca("status", "--archive", restored).stdout
    again = tca("ingest", folder, "--archive", restored)
    assert "unchanged 3, failed 1" in again.stderr
    assert "added" not in again.stderr


def test_a_backup_is_a_bag_that_other_programs_can_check(
    tca: Tca, folder: Path, tmp_path: Path
) -> None:
    tca("backup", tmp_path / "saved.zip")
    with zipfile.ZipFile(tmp_path / "saved.zip") as bag:
        assert bag.testzip() is None
        bag.extractall(tmp_path)
    base = tmp_path / "saved"
    record = (base / "data" / "articles.db").read_bytes()
    assert (base / "bagit.txt").read_text() == (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )
    assert (base / "manifest-sha256.txt").read_text() == (
        f"{sha256(record).hexdigest()}  data/articles.db\n"
    )
    info = dict(
        line.split(": ") for line in (base / "bag-info.txt").read_text().splitlines()
    )
    assert info == {
        "Payload-Oxum": f"{len(record)}.1",
        "Bagging-Date": str(datetime.now(UTC).astimezone().date()),
        "Bag-Software-Agent": "tca 0.1.0",
        "Articles": "3",
    }
    assert names_in(base / "data") == ["articles.db"]


def test_what_a_backup_says_on_a_terminal_and_as_json(
    tca: Tca, folder: Path, tmp_path: Path, terminal: None
) -> None:
    tca("backup", tmp_path)
    (saved,) = tmp_path.glob("tca-20*.zip")
    page = tca("backup", "--force", saved).stdout.replace("\n", "")
    assert re.fullmatch(rf"3 articles in {saved}, \d+\.\d kB", page)
    report = json.loads(tca("backup", "--force", saved, "--json").stdout)
    size = saved.stat().st_size
    assert report == {"file": str(saved), "size": size, "articles": 3, "versions": 5}
    assert tca("restore", saved, "--archive", tmp_path / "b", "--json").stdout == (
        f'{{\n  "archive": "{tmp_path}/b",\n  "articles": 3,\n  "versions": 5\n}}\n'
    )
    page = tca("restore", saved, "--archive", tmp_path / "c").stdout.replace("\n", "")
    assert page == f"3 articles in {tmp_path}/c"


def test_who_waits_sees_how_far_it_is(
    tca: Tca, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(App, "shows_progress", True)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    said = tca("backup", tmp_path / "out.zip").stderr
    said += tca("restore", tmp_path / "out.zip", "--archive", tmp_path / "b").stderr
    # What takes no time is not drawn.
    assert re.search(r"Reading it again .*\d+\.\d kB of \d+\.\d kB", said)
    assert "Indexing " in said


def test_a_backup_is_for_its_owner_alone_and_leaves_nothing_else(
    tca: Tca, folder: Path, tmp_path: Path
) -> None:
    before = record_of(tmp_path / "archive")
    mask = os.umask(0)
    try:
        tca("backup", tmp_path / "out.zip")
    finally:
        os.umask(mask)
    assert (tmp_path / "out.zip").stat().st_mode & 0o777 == 0o600
    assert ".tca-backup" not in names_in(tmp_path)
    assert record_of(tmp_path / "archive") == before


def test_what_is_there_stays_unless_it_is_to_be_replaced(
    tca: Tca, folder: Path, tmp_path: Path
) -> None:
    out = write(tmp_path / "out" / "out.zip", "mine")
    result = tca("backup", out)
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert out.read_text() == "mine"
    link = tmp_path / "link.zip"
    link.symlink_to(out)
    assert tca("backup", link, "--force").exit_code == 0
    assert link.is_symlink()
    assert zipfile.is_zipfile(out)
    assert names_in(out.parent) == ["out.zip"]


@pytest.mark.parametrize("name", ["pipe", "dangling", "archive/a.zip", "archive/b/c"])
def test_a_place_where_nothing_should_be_written_is_2(
    tca: Tca, folder: Path, tmp_path: Path, name: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "pipe")
    before = names_in(tmp_path)
    result = tca("backup", tmp_path / name, "--force")
    assert result.exit_code == 2
    assert "name another" in result.stderr
    assert names_in(tmp_path) == before


def test_no_such_folder_is_74(tca: Tca, folder: Path, tmp_path: Path) -> None:
    result = tca("backup", tmp_path / "no" / "out.zip")
    assert result.exit_code == 74
    assert result.stderr == (
        f"Error: cannot write {tmp_path}/no/out.zip: No such file or directory\n"
    )


def test_no_archive_is_3_and_nothing_is_written(tca: Tca, tmp_path: Path) -> None:
    assert tca("backup", tmp_path / "out.zip").exit_code == 3
    assert names_in(tmp_path) == []


def test_without_room_nothing_is_left_and_all_is_as_it_was(
    tca: Tca, folder: Path, tmp_path: Path
) -> None:
    archive, out = tmp_path / "archive", write(tmp_path / "out" / "out.zip", "mine")
    before = record_of(archive)
    finished = run_limited(["backup", str(out), "--force"], archive, 40_000)
    assert finished.returncode == 74
    assert finished.stderr.startswith(f"Error: cannot write {out}: ")
    assert finished.stderr.count("\n") == 1
    assert out.read_text() == "mine"
    assert names_in(out.parent) == ["out.zip"]
    assert record_of(archive) == before


@pytest.mark.parametrize("where", ["bag.sync_file", "bag.new_file"])
def test_what_cannot_be_packed_leaves_nothing(
    tca: Tca,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    def full(_: Path) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(f"tca_cli.archive.{where}", full)
    before = names_in(tmp_path)
    result = tca("backup", tmp_path / "out.zip")
    assert result.exit_code == 74
    assert result.stderr == (
        f"Error: cannot write {tmp_path}/out.zip: the disk is full; make room, then run"
        " the same command again\n"
    )
    assert names_in(tmp_path) == before


def test_an_interrupted_backup_leaves_nothing(
    tca: Tca, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tca_cli.archive.backup.fault_of", interrupted)
    before = names_in(tmp_path)
    assert tca("backup", tmp_path / "out.zip").exit_code == 130
    assert names_in(tmp_path) == before


def test_what_is_not_read_as_it_was_written_is_no_backup(
    tca: Tca, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    monkeypatch.setattr("tca_cli.archive.bag.sync_file", damaged)
    out = write(tmp_path / "out.zip", "mine")
    result = tca("backup", out, "--force")
    assert result.exit_code == 74
    assert "it is not read as it was written" in result.stderr
    assert out.read_text() == "mine"


def run_limited(
    arguments: list[str], archive: Path, most: int
) -> subprocess.CompletedProcess[str]:
    """Run tca as on a full disk: no file may be larger than *most* bytes."""
    return subprocess.run(
        [sys.executable, "-m", "tca_cli", *arguments],
        env=unmeasured(archive),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_damaged_archive_is_not_backed_up(
    tca: Tca, folder: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "archive" / "articles.db")) as connection:
        connection.execute("UPDATE original SET size = size + 1")
        connection.commit()
    result = tca("backup", tmp_path / "out.zip")
    assert result.exit_code == 3
    assert "its bytes are not those that were read" in result.stderr
    assert "no backup was made" in result.stderr
    assert not (tmp_path / "out.zip").exists()


def test_two_backups_into_one_folder_are_made_one_after_the_other(
    tca: Tca, folder: Path, tmp_path: Path
) -> None:
    aside = tmp_path / ".tca-backup"
    aside.mkdir(mode=0o700)
    write(aside / "articles.db", "of a killed one")
    with WriterLock(aside).held(timeout_seconds=0):
        result = tca("backup", tmp_path / "out.zip")
    assert result.exit_code == 75
    assert "another backup is being written" in result.stderr
    assert tca("backup", tmp_path / "out.zip").exit_code == 0
    assert ".tca-backup" not in names_in(tmp_path)


def test_what_stands_where_a_backup_is_made_is_left_alone(
    tca: Tca, folder: Path, tmp_path: Path
) -> None:
    treasure = write(tmp_path / "treasure" / "articles.db", "mine")
    (tmp_path / ".tca-backup").symlink_to(treasure.parent)
    assert tca("backup", tmp_path / "out.zip").exit_code == 2
    assert treasure.read_text() == "mine"


def test_a_backup_is_of_one_moment_while_another_process_writes(
    tca: Tca, tmp_path: Path
) -> None:
    # Each transaction of the writer keeps as many of one kind as of the other.
    record = tmp_path / "archive" / "articles.db"
    tca("ingest", write(tmp_path / "a.txt", "Storm\n\nThe quay."))
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tca_cli.store import SqliteStore\n"
        "store = SqliteStore.open(Path(sys.argv[1]), create=False)\n"
        "record = store._database\n"
        "for n in range(10**9):\n"
        "    with store.writing():\n"
        "        record.execute("
        "'INSERT INTO failure VALUES (?, ?, 0, 0, 0, 0, 0)', [n, 'x' * 9000])\n"
        "        record.execute('INSERT INTO purged VALUES (?, 0, 0)', [b'%d' % n])\n"
        "    print(n, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(record)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        for _ in range(20):
            writer.stdout.readline()
        results = [tca("backup", tmp_path / f"{n}.zip") for n in range(3)]
        assert writer.poll() is None
        writer.kill()
    assert [result.exit_code for result in results] == [0, 0, 0]
    counts = []
    for number in range(3):
        restored = tmp_path / str(number)
        saved = f"{restored}.zip"
        assert tca("restore", saved, "--archive", restored).exit_code == 0
        with closing(sqlite3.connect(restored / "articles.db")) as connection:
            ((failures, purged),) = connection.execute(
                "SELECT (SELECT count(*) FROM failure), (SELECT count(*) FROM purged)"
            )
        assert failures == purged
        counts.append(failures)
    assert counts == sorted(set(counts))


@pytest.mark.filterwarnings("default")
def test_the_backup_of_an_older_record_is_brought_up_to_date_first(
    tca: Tca, tmp_path: Path
) -> None:
    older_archive(tmp_path / "archive", 1)
    assert tca("backup", tmp_path / "out.zip").exit_code == 0
    result = tca("restore", tmp_path / "out.zip", "--archive", tmp_path / "b")
    assert result.stdout == f"{tmp_path}/b\t3\t4\n"
