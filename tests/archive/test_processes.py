"""Real processes, killed and locked out: what was taken in stays and is found."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.support import Tca, write

FILES = 240
# Small batches, so that a process is killed between them and within them.
PROGRAM = """
import sys
from tca_cli.archive import guarded_index, ingest
ingest._ITEMS_OF_A_BATCH = 40
guarded_index._ARTICLES_OF_A_COMMIT = 50
from tca_cli.cli import main
main(sys.argv[1:])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(FILES):
        write(
            tmp_path / "in" / f"{number}.txt", f"Storm {number}\n\nThe quay is closed."
        )
    return tmp_path / "in"


def articles_in(archive: Path) -> int:
    with closing(sqlite3.connect(archive / "articles.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (count,) = connection.execute("SELECT count(*) FROM article").fetchone()
    return int(count)


def start(archive: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, "--archive", str(archive), "ingest"]
    return subprocess.Popen([*command, str(folder)], stderr=subprocess.DEVNULL)


def wait_for_articles(archive: Path, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with closing(sqlite3.connect(archive / "articles.db")) as connection:
                if connection.execute("SELECT count(*) FROM article").fetchone()[0]:
                    return
        except sqlite3.Error:  # the record is still being made
            pass
        time.sleep(0.002)


@pytest.mark.parametrize("seed", range(5))
def test_a_killed_ingest_loses_nothing(
    tca: Tca, tmp_path: Path, folder: Path, seed: int
) -> None:
    archive = tmp_path / "archive"
    process = start(archive, folder)
    wait_for_articles(archive, process)
    time.sleep(random.Random(seed).uniform(0, 0.4))  # noqa: S311 -- no secret
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = articles_in(archive)
    assert kept > 0
    assert tca("search", "storm", "--count").stdout == f"{kept}\n"
    assert tca("ingest", folder).exit_code == 0
    assert tca("search", "storm", "--count").stdout == f"{FILES}\n"
    assert tca("ingest", folder).stderr == f"unchanged {FILES}\n"


def test_searches_during_an_ingest_see_finished_batches(
    tmp_path: Path, folder: Path
) -> None:
    archive = tmp_path / "archive"
    writer = start(archive, folder)
    wait_for_articles(archive, writer)
    counts = []
    while writer.poll() is None:
        search = [sys.executable, "-m", "tca_cli", "search", "storm", "--count"]
        finished = subprocess.run(
            [*search, "--archive", str(archive)], capture_output=True, check=False
        )
        assert finished.returncode in (0, 1), finished.stderr
        counts.append(int(finished.stdout))
    assert writer.returncode == 0
    assert counts == sorted(counts)
    # Of the record batches of 40 are seen, of the index commits of 50.
    assert [count for count in counts if count % 40 and count % 50] == []


@contextmanager
def only_readable(archive: Path) -> Iterator[None]:
    paths = [archive, *archive.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path in paths:
            path.chmod(0o755 if path.is_dir() else 0o644)


def drop_the_right_to_ignore_permissions() -> None:
    """Let root be refused like anyone else (CAP_DAC_* of capabilities(7))."""
    import ctypes

    drop_from_bounding_set, dac_override, dac_read_search = 24, 1, 2
    for capability in (dac_override, dac_read_search):
        ctypes.CDLL(None).prctl(drop_from_bounding_set, capability, 0, 0, 0)


def run_as_anyone(archive: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tca_cli", "--archive", str(archive), *arguments],
        capture_output=True,
        check=False,
        text=True,
        preexec_fn=drop_the_right_to_ignore_permissions if os.geteuid() == 0 else None,
    )


def leave(_: Path) -> None:
    """Leave the index as it is."""


def note_as_pending(archive: Path) -> None:
    """Leave the index behind, as a killed writer does."""
    with closing(sqlite3.connect(archive / "articles.db")) as connection, connection:
        connection.execute("INSERT INTO unindexed SELECT id, version FROM article")


def lose_the_index(archive: Path) -> None:
    shutil.rmtree(archive / "index")


@pytest.mark.parametrize("harm", [leave, note_as_pending, lose_the_index])
def test_an_archive_that_can_only_be_read_is_searched_and_shown(
    tca: Tca, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    archive = tmp_path / "archive"
    path = write(tmp_path / "a.txt", "Storm\nBy Ada Moreau\n\nThe quay is closed.")
    tca("ingest", path)
    harm(archive)
    with only_readable(archive):
        found = run_as_anyone(archive, "search", "storm")
        assert (found.returncode, found.stdout[13:]) == (0, "\t\tAda Moreau\tStorm\n")
        assert ("every article was read" in found.stderr) == (harm is not leave)
        shown = run_as_anyone(archive, "show", found.stdout[:12])
        assert (shown.returncode, shown.stderr) == (0, "")
        assert run_as_anyone(archive, "list-by-author").returncode == 0
        assert run_as_anyone(archive, "status").returncode == 0
        refused = run_as_anyone(archive, "ingest", str(path))
        assert refused.returncode == 3
        assert "only be read" in refused.stderr


def test_an_archive_left_by_a_killed_writer_is_read_where_nothing_can_be_written(
    tca: Tca, tmp_path: Path, folder: Path
) -> None:
    archive = tmp_path / "archive"
    process = start(archive, folder)
    wait_for_articles(archive, process)
    time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with only_readable(archive):
        found = run_as_anyone(archive, "search", "storm", "--count")
    assert found.returncode == 0, found.stderr
    assert int(found.stdout) == articles_in(archive)


def test_a_folder_that_may_not_be_looked_into_is_3(tca: Tca, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Storm\n\nThe quay is closed.")
    tca("ingest", path)
    archive = tmp_path / "archive"
    archive.chmod(0)
    try:
        for command in (("search", "storm"), ("ingest", str(path))):
            refused = run_as_anyone(archive, *command)
            assert refused.returncode == 3
            assert "Permission denied" in refused.stderr
    finally:
        archive.chmod(0o700)
