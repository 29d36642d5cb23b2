"""Where there is no room at all, an archive is read as ever."""

import resource
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from tca_cli.archive.search import search
from tca_cli.archive.verdict import SealState
from tca_cli.archive.verify import verify
from tca_cli.bootstrap import open_archive, open_archive_to_check
from tca_cli.errors.archives import ArchiveUnusableError
from tests.support import archive_in, take_in, write


@contextmanager
def no_room() -> Iterator[None]:
    """Let files become no larger than a little: the system refuses, as a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_read_and_writing_says_that_it_is_full(tmp_path: Path) -> None:
    directory = tmp_path / "archive"
    path = write(tmp_path / "a.txt", "Storm\n\nThe quay.")
    with archive_in(directory) as archive:
        take_in(archive, path)
    with no_room(), archive_in(directory) as archive:
        found = search(archive, "storm", limit=10, before_completing=lambda _: None)
        assert (found.total, found.is_scan) == (1, False)
        with pytest.raises(ArchiveUnusableError, match="the disk is full; make room"):
            take_in(archive, path)
        archive.close()
        verdict = verify(
            partial(open_archive_to_check, directory, engine="whoosh"),
            partial(open_archive, directory, engine="whoosh", create=False),
        )
        assert (verdict.damages, verdict.seal) == ((), SealState.CURRENT)


def test_what_a_killed_process_left_cannot_be_read_without_room(tmp_path: Path) -> None:
    with archive_in(tmp_path / "archive") as archive:
        take_in(archive, write(tmp_path / "a.txt", "Storm\n\nThe quay."))
        with archive.store.writing():
            archive.store._database.execute("INSERT INTO purged VALUES (x'00', '', '')")
        copy = Path(shutil.copytree(archive.directory, tmp_path / "copy"))
    (copy / "articles.db-shm").unlink()
    with (
        no_room(),
        pytest.raises(ArchiveUnusableError, match="the disk is full; make room"),
    ):
        open_archive(copy, engine="whoosh", create=False)
    with closing(open_archive(copy, engine="whoosh", create=False)) as archive:
        assert archive.store.figures().articles == 1
