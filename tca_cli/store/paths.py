"""Names of files in the record: a name may hold bytes that are no text."""

import os


def path_bytes(path: str) -> bytes:
    """Return *path* as it is kept, in a column of TEXT, whatever its bytes are."""
    return os.fsencode(path)


def path_text(kept: bytes) -> str:
    """Return the path that was kept."""
    return os.fsdecode(kept)
