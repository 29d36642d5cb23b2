"""The record as an older program left it: a copy is kept before it is changed."""

import filecmp
import os
from contextlib import closing
from itertools import chain, count
from pathlib import Path

from tca_cli.errors import reason_of
from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.errors.files import UnwritableFileError
from tca_cli.store.database import Database
from tca_cli.store.durability import sync_file, sync_folder

_BEFORE_STEP = ".before-step-"


def copy_before_step(path: Path, step: int) -> Path:
    """Keep a copy of the record at *path* beside it, as it was before *step*.

    The caller lets nobody else write meanwhile. What an earlier attempt left is that
    copy if it is the same, and stays whatever it is. Raises ArchiveUnusableError where
    there can be none.
    """
    aside = path.with_name(f"{path.name}.copying")
    try:
        aside.unlink(missing_ok=True)
        try:
            with closing(Database(path, create=False)) as record:
                record.copy_to(aside)
            sync_file(aside)
            kept = _kept(aside, path.with_name(f"{path.name}{_BEFORE_STEP}{step}"))
        finally:
            aside.unlink(missing_ok=True)
        sync_folder(path.parent)
    except UnwritableFileError as error:
        raise _NoCopyError(path, error.reason) from error
    except OSError as error:
        raise _NoCopyError(path, reason_of(error)) from error
    return kept


def copies_of(path: Path) -> list[Path]:
    """Return the copies of the record at *path* that were kept before steps."""
    return sorted(path.parent.glob(f"{path.name}{_BEFORE_STEP}*"))


class _NoCopyError(ArchiveUnusableError):
    """A record must not be changed, since it could not be copied before."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            path,
            "an older version of tca wrote it, and before it is brought up to date a"
            f" copy is kept, which cannot be written: {reason}",
        )


def _kept(copied: Path, wanted: Path) -> Path:
    """Give the file *copied* the *wanted* name, or with a number one that is free."""
    names = chain([wanted.name], (f"{wanted.name}-{number}" for number in count(2)))
    for kept in map(wanted.with_name, names):
        if not os.path.lexists(kept):
            copied.rename(kept)
            break
        if kept.is_file() and filecmp.cmp(copied, kept, shallow=False):
            break
    return kept
