"""Whatever happens to files between runs, nothing is lost and nothing is made up."""

import json
import os
import shutil
import zipfile
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from tca_cli.archive import Archive
from tca_cli.archive.edit import edit
from tca_cli.archive.ingest import IngestReport
from tca_cli.archive.reading import ReadingOptions
from tests.support import archive_in, take_in, write

NAMES = st.sampled_from(["a.txt", "b.txt", "c.md", "d.json", "e.zip"])
TEXTS = ("The storm.", "The flood.", "The quay.")
HEADLINES = st.sampled_from(["Storm", "Calm"])
AUTHORS = st.sampled_from([None, "Ada Moreau", "Tom Reyes"])
records = st.lists(
    st.tuples(HEADLINES, st.sampled_from(TEXTS), AUTHORS), min_size=1, max_size=3
)
changes = st.one_of(
    st.tuples(st.just("write"), NAMES, records),
    st.tuples(st.just("copy"), NAMES, NAMES),
    st.tuples(st.just("move"), NAMES, NAMES),
    st.tuples(st.just("touch"), NAMES),
    st.tuples(st.just("remove"), NAMES),
    st.tuples(st.just("spoil"), NAMES),
    st.tuples(st.just("edit"), AUTHORS),
    st.tuples(st.just("take in")),
)


def set_text(path: Path, items: list[tuple[str, str, str | None]]) -> None:
    """Write a file of the format that the suffix of *path* names."""
    headline, body, author = items[0]
    by = f"By {author}\n\n" if author else ""
    match path.suffix:
        case ".txt":
            write(path, f"{headline}\n\n{by}{body}\n")
        case ".md":
            front = f"---\nauthor: {author}\n---\n" if author else ""
            write(path, f"{front}# {headline}\n\n{body}\n")
        case ".json":
            values = [
                dict(zip(("headline", "body", "author"), i, strict=True)) for i in items
            ]
            write(path, json.dumps(values))
        case _:
            with zipfile.ZipFile(path, "w") as file:
                for number, (title, text, _) in enumerate(items):
                    file.writestr(f"{number}.txt", f"{title}\n\n{text}\n")


def texts_in(path: Path) -> set[str]:
    """Return the texts that stand in the file, whatever its suffix; none if spoilt."""
    data = path.read_bytes()
    if path.suffix == ".zip":
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as file:
            data = b"\n".join(file.read(name) for name in file.namelist())
    return {
        text
        for text in ("The storm.", "The flood.", "The quay.")
        if text.encode() in data
    }


def change(archive: Archive, folder: Path, kind: str, *given_: Any) -> None:
    path = folder / given_[0] if kind not in ("edit", "take in") else folder
    if kind == "write":
        set_text(path, given_[1])
    elif kind == "take in":
        take_in(archive, folder)
    elif kind == "edit":
        for article in list(archive.store.articles.all())[:1]:
            edit(archive, article.id, {"authors": (given_[0],) if given_[0] else ()})
    elif path.exists():
        if kind in ("copy", "move"):
            other = folder / given_[1]
            if path.suffix == other.suffix and path != other:
                (shutil.copy if kind == "copy" else shutil.move)(path, other)
        elif kind == "remove":
            path.unlink()
        elif kind == "spoil":
            path.write_bytes(b"\0\1\2")


def is_quiet(report: IngestReport) -> bool:
    return report.added == report.updated == report.duplicates == report.moved == 0


@given(st.lists(changes, max_size=12), st.sampled_from([1, 3, 1024]))
def test_a_second_run_finds_nothing_new_and_every_text_is_kept(
    made: list[tuple[Any, ...]], settled_at_once: int
) -> None:
    with patch("tca_cli.archive.intake._MOST_WAITING", settled_at_once):
        check_what_is_kept(made)


def check_what_is_kept(made: list[tuple[Any, ...]]) -> None:
    clock = count(1_000_000_000)
    with TemporaryDirectory() as home:
        folder = Path(home, "in")
        folder.mkdir()
        with archive_in(Path(home, "archive"), "scan") as archive:
            for kind, *rest in made:
                change(archive, folder, kind, *rest)
                for path in folder.iterdir():
                    os.utime(path, (now := next(clock), now))
            take_in(archive, folder)
            known = archive.store.figures().articles
            for options in ({}, {"is_retry": True}):
                again = take_in(archive, folder, **options)
                assert is_quiet(again), (options, again)
            # All is read anew then; what a file alone has to say by now may be taken.
            otherwise = ReadingOptions({"url": "x"})
            take_in(archive, folder, reading=otherwise)
            assert is_quiet(take_in(archive, folder, reading=otherwise))
            assert archive.store.figures().articles == known
            kept = "\n".join(
                row["body"]
                for row in archive.store._database.execute("SELECT body FROM version")
            )
            for path in folder.iterdir():
                assert all(text in kept for text in texts_in(path))
