"""The folder of an archive: for its owner alone, and there after a power cut."""

from collections.abc import Collection
from pathlib import Path

from tca_cli.archive import INDEX
from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.store.durability import sync_folder


def make_folder(directory: Path) -> list[Path]:
    """Make the folder for an archive; return what was made, the innermost first.

    Raises ArchiveUnusableError where the index of an archive is there already.
    """
    if (directory / INDEX).exists():
        raise ArchiveUnusableError(
            directory / INDEX,
            "something is there and no record beside it; choose a new or empty folder",
        )
    missing = [path for path in (directory, *directory.parents) if not path.exists()]
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return missing


def sync_names(directory: Path, made: Collection[Path]) -> None:
    """Make safe on the disk the names of what is in *directory*, and of the *made*."""
    for path in dict.fromkeys((directory, *(folder.parent for folder in made))):
        sync_folder(path)
