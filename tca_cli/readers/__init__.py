"""Bytes in, articles out; a new format is one module and one line here."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from pkgutil import resolve_name
from typing import TypeAlias

from tca_cli.article import ArticleContent
from tca_cli.errors import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle, Unread

# Yields what one file holds, article by article. Raises UnreadableFileError where it
# holds nothing that can be read, and only before the first article.
Reader: TypeAlias = Callable[[Document], Iterator[FoundArticle | Unread]]

READERS: dict[str, str] = {
    ".htm": "tca_cli.readers.web_page:read",
    ".html": "tca_cli.readers.web_page:read",
    ".mht": "tca_cli.readers.web_page:read_mhtml",
    ".mhtml": "tca_cli.readers.web_page:read_mhtml",
    ".text": "tca_cli.readers.plain_text:read",
    ".txt": "tca_cli.readers.plain_text:read",
    ".xhtml": "tca_cli.readers.web_page:read",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: its articles, of which there is one, and what is none."""

    articles: tuple[FoundArticle, ...]
    unread: tuple[Unread, ...]


def suffix_of(path: Path) -> str | None:
    """Return the suffix of *path* that READERS has, the longest such, or None."""
    parts = path.name.lower().lstrip(".").split(".")
    suffixes = ("." + ".".join(parts[at:]) for at in range(1, len(parts)))
    return next((suffix for suffix in suffixes if suffix in READERS), None)


def is_readable(path: Path) -> bool:
    """Tell whether there is a reader for files with the suffix of *path*."""
    return suffix_of(path) is not None


def read_articles(document: Document) -> Contents:
    """Return what *document* holds, read as the suffix of its path says.

    Raises UnreadableFileError where that is no article at all.
    """
    suffix = suffix_of(document.path)
    if suffix is None:
        known = ", ".join(READERS)
        reason = f"its format is not known; known are {known}"
        raise UnreadableFileError(document.path, reason)
    reader: Reader = resolve_name(READERS[suffix])
    articles: list[FoundArticle] = []
    unread: list[Unread] = []
    keys: Counter[str] = Counter()
    for position, found in enumerate(reader(document), start=1):
        if isinstance(found, Unread):
            unread.append(found)
        elif lack := _lack(found.content):
            unread.append(Unread(found.key or f"article {position}", lack))
        elif found.key is None:
            articles.append(found)
        else:
            key = found.key or found.content.headline
            keys[key] += 1
            # The second of two with the same key is told apart by its number.
            key = key if keys[key] == 1 else f"{key} ({keys[key]})"
            articles.append(replace(found, key=key))
    if not articles:
        reason = unread[0].reason if unread else "there is no article in it"
        raise UnreadableFileError(document.path, reason)
    return Contents(tuple(articles), tuple(unread))


def _lack(content: ArticleContent) -> str | None:
    """Say what *content* lacks to be an article, or None."""
    if any(map(str.isalnum, content.body)):
        return None if content.headline else "there is a text but no headline"
    if any(map(str.isalnum, content.headline)):
        return "there is a headline but no text below it"
    return "there is no text in it"
