"""The bytes of a file that a person names, or that is found in a folder.

Whatever is there, it is not waited for, and no more is read of it than allowed: a pipe
may be put in place of a file, and a file of the system may have no end.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tca_cli.errors.files import FileTooLargeError, UnreadableFileError

# Not to wait for a pipe; and on Windows, to have line ends as they are.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
# A file that says to have none, as those of the system do, is read so far at a time.
_AT_LEAST = 64 * 1024


def check_regular(path: str, status: os.stat_result) -> None:
    """Raise UnreadableFileError where *status*, that of *path*, is of no file."""
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFileError(Path(path), "it is no regular file")


def first_bytes(path: str, count: int) -> bytes:
    """Return the first *count* bytes of the file at *path*."""
    with _opened(path) as (descriptor, _):
        return os.read(descriptor, count)


def all_bytes(path: str, most: int) -> bytes:
    """Return the bytes of the file at *path*.

    Raises FileTooLargeError where they are more than *most*, UnreadableFileError where
    it is no file, OSError where the system refuses.
    """
    parts = []
    with _opened(path) as (descriptor, size):
        room = most + 1 if size <= most else 0
        at_once = max(size + 1, _AT_LEAST)
        while room and (part := os.read(descriptor, min(room, at_once))):
            parts.append(part)
            room -= len(part)
    if not room:
        raise FileTooLargeError(Path(path), most)
    return b"".join(parts)


@contextmanager
def _opened(path: str) -> Iterator[tuple[int, int]]:
    """Yield what reads the file at *path*, and how many bytes it says to have."""
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        check_regular(path, status)
        yield descriptor, status.st_size
    finally:
        os.close(descriptor)
