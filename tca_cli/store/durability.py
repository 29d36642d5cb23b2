"""What is written must outlast a power cut, and so must its name."""

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO


def new_file(path: Path) -> BinaryIO:
    """Make a file at *path*, where there is none, for its owner alone to write."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


def sync_file(path: Path) -> None:
    """Make the content of the file at *path* safe on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make the names in the folder at *path* safe on the disk, where it can be read."""
    with suppress(PermissionError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
