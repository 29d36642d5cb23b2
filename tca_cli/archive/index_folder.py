"""The folder of an index while it is written: what does not become part of it goes.

It is asked to *check* that the archive is where it was: nothing of it is to be left
elsewhere, nor anything removed there.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tca_cli.archive.fingerprint import (
    remove,
    remove_others,
    translated_errors,
)
from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.store.durability import sync_folder
from tca_cli.store.index_notes import IndexFile

# Begins the rest of the name of an index that is being made, or that was replaced.
_ASIDE = "-new-"


@contextmanager
def made_aside(directory: Path, check: Callable[[], None]) -> Iterator[Path]:
    """Yield a new folder, and move it to *directory*: none that lacks some is left."""
    archive = directory.parent
    check()
    remove_leftovers(directory)
    with translated_errors(archive):
        from tempfile import mkdtemp

        # A new folder, which nobody else can have filled.
        made = Path(mkdtemp(prefix=f"{directory.name}{_ASIDE}", dir=archive))
    try:
        yield made
        check()
        with translated_errors(archive):
            _replace(directory, made)
            sync_folder(archive)
    except BaseException:
        # It would take room on a disk that is full.
        with suppress(OSError):
            remove(made)
        raise


@contextmanager
def added_to(
    directory: Path, files: Mapping[str, IndexFile], check: Callable[[], None]
) -> Iterator[None]:
    """Clear *directory* of all but *files*, and again where what is added fails."""
    check()
    remove_leftovers(directory)
    with translated_errors(directory):
        remove_others(directory, files)
    try:
        yield
    except BaseException:
        with suppress(OSError, ArchiveUnusableError):
            check()
            remove_others(directory, files)
        raise


def remove_all(directory: Path, check: Callable[[], None]) -> None:
    """Remove the index, and what is left of others that were being made."""
    check()
    with translated_errors(directory):
        remove(directory)
        _remove_aside(directory)


def remove_leftovers(directory: Path) -> None:
    """Remove what was in the place of the index, if that can be; else later."""
    with suppress(OSError):
        _remove_aside(directory)


def _replace(directory: Path, made: Path) -> None:
    """Put what was *made* in place; between two renamings there is no index.

    What was there before is removed when the record knows the new one.
    """
    if not os.path.lexists(directory):
        made.rename(directory)
        return
    old = made.with_name(f"{made.name}-old")
    directory.rename(old)
    try:
        made.rename(directory)
    except OSError:
        old.rename(directory)
        raise


def _remove_aside(directory: Path) -> None:
    for leftover in directory.parent.glob(f"{directory.name}{_ASIDE}*"):
        remove(leftover)
