"""The seal: what the whole file was when it was written last.

SQLite keeps no checksums of its pages. What is flipped where nothing is kept, or where
no digest tells of it, is found by comparing the file with its seal. That holds as long
as both have the same token: each writing leaves another one in the record.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from tca_cli.errors import TcaError
from tca_cli.errors.archives import ArchiveDamagedError
from tca_cli.frozen import Frozen
from tca_cli.store.database import Database

# Of a file that is larger, and mostly as it was, reading it all would take longer than
# what was written: adding one article takes 0.1 s of the processor, and so does
# SHA-256 of 170 MB. Of 16 MiB it takes 0.01 s. Writing a megabyte of articles takes
# 0.1 s too, so that of one that grew by a sixteenth it takes a tenth of that.
_SMALL, _PART_OF_MUCH = 32 * 1024 * 1024, 16
_BYTES_AT_ONCE = 1024 * 1024
NOT_AS_SEALED = "its bytes are not those that were sealed"


class Seal(Frozen):
    """Size and SHA-256 of a record, and the token that it had, both in hexadecimal."""

    size: int
    digest: str
    token: str

    @property
    def check(self) -> str:
        """What tells that the seal itself is as it was written."""
        text = f"{self.size} {self.digest} {self.token}"
        return sha256(text.encode()).hexdigest()


def is_worth_it(size: int, *, grown: int) -> bool:
    """Tell whether to seal a file of this size that has grown by so much."""
    return size <= _SMALL or grown * _PART_OF_MUCH >= size


def seal_path(record: Path) -> Path:
    """Return where the seal of *record* is."""
    return record.with_suffix(".seal")


def seal(database: Database) -> None:
    """Seal the record, if all that was written is in its file.

    Where that cannot be, the last seal stays, which the token tells to be out of date.
    """
    if not database.has_checkpointed():
        return
    with suppress(TcaError, OSError):
        token = token_of(database)
        if token is not None:
            size, digest = measured(database.bytes)
            _write(seal_path(database.path), Seal(size, digest, token.hex()))


def check(database: Database) -> None:
    """Raise ArchiveDamagedError where a small record is not as it was sealed.

    Nobody else may write meanwhile.
    """
    kept = read_seal(database.path)
    if kept is None or database.size > _SMALL or kept.token != _current(database):
        return
    if measured(database.bytes) != (kept.size, kept.digest):
        raise ArchiveDamagedError(database.path, NOT_AS_SEALED)


def _current(database: Database) -> str | None:
    token = token_of(database)
    return None if token is None else token.hex()


def token_of(database: Database) -> bytes | None:
    """Return the token of the last writing, or None where it is not as it was kept."""
    rows = database.execute("SELECT token, digest FROM writing")
    if len(rows) != 1:
        return None
    token, digest = rows[0]
    is_sound = isinstance(token, bytes) and sha256(token).digest() == digest
    return token if is_sound else None


def measured(
    file: BinaryIO, told: Callable[[int], None] = lambda _: None
) -> tuple[int, str]:
    """Return size and SHA-256 of *file*; *told* hears how many bytes were read."""
    size, digest = 0, sha256()
    while some := file.read(_BYTES_AT_ONCE):
        digest.update(some)
        size += len(some)
        told(size)
    return size, digest.hexdigest()


def read_seal(record: Path) -> Seal | None:
    """Return the seal of *record*; None where there is none, or it is damaged."""
    try:
        kept = json.loads(seal_path(record).read_bytes())
        found = Seal(int(kept["size"]), str(kept["sha256"]), str(kept["token"]))
        return found if found.check == kept["check"] else None
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def _write(path: Path, seal: Seal) -> None:
    kept = {"size": seal.size, "sha256": seal.digest, "token": seal.token}
    aside = path.with_name(f"{path.name}-new")
    aside.unlink(missing_ok=True)
    # What was put in its place meanwhile, as a link to elsewhere, is not written to.
    descriptor = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode=0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(json.dumps(kept | {"check": seal.check}) + "\n")
        file.flush()
        os.fsync(file.fileno())
    aside.rename(path)
