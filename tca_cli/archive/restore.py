"""An archive made of a backup, wherever the backup comes from."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from shutil import disk_usage

from tca_cli.archive import RECORD, WAIT_SECONDS, Archive
from tca_cli.archive.backup import Progress
from tca_cli.archive.bag import Bag
from tca_cli.archive.folder import make_folder, sync_names
from tca_cli.archive.lock import LOCK, WriterLock
from tca_cli.errors import reason_of
from tca_cli.errors.archives import ArchiveInTheWayError, ArchiveUnusableError
from tca_cli.errors.files import UnfitBackupError
from tca_cli.frozen import Frozen
from tca_cli.store.checking import adopt, fault_of
from tca_cli.store.durability import new_file

# Of what is no archive until it is whole; what a killed process left is removed.
_ASIDE = f"{RECORD}.restoring"


class RestoreReport(Frozen):
    """An archive that was restored, and what it holds."""

    archive: str
    articles: int
    versions: int


def restore(
    backup: Path,
    directory: Path,
    opened: Callable[[], Archive],
    *,
    wait_seconds: float | None = None,
    progress: Progress,
) -> RestoreReport:
    """Make the archive in *directory*, where there is none, of a *backup*.

    *opened* is asked for it when its record is there, and its index is made. Raises
    UnfitBackupError for what is no backup or damaged, ArchiveInTheWayError, and
    ArchiveUnusableError where nothing can be written; then nothing is left.
    """
    wait_seconds = WAIT_SECONDS if wait_seconds is None else wait_seconds
    _check(directory)
    with closing(Bag(backup)) as bag, _in_new_folder(directory) as made:
        lock = WriterLock(directory)
        with lock.held(timeout_seconds=wait_seconds):
            # Another process may have made one while this one waited.
            _check(directory)
            with _aside(directory) as aside:
                _unpack(bag, aside, progress)
                checked = partial(progress, "Checking")
                if fault := fault_of(aside, checked):
                    raise UnfitBackupError(backup, fault)
                adopt(aside)
                aside.rename(directory / RECORD)
                sync_names(directory, made)
    archive = opened()
    with archive.writing():
        progress("Indexing", 0, 0)
        archive.index.complete()
    figures = archive.store.figures()
    return RestoreReport(str(directory), figures.articles, figures.versions)


def _check(directory: Path) -> None:
    """Refuse a folder with a record, or with what SQLite would take for a part of it.

    Raises ArchiveInTheWayError.
    """
    with _told_of(directory):
        found = [path.name for path in directory.glob(f"{RECORD}*")]
    if any(name == RECORD or name.startswith(f"{RECORD}-") for name in found):
        raise ArchiveInTheWayError(directory)


@contextmanager
def _in_new_folder(directory: Path) -> Iterator[list[Path]]:
    """Make the folder; yield what was made for it, and take that back on failure."""
    with _told_of(directory):
        made = make_folder(directory)
    try:
        yield made
    except BaseException:
        with suppress(OSError):
            for folder in made:
                folder.rmdir()
        raise


@contextmanager
def _aside(directory: Path) -> Iterator[Path]:
    """Yield where a record can be made in *directory*, and leave none of it there."""
    with _told_of(directory):
        _clear(directory)
        try:
            yield directory / _ASIDE
        except BaseException:
            _clear(directory)
            # Whoever waits for it notices, and takes a new one.
            (directory / LOCK).unlink(missing_ok=True)
            raise


def _clear(directory: Path) -> None:
    for leftover in directory.glob(f"{_ASIDE}*"):
        leftover.unlink()


def _unpack(bag: Bag, path: Path, progress: Progress) -> None:
    free = disk_usage(path.parent).free
    if bag.size > free:
        raise ArchiveUnusableError(
            path.parent, f"{bag.size:,} bytes are needed there, and {free:,} are free"
        )
    done = 0
    with new_file(path) as file:
        for chunk in bag.record():
            done += file.write(chunk)
            progress("Unpacking", done, bag.size)


@contextmanager
def _told_of(directory: Path) -> Iterator[None]:
    """Tell of the archive's folder what the system refuses."""
    try:
        yield
    except OSError as error:
        raise ArchiveUnusableError(directory, reason_of(error)) from error
