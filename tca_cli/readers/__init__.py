"""Bytes in, articles out; a new format is one module and one line here."""

from collections.abc import Callable, Iterator
from pathlib import Path
from pkgutil import resolve_name
from typing import TypeAlias

from tca_cli.article import ArticleContent
from tca_cli.errors import UnreadableFileError

# Yields the articles that one file's bytes hold, each with what tells it apart from the
# others there, or None where there is only one. The path is for dates and messages.
Reader: TypeAlias = Callable[[Path, bytes], Iterator[tuple[str | None, ArticleContent]]]

READERS: dict[str, str] = {
    ".text": "tca_cli.readers.plain_text:read",
    ".txt": "tca_cli.readers.plain_text:read",
}


def is_readable(path: Path) -> bool:
    """Tell whether there is a reader for files with the suffix of *path*."""
    return path.suffix.lower() in READERS


def read_articles(path: Path, data: bytes) -> list[tuple[str | None, ArticleContent]]:
    """Return the articles in *data*, all or none, read as the suffix of *path* says."""
    if not is_readable(path):
        known = ", ".join(READERS)
        raise UnreadableFileError(path, f"its format is not known; known are {known}")
    reader: Reader = resolve_name(READERS[path.suffix.lower()])
    return list(reader(path, data))
