"""What can be done about what is damaged: take it in again, or restore a backup."""

import shlex
from hashlib import file_digest
from pathlib import Path

from tca_cli.archive.reading import Readings
from tca_cli.archive.verdict import RESTORE
from tca_cli.store import SqliteStore
from tca_cli.store.files import Place
from tca_cli.store.paths import outer_paths
from tca_cli.store.soundness import Soundness
from tca_cli.store.version_rows import NewVersion, Provenance


def advice_for(soundness: Soundness, original: bytes | None) -> str:
    """Return what to do about what was read of this *original*.

    A source is only named where it is on the disk as it was.
    """
    for path in soundness.paths_of(original) if original else ():
        if source := _source(soundness, path, original):
            return f"take it in again: tca ingest --again {shlex.quote(source)}"
    return RESTORE


def mend(store: SqliteStore, read: Readings) -> None:
    """Keep again what is damaged of a file, all of which was *read* anew."""
    if read.original is None:
        return
    store.mending.original(read.original)
    for found in read.articles:
        said = Provenance(
            *(read.file.digest, found.text, found.whole, read.file.path, found.key)
        )
        stood = store.files.standing(Place(read.file.path, found.key))
        standing = [(stood.article_id, stood.version)] if stood else []
        version = NewVersion("", 0, "", found.fields, said)
        store.mending.versions(version, standing)


def _source(soundness: Soundness, path: str, original: bytes | None) -> str | None:
    """Return the file at *path*, or that in which it is, if it is as it was."""
    if _has_digest(path, original):
        return path
    return next(
        (
            outer
            for outer in outer_paths(path)
            if _has_digest(outer, soundness.container_digest(outer))
        ),
        None,
    )


def _has_digest(path: str, digest: bytes | None) -> bool:
    try:
        with Path(path).open("rb") as file:
            return file_digest(file, "sha256").digest() == digest
    except (OSError, ValueError):  # it is no file, or its name is none
        return False
