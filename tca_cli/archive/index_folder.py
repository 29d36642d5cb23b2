"""The folder of an index while it is written: what does not become part of it goes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from tca_cli.archive.fingerprint import (
    remove,
    remove_others,
    translated_errors,
)
from tca_cli.store.durability import sync_folder
from tca_cli.store.index_notes import IndexFile

# Begins the rest of the name of an index that is being made.
_ASIDE = "-new-"


@contextmanager
def made_aside(directory: Path) -> Iterator[Path]:
    """Yield a new folder, and move it to *directory*: none that lacks some is left."""
    archive = directory.parent
    with translated_errors(archive):
        for leftover in archive.glob(f"{directory.name}{_ASIDE}*"):
            remove(leftover)
        from tempfile import mkdtemp

        # A new folder, which nobody else can have filled.
        made = Path(mkdtemp(prefix=f"{directory.name}{_ASIDE}", dir=archive))
    try:
        yield made
        with translated_errors(archive):
            remove(directory)
            made.rename(directory)
            sync_folder(archive)
    except BaseException:
        # It would take room on a disk that is full.
        with suppress(OSError):
            remove(made)
        raise


@contextmanager
def added_to(directory: Path, files: Mapping[str, IndexFile]) -> Iterator[None]:
    """Clear *directory* of all but *files*, and again where what is added fails."""
    with translated_errors(directory):
        remove_others(directory, files)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            remove_others(directory, files)
        raise
