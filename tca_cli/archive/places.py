"""Where articles stand: a file, or a member of a file of files."""

import os
from collections.abc import Iterator

from tca_cli.readers.document import MEMBER_SIGN


def is_there(path: str) -> bool:
    """Tell whether the file, or the file of files in which it is, is on the disk."""
    return any(map(os.path.lexists, _files(path)))


def file_of(path: str) -> str | None:
    """Return the file on the disk that *path* names or is in, or None."""
    return next(filter(os.path.lexists, _files(path)), None)


def _files(path: str) -> Iterator[str]:
    """Yield *path*, and all before a sign that may part a container from a member."""
    yield path
    while MEMBER_SIGN in path:
        path = path.rpartition(MEMBER_SIGN)[0]
        yield path
