"""Whether a file is a record as tca makes them, whoever brings it."""

import zlib
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.store import schema
from tca_cli.store.database import Database
from tca_cli.store.durability import sync_file
from tca_cli.store.index_notes import IndexNotes
from tca_cli.store.migrations import MIGRATIONS
from tca_cli.store.shape import differences, shape, shape_after

_UNPACKED_AT_ONCE = 1024 * 1024


def fault_of(
    path: Path, progress: Callable[[int, int], None] | None = None
) -> str | None:
    """Return what is wrong with the record at *path*, or None.

    No table of it is read before all that it defines has been found to be what a
    version of tca makes. *progress* hears how many bytes are read, of how many.
    """
    try:
        with closing(Database(path)) as record:
            return (
                _foreign_part(record)
                or _damage(record)
                or _changed_original(record, progress)
            )
    except ArchiveUnusableError as error:
        return error.reason


def adopt(path: Path) -> None:
    """Bring the record at *path*, in which is no fault, up to date, and its notes.

    There is no index of it yet.
    """
    with closing(Database(path)) as record:
        schema.migrate(record, path, create=False, keeps_copy=False)
        with record.writing():
            IndexNotes(record).note_all()
            # The seal of another file may be there, which has been sealed so.
            schema.note_writing(record)
        record.execute("PRAGMA journal_mode = DELETE")
    sync_file(path)


def _foreign_part(record: Database) -> str | None:
    """Return what no version of tca defines so, or None."""
    numbers = record.execute(
        "SELECT * FROM pragma_application_id, pragma_user_version, pragma_encoding"
    )
    application_id, step, encoding = numbers[0]
    if step > len(MIGRATIONS):
        return "a newer version of tca wrote it; install that version to go on"
    if application_id != schema.APPLICATION_ID or step < 1 or encoding != "UTF-8":
        return "it is no record of tca"
    return next(differences(shape(record), shape_after(step)), None)


def _damage(record: Database) -> str | None:
    found = record.execute("PRAGMA integrity_check(1)")
    first = str(found[0][0]) if found else "nothing can be read"
    return None if first == "ok" else f"it is damaged: {' '.join(first.split())}"


def _changed_original(
    record: Database, progress: Callable[[int, int], None] | None
) -> str | None:
    """Return which file's bytes are not those that were kept, or None."""
    ((in_all,),) = record.execute(
        "SELECT coalesce(sum(length(compressed)), 0) FROM original"
    )
    done = 0
    for digest, size, compressed in record.each(
        "SELECT digest, size, compressed FROM original"
    ):
        # What was purged has no bytes any more.
        if compressed and not is_original(digest, size, compressed):
            return (
                "it is damaged: of the file with the SHA-256"
                f" {digest.hex()} it has other bytes"
            )
        done += len(compressed)
        if progress:
            progress(done, in_all)
    return None


def is_original(digest: bytes, size: int, compressed: bytes) -> bool:
    """Tell whether *compressed* unpacks to these *size* bytes, unpacking no more."""
    unpacker, hashed, left = zlib.decompressobj(), sha256(), size
    try:
        while left >= 0:
            part = unpacker.decompress(compressed, _UNPACKED_AT_ONCE)
            compressed = unpacker.unconsumed_tail
            hashed.update(part)
            left -= len(part)
            if not part:
                break
    except zlib.error:
        return False
    return unpacker.eof and left == 0 and hashed.digest() == digest
