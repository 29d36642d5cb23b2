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
from tca_cli.archive.bin import all_binned, purge, remove, restore
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
    st.tuples(st.just("delete"), NAMES),
    st.tuples(st.just("spoil"), NAMES),
    st.tuples(st.just("edit"), AUTHORS),
    st.tuples(st.just("take in")),
    st.tuples(st.just("remove"), st.integers(0, 3)),
    st.tuples(st.just("restore")),
    st.tuples(st.just("purge")),
    st.tuples(st.just("take in again"), NAMES),
)
OF_THE_ARCHIVE = ("edit", "take in", "remove", "restore", "purge")


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
    if kind in OF_THE_ARCHIVE:
        change_archive(archive, folder, kind, *given_)
        return
    path = folder / given_[0]
    if kind == "write":
        set_text(path, given_[1])
    elif path.exists():
        if kind in ("copy", "move"):
            other = folder / given_[1]
            if path.suffix == other.suffix and path != other:
                (shutil.copy if kind == "copy" else shutil.move)(path, other)
        elif kind == "delete":
            path.unlink()
        elif kind == "spoil":
            path.write_bytes(b"\0\1\2")
        elif kind == "take in again":
            take_in(archive, path, is_again=True)


def change_archive(archive: Archive, folder: Path, kind: str, *given_: Any) -> None:
    kept = sorted(article.id for article in archive.store.articles.all())
    in_bin = [one.id for one in all_binned(archive)]
    match kind:
        case "take in":
            take_in(archive, folder)
        case "edit":
            for article_id in kept[:1]:
                edit(archive, article_id, {"authors": tuple(filter(None, given_))})
        case "remove":
            remove(archive, kept[given_[0] : given_[0] + 1])
        case "restore":
            restore(archive, in_bin[:1])
        case "purge":
            purge(archive, in_bin[:2])


def is_quiet(report: IngestReport) -> bool:
    return report.added == report.updated == report.duplicates == report.moved == 0


def texts_kept(archive: Archive) -> str:
    """Return the texts of all versions of what is not in the bin."""
    rows = archive.store._database.execute(
        "SELECT body FROM version JOIN kept ON kept.id = article_id"
    )
    return "\n".join(row["body"] for row in rows)


def check_the_bin(archive: Archive) -> None:
    """Check that what was removed is in no other place, and that nothing hangs."""
    gone = archive.store.bin.ids()
    assert gone.isdisjoint(article.id for article in archive.store.articles.all())
    database = archive.store._database
    assert database.execute("PRAGMA foreign_key_check") == []
    # No version is without the bytes it was read from.
    assert not database.execute(
        "SELECT 1 FROM version JOIN original ON digest = original"
        " WHERE length(compressed) = 0"
    )


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
            check_the_bin(archive)
            known = archive.store.figures().articles
            for options in ({}, {"is_retry": True}):
                again = take_in(archive, folder, **options)
                assert is_quiet(again), (options, again)
            # All is read anew then; what a file alone has to say by now may be taken.
            otherwise = ReadingOptions({"url": "x"})
            take_in(archive, folder, reading=otherwise)
            assert is_quiet(take_in(archive, folder, reading=otherwise))
            assert archive.store.figures().articles == known
            take_in(archive, folder, is_again=True)
            check_the_bin(archive)
            again = take_in(archive, folder, is_again=True)
            assert is_quiet(again), again
            assert again.removed == again.restored == 0
            kept = texts_kept(archive)
            for path in folder.iterdir():
                assert all(text in kept for text in texts_in(path))
