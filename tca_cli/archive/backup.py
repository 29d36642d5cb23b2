"""One file with all that must never be lost, as of one moment, and found whole."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from stat import S_ISDIR

from tca_cli.archive import Archive
from tca_cli.archive.bag import Bag, write_bag
from tca_cli.archive.lock import WriterLock
from tca_cli.archive.units import program
from tca_cli.archive.verify import check_all
from tca_cli.errors import reason_of
from tca_cli.errors.archives import (
    ArchiveDamagedError,
    ArchiveLockedError,
    ArchiveUnusableError,
)
from tca_cli.errors.files import (
    BackupRunningError,
    FileInTheWayError,
    UnfitBackupError,
    UnwritableFileError,
)
from tca_cli.frozen import Frozen
from tca_cli.store.checking import fault_of
from tca_cli.store.durability import sync_folder
from tca_cli.store.figures import figures_in

# What is done, how many bytes of it, and of how many.
Progress = Callable[[str, int, int], None]

# In the folder of a backup, while it is made; what a killed one left is removed.
_ASIDE = ".tca-backup"
_PLAIN_NAME = re.compile(r"\w[\w.-]*", re.ASCII)


class BackupReport(Frozen):
    """A backup that was written: where, of what size, and what is in it."""

    file: str
    size: int
    articles: int
    versions: int


def backup(
    archive: Archive, file: Path, *, is_forced: bool, progress: Progress
) -> BackupReport:
    """Write all of *archive* to *file*, or to one named for the day in a folder.

    What is there already stays, unless *is_forced*; then it is replaced when the new
    one is whole. Whoever writes to the archive meanwhile goes on. Raises
    FileInTheWayError, UnwritableFileError, BackupRunningError, and ArchiveUnusableError
    for an archive that is damaged; then nothing is left.
    """
    today = datetime.now(UTC).astimezone().date()
    if file.is_dir():
        file /= f"tca-{today}.zip"
    # A link stays one, to what it names.
    target = Path(os.path.realpath(file))
    _check(archive, file, target, is_forced=is_forced)
    try:
        check_all(archive, told=lambda now: progress("Checking", now.done, now.of))
    except ArchiveDamagedError as error:
        reason = f"{error.reason}; no backup was made"
        raise ArchiveDamagedError(error.path, reason) from error
    with _aside(target) as (record, packed), _told_of(file):
        archive.store.copy_to(record, lambda done, of: progress("Copying", done, of))
        if fault := fault_of(record, lambda done, of: progress("Checking", done, of)):
            raise ArchiveUnusableError(
                archive.store.path,
                f"{fault}; no backup was made, and 'tca verify' tells more",
            )
        figures = figures_in(record)
        info = {
            "Bagging-Date": str(today),
            "Bag-Software-Agent": f"tca {program()}",
            "Articles": str(figures.articles),
        }
        plain = _PLAIN_NAME.fullmatch(target.stem)
        write_bag(
            packed,
            record,
            name=target.stem if plain else "tca-backup",
            info=info,
            progress=lambda done, of: progress("Packing", done, of),
        )
        _read_again(packed, progress)
        _check(archive, file, target, is_forced=is_forced)
        packed.replace(target)
        sync_folder(target.parent)
    return BackupReport(
        file=str(file),
        size=target.stat().st_size,
        articles=figures.articles,
        versions=figures.versions,
    )


def _check(archive: Archive, file: Path, target: Path, *, is_forced: bool) -> None:
    """Refuse a place where the backup would be lost, or something else with it."""
    if target.is_relative_to(os.path.realpath(archive.directory)):
        raise FileInTheWayError(
            file, "the archive's own folder may be lost as a whole; name another"
        )
    if not os.path.lexists(target):
        return
    if not target.is_file():
        raise FileInTheWayError(file, "what is there is no file; name another")
    if not is_forced:
        raise FileInTheWayError(
            file, "there is a file already; name another, or --force replaces it"
        )


@contextmanager
def _aside(target: Path) -> Iterator[tuple[Path, Path]]:
    """Yield where a record and a bag can be made beside *target*, gone afterwards."""
    folder = target.with_name(_ASIDE)
    with _told_of(target):
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise FileInTheWayError(target, f"{folder} is not yours; remove it")
    try:
        with WriterLock(folder).held(timeout_seconds=0):
            record, packed = folder / "articles.db", folder / "bag.zip"
            with _told_of(target):
                record.unlink(missing_ok=True)
            try:
                yield record, packed
            finally:
                rmtree(folder, ignore_errors=True)
    except ArchiveLockedError as error:
        raise BackupRunningError(target.parent) from error


@contextmanager
def _told_of(file: Path) -> Iterator[None]:
    """Tell of the *file* that was asked for what the system refuses."""
    try:
        yield
    except UnwritableFileError as error:
        raise UnwritableFileError(file, error.reason) from error
    except OSError as error:
        raise UnwritableFileError(file, reason_of(error)) from error


def _read_again(packed: Path, progress: Progress) -> None:
    """Read what was written, and find it as it was meant."""
    try:
        with closing(Bag(packed)) as bag:
            done = 0
            for chunk in bag.record():
                done += len(chunk)
                progress("Reading it again", done, bag.size)
    except UnfitBackupError as error:
        raise UnwritableFileError(packed, "it is not read as it was written") from error
