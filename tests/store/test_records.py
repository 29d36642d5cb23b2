"""Records as older programs wrote them: ``records/step-N.sql`` are dumps of such."""

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from tca_cli.archive.show import show
from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.store import SqliteStore
from tca_cli.store.database import Database
from tca_cli.store.migrations import MIGRATIONS
from tests.support import Tca, archive_in, unmeasured

RECORDS = Path(__file__).parent / "records"
STEPS = sorted(int(path.stem.partition("-")[2]) for path in RECORDS.glob("*.sql"))
ROGUN, ISSYK = "ed7a0c16cd64", "1a93ee86ddca"
HEADLINES = {
    "c6ad8962cca6": "Behind the Kok-Aral dam, a small sea comes back",
    ISSYK: "Issyk-Kul, the mountain lake that never freezes",
    ROGUN: "Tajikistan's tall dams divide the neighbours on the Vakhsh",
    "f00538aa70ba": "Above Tashkent, a mountain lake that people made",
    "5984c97e6ccd": "The canal that was dug by hand",
}
ARTICLES = {1: 3, 2: 5}


def older_archive(folder: Path, step: int) -> Path:
    """Make the archive that an older program would have left; return its record."""
    folder.mkdir(mode=0o700)
    record = folder / "articles.db"
    dump = (RECORDS / f"step-{step}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(record)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(dump)
    return record


def dump_of(record: Path) -> list[str]:
    with closing(sqlite3.connect(f"{record.as_uri()}?mode=ro", uri=True)) as found:
        numbers = [
            str(found.execute(f"PRAGMA {name}").fetchone())
            for name in ("application_id", "user_version")
        ]
        return [*numbers, *found.iterdump()]


def schema_of(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    return set(rows.fetchall())


@pytest.fixture(params=STEPS)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path]:
    """Return a step, and the record of the program that knew no later one."""
    step: int = request.param
    return step, older_archive(tmp_path / "archive", step)


@pytest.fixture
def opened(older: tuple[int, Path]) -> Iterator[SqliteStore]:
    with pytest.warns(UserWarning, match="brought up to date"):
        store = SqliteStore.open(older[1], create=False)
    with closing(store):
        yield store


def test_there_is_a_record_of_every_older_step() -> None:
    assert set(STEPS) == set(range(1, len(MIGRATIONS)))


def test_all_that_an_older_program_kept_is_found_and_shown(
    older: tuple[int, Path], opened: SqliteStore
) -> None:
    step, record = older
    with archive_in(record.parent) as archive:
        shown = {article_id: show(archive, article_id[:8]) for article_id in HEADLINES}
    articles = [article for article in shown.values() if article]
    assert len(articles) == ARTICLES[step]
    for article in articles:
        assert article.headline == HEADLINES[article.id]
        first = opened.articles.provenance(article.id, 1)
        assert first.text.hex().startswith(article.id)
    vakhsh = shown[ROGUN]
    assert vakhsh is not None
    assert (vakhsh.version, vakhsh.authors) == (
        2,
        ("Nodira Yusupova", "Daniyar Omurov"),
    )
    assert opened.articles.content(ROGUN, 1).authors == ("Nodira Yusupova",)
    assert [source.path for source in vakhsh.sources] == ["/articles/rogun-nurek.txt"]


def test_the_originals_of_an_older_program_are_as_they_were(
    opened: SqliteStore,
) -> None:
    digests = [
        digest for (digest,) in opened._database.execute("SELECT digest FROM original")
    ]
    assert digests
    for digest in digests:
        assert sha256(opened.files.original(digest)).digest() == digest


def test_what_the_second_step_knows_is_kept(tmp_path: Path) -> None:
    record = older_archive(tmp_path / "archive", 2)
    with pytest.warns(UserWarning, match="brought up to date"):
        SqliteStore.open(record, create=False).close()
    with archive_in(record.parent) as archive:
        lake = show(archive, ISSYK)
        (failure,) = archive.store.failures.all()
        containers = archive.store.files.containers(["/articles/water-works.zip"])
    assert lake is not None
    assert (lake.version, lake.place, lake.keywords) == (
        2,
        "Karakol",
        ("lake", "ships"),
    )
    assert {c.field: c.was for c in lake.corrections} == {
        "place": "Bishkek",
        "keywords": (),
    }
    assert failure.path == "/articles/broken.json"
    assert list(containers) == ["/articles/water-works.zip"]


@pytest.mark.filterwarnings("default")
def test_what_an_older_program_kept_is_searched(
    tca: Tca, older: tuple[int, Path]
) -> None:
    result = tca("search", "lake", "--sort", "newest")
    assert result.exit_code == 0
    assert result.stderr.count("Warning: an older version of tca") == 1
    assert ISSYK in result.stdout
    assert "Warning" not in tca("search", "lake").stderr
    assert tca("status").stdout.count("current") == 1


def test_a_copy_as_it_was_is_left_beside(
    older: tuple[int, Path], tmp_path: Path
) -> None:
    step, record = older
    before = dump_of(record)
    with pytest.warns(UserWarning, match="can be deleted") as warned:
        SqliteStore.open(record, create=False).close()
    copy = record.with_name(f"articles.db.before-step-{step + 1}")
    assert len(warned) == 1
    assert str(copy) in str(warned[0].message)
    assert dump_of(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in record.parent.iterdir()) == [
        record.name,
        copy.name,
    ]
    with closing(sqlite3.connect(copy)) as kept, closing(sqlite3.connect("")) as made:
        for statements in MIGRATIONS[:step]:
            for statement in statements:
                made.execute(statement)
        assert schema_of(kept) == schema_of(made)
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    SqliteStore.open(record, create=False).close()
    assert len(list(record.parent.iterdir())) == 2


def test_of_a_new_record_there_is_no_copy(tmp_path: Path) -> None:
    SqliteStore.open(tmp_path / "articles.db", create=True).close()
    assert [path.name for path in tmp_path.iterdir()] == ["articles.db"]


def test_a_copy_of_an_earlier_attempt_is_not_made_twice(tmp_path: Path) -> None:
    record = older_archive(tmp_path / "archive", 2)
    with closing(Database(record, create=False)) as database:
        database.copy_to(tmp_path / "copy")
    copy = (tmp_path / "copy").rename(record.with_name("articles.db.before-step-3"))
    written = copy.stat().st_mtime_ns
    with pytest.warns(UserWarning, match=str(copy)):
        SqliteStore.open(record, create=False).close()
    assert copy.stat().st_mtime_ns == written
    assert len(list(record.parent.iterdir())) == 2


def test_another_copy_is_never_overwritten(tmp_path: Path) -> None:
    record = older_archive(tmp_path / "archive", 2)
    first = record.with_name("articles.db.before-step-3")
    first.write_bytes(b"something else")
    record.with_name("articles.db.copying").write_bytes(b"of a killed attempt")
    before = dump_of(record)
    with pytest.warns(UserWarning, match="before-step-3-2"):
        SqliteStore.open(record, create=False).close()
    assert first.read_bytes() == b"something else"
    assert dump_of(first.with_name(f"{first.name}-2")) == before
    assert len(list(record.parent.iterdir())) == 3


def test_without_room_for_the_copy_nothing_is_changed(tmp_path: Path) -> None:
    record = older_archive(tmp_path / "archive", 2)
    before = record.read_bytes()
    finished = subprocess.run(
        [sys.executable, "-m", "tca_cli", "status"],
        env=unmeasured(record.parent),
        # As a full disk: no file may be larger.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000,) * 2),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (finished.returncode, finished.stdout) == (3, "")
    assert "a copy is kept, which cannot be written: " in finished.stderr
    assert finished.stderr.count("\n") == 1
    assert record.read_bytes() == before
    assert list(record.parent.iterdir()) == [record]


def test_two_processes_bring_it_up_to_date_once(tmp_path: Path) -> None:
    record = older_archive(tmp_path / "archive", 2)
    command = [sys.executable, "-m", "tca_cli", "status"]
    env = os.environ | {"TCA_ARCHIVE": str(record.parent)}
    running = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=-1, text=True)
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert sum("Warning" in one for one in said) == 1
    assert len(list(record.parent.glob("articles.db.*"))) == 1


def test_an_older_record_that_can_only_be_read_is_refused(
    older: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, record = older
    before = record.read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(ArchiveUnusableError, match="cannot be brought up to date"):
        SqliteStore.open(record, create=False)
    assert record.read_bytes() == before


def test_the_record_of_a_newer_program_is_left_byte_for_byte(
    tca: Tca, tmp_path: Path
) -> None:
    record = older_archive(tmp_path / "archive", 2)
    with closing(sqlite3.connect(record)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = record.read_bytes()
    result = tca("ingest", RECORDS)
    assert result.exit_code == 3
    assert "a newer version of tca wrote it" in result.stderr
    assert record.read_bytes() == before
    assert list(record.parent.iterdir()) == [record]
