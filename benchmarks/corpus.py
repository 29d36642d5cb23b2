"""The files to measure with: invented articles, or copies of real ones."""

from collections.abc import Iterable
from pathlib import Path
from shutil import copyfile, rmtree

from benchmarks.newsroom import SEED, Newsroom

SUFFIX = ".txt"

# Counts up whenever other articles are invented, so that none are kept from before.
_EDITION = 2
_FILES_OF_A_FOLDER = 1000


def write_articles(folder: Path, *, number: int) -> None:
    """Write *number* invented articles below *folder*, the same ones every time.

    Fewer are the first of more.
    """
    newsroom = Newsroom.founded()
    for at in range(number):
        parent = folder / f"{at // _FILES_OF_A_FOLDER:03}"
        parent.mkdir(parents=True, exist_ok=True)
        path = parent / f"article-{at:06}{SUFFIX}"
        path.write_text(newsroom.article(), encoding="utf-8")


def kept_articles(shelf: Path, *, number: int) -> Path:
    """Return the folder below *shelf* with so many articles, written if need be."""
    folder = shelf / f"invented-{_EDITION}-{SEED}-{number}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        rmtree(unfinished, ignore_errors=True)
        write_articles(unfinished, number=number)
        unfinished.rename(folder)
    return folder


def article_files(folder: Path) -> list[Path]:
    """Return the plain-text files below *folder*, less hidden ones."""
    return sorted(
        path
        for path in folder.rglob(f"*{SUFFIX}")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def copy_articles(paths: Iterable[Path], source: Path, folder: Path) -> None:
    """Copy the files at *paths* from below *source* to the same places below *folder*.

    Copies, because one of the peers writes its index among the files.
    """
    for path in paths:
        copy = folder / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copyfile(path, copy)
