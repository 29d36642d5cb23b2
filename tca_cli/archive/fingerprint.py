"""The files of an index as they were written, and whether they are so still.

An index is opened only as this program wrote it: engines run what they find.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tca_cli.errors import reason_of
from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.store.durability import sync_folder
from tca_cli.store.index_notes import IndexFile

if TYPE_CHECKING:
    from io import BufferedReader


MISSING = "it is missing"


def written_files(
    directory: Path, known: Mapping[str, IndexFile]
) -> dict[str, IndexFile]:
    """Return the files in *directory*, made safe on the disk; *known* ones unread."""
    files: dict[str, IndexFile] = {}
    for path in directory.iterdir():
        if path.is_file():
            written = known.get(path.name)
            if written is None or not _is_untouched(path, written):
                written = _written(path)
            files[path.name] = written
    sync_folder(directory)
    return files


def is_as_written(directory: Path, files: Mapping[str, IndexFile]) -> bool:
    """Tell whether every one of *files* is in *directory* with the same content.

    Only a file that was touched since, or copied with its archive, is read for that.
    """
    try:
        return all(
            _is_untouched(directory / name, file)
            or _digest(directory / name) == file.digest
            for name, file in files.items()
        )
    except OSError:
        return False


def damaged_files(
    directory: Path, files: Mapping[str, IndexFile]
) -> Iterator[tuple[str, str | None]]:
    """Yield the name of each of *files*, all of which are read, and what is wrong."""
    for name, file in sorted(files.items()):
        try:
            is_sound = _digest(directory / name) == file.digest
        except FileNotFoundError:
            yield name, MISSING
        except OSError as error:
            yield name, reason_of(error)
        else:
            yield name, None if is_sound else "it is not as it was written"


def remove_others(directory: Path, files: Mapping[str, IndexFile]) -> None:
    """Remove what is in *directory* and not among *files*: a killed process left it."""
    for path in directory.iterdir():
        if path.name not in files:
            remove(path)


def remove(path: Path) -> None:
    """Remove the file, the link or the folder at *path*, if there is one."""
    if path.is_dir() and not path.is_symlink():
        from shutil import rmtree

        rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Raise ArchiveUnusableError for what the system refuses."""
    try:
        yield
    except OSError as error:
        raise ArchiveUnusableError(path, reason_of(error)) from error


def _is_untouched(path: Path, file: IndexFile) -> bool:
    now = path.stat()
    # The time of change cannot be set back by whoever replaces a file.
    return (now.st_size, now.st_mtime_ns, now.st_ctime_ns) == (
        file.size,
        file.mtime_ns,
        file.ctime_ns,
    )


def _written(path: Path) -> IndexFile:
    with path.open("rb") as file:
        os.fsync(file.fileno())
        digest = _digest_of(file)
        now = os.fstat(file.fileno())
    return IndexFile(now.st_size, now.st_mtime_ns, now.st_ctime_ns, digest)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return _digest_of(file)


def _digest_of(file: "BufferedReader") -> bytes:
    # Imported when it is needed: what is untouched is not read.
    from hashlib import file_digest

    return file_digest(file, "sha256").digest()
