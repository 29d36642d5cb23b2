"""An archive to damage, and ways to do it."""

import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from functools import partial
from pathlib import Path

from tca_cli.archive.edit import edit
from tca_cli.archive.verdict import Verdict
from tca_cli.archive.verify import verify
from tca_cli.bootstrap import open_archive, open_archive_to_check
from tests.support import TEXT_SAMPLES, archive_in, take_in, write

# What is in them has no digest of its own, and is found by the seal alone.
WITHOUT_DIGESTS = {
    *("version.ingested", "version.place_path", "version.place_key"),
    *("file.path", "file.mtime_ns", "source.path", "source.key", "source.is_gone"),
    *("source.version", "author.key", "author.position", "correction.corrected"),
    *("correction.field", "correction.value", "correction.was", "article.removed"),
    *("container.path", "container.size", "container.mtime_ns", "container.digest"),
    *(
        f"failure.{name}"
        for name in ("path", "part", "reason", "size", "mtime_ns", "program", "failed")
    ),
    *(f"index_file.{name}" for name in ("mtime_ns", "ctime_ns", "size")),
}


def make_archive(folder: Path) -> Path:
    """Make an archive of each thing that a record can hold; return its folder."""
    files = folder / "in"
    files.mkdir(parents=True)
    for path in TEXT_SAMPLES:
        shutil.copy(path, files)
    with zipfile.ZipFile(files / "export.zip", "w") as export:
        export.writestr("a/storm.txt", "Storm\n\nBy Ada Moreau\n\nThe quay is closed.")
    write(files / "odd.pdf", "no page")
    with archive_in(folder / "archive") as archive:
        take_in(archive, files)
        (storm,) = archive.store.articles.ids_from("storm.txt")
        edit(archive, storm, {"authors": ("Tom Reyes",), "place": "Osh"})
    return folder / "archive"


def verdict(directory: Path) -> Verdict:
    """Return what a verification of the archive says."""
    return verify(
        partial(open_archive_to_check, directory, engine="whoosh"),
        partial(open_archive, directory, engine="whoosh", create=False),
    )


def copied(archive: Path, to: Path) -> Path:
    """Return a copy of *archive*, in place of what is there."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(archive, to))


def flip(path: Path, offset: int, bits: int) -> None:
    """Change one byte of the file."""
    with path.open("r+b") as file:
        file.seek(offset)
        (byte,) = file.read(1)
        file.seek(offset)
        file.write(bytes([byte ^ bits]))


def change(directory: Path, sql: str, *values: object) -> None:
    """Change the record of an archive behind its back."""
    with closing(sqlite3.connect(directory / "articles.db")) as record, record:
        record.execute(sql, values)


def contents(record: Path) -> dict[str, list[list[object]]]:
    """Return all that SQLite gives out of the file, by table."""
    with closing(sqlite3.connect(record)) as found:
        found.text_factory = bytes
        tables = found.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        )
        return {
            name: sorted(map(list, found.execute(f"SELECT * FROM {name}")), key=repr)  # noqa: S608
            for name in [name.decode() for (name,) in tables]
        }


def changed_columns(record: Path, other: Path) -> set[str]:
    """Return in which columns two records differ, as ``table.column``."""
    before, after = contents(record), contents(other)
    with closing(sqlite3.connect(record)) as found:
        columns = {
            table: [
                name for _, name, *_ in found.execute(f"PRAGMA table_info({table})")
            ]
            for table in before
        }
    return {
        f"{table}.{column}"
        for table, rows in before.items()
        for row, now in zip(rows, after[table], strict=True)
        for column, value, new in zip(columns[table], row, now, strict=True)
        if value != new
    }


def seal_of(directory: Path) -> dict[str, object]:
    """Return what the seal of the archive says."""
    kept: dict[str, object] = json.loads((directory / "articles.seal").read_text())
    return kept
