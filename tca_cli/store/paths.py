"""Names of files in the record: a name may hold bytes that are no text."""

import os
from collections.abc import Collection, Iterator


def path_bytes(path: str) -> bytes:
    """Return *path* as it is kept, in a column of TEXT, whatever its bytes are."""
    return os.fsencode(path)


def path_text(kept: bytes) -> str:
    """Return the path that was kept."""
    return os.fsdecode(kept)


def within_container(column: str) -> str:
    """Return the SQL that is true of the paths in the container ``:path``.

    A container's members have its own path, ``!``, and a name; ``"`` is the next sign.
    """
    begin, end = (f"CAST(:path || x'{sign}' AS TEXT)" for sign in ("21", "22"))
    return f"({column} >= {begin} AND {column} < {end})"


def outer_paths(path: str) -> Iterator[str]:
    """Yield the paths of the files that may hold that at *path*, outermost first.

    No file is nested deeper than so, whatever signs are in its name.
    """
    end = -1
    for _ in range(_DEEPEST):
        end = path.find(_SIGN_OF_MEMBER, end + 1)
        if end < 0:
            return
        yield path[:end]


def is_within_any(path: str, containers: Collection[str]) -> bool:
    """Tell whether *path* is in one of the *containers*, or one of them."""
    return path in containers or not set(containers).isdisjoint(outer_paths(path))


_SIGN_OF_MEMBER = "!"
_DEEPEST = 16
