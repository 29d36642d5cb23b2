"""Where articles stand: a file, or a member of a file of files."""

import os
from hashlib import sha256

from tca_cli.store.paths import outer_paths


def place_of_pipe(data: bytes) -> str:
    """Return where *data* stands that came through a pipe: it is named for itself.

    So the next that comes this way is another file.
    """
    return f"{_PIPE}{sha256(data).hexdigest()[:12]}"


def is_of_pipe(path: str) -> bool:
    """Tell whether *path* came through a pipe, and so cannot be tried again."""
    return path.startswith(_PIPE)


_PIPE = "stdin:"


def is_there(path: str) -> bool:
    """Tell whether the file, or the file of files in which it is, is on the disk."""
    return file_of(path) is not None


def file_of(path: str) -> str | None:
    """Return the file on the disk that *path* names or is in, or None."""
    if os.path.lexists(path):
        return path
    return next(filter(os.path.isfile, outer_paths(path)), None)
