"""Bytes in, articles out; a new format is one module and one line here."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from typing import TypeAlias

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle, Unread

# Yields what one file holds, article by article. Raises UnreadableFileError where it
# holds nothing that can be read, and only before the first article.
Reader: TypeAlias = Callable[[Document], Iterator[FoundArticle | Unread]]

READERS: dict[str, str] = {
    ".atom": "tca_cli.readers.xml.articles:read",
    ".csv": "tca_cli.readers.exports.table:read",
    ".docx": "tca_cli.readers.packages.word:read",
    ".eml": "tca_cli.readers.mail.mail:read",
    ".epub": "tca_cli.readers.packages.epub:read",
    ".htm": "tca_cli.readers.pages.web_page:read",
    ".html": "tca_cli.readers.pages.web_page:read",
    ".json": "tca_cli.readers.exports.json_articles:read",
    ".jsonl": "tca_cli.readers.exports.json_articles:read",
    ".markdown": "tca_cli.readers.markdown.markdown:read",
    ".mbox": "tca_cli.readers.mail.mbox:read",
    ".md": "tca_cli.readers.markdown.markdown:read",
    ".mht": "tca_cli.readers.pages.web_page:read_mhtml",
    ".mhtml": "tca_cli.readers.pages.web_page:read_mhtml",
    ".ndjson": "tca_cli.readers.exports.json_articles:read",
    ".odt": "tca_cli.readers.packages.opendocument:read",
    ".pdf": "tca_cli.readers.pdf.pdf:read",
    ".rss": "tca_cli.readers.xml.articles:read",
    ".sgm": "tca_cli.readers.xml.reuters_sgml:read",
    ".sgml": "tca_cli.readers.xml.reuters_sgml:read",
    ".text": "tca_cli.readers.plain_text:read",
    ".tsv": "tca_cli.readers.exports.table:read",
    ".txt": "tca_cli.readers.plain_text:read",
    ".warc": "tca_cli.readers.pages.web_archive:read",
    ".warc.gz": "tca_cli.readers.pages.web_archive:read",
    ".xhtml": "tca_cli.readers.pages.web_page:read",
    ".xml": "tca_cli.readers.xml.articles:read",
}


# Files that hold files, by what opens them.
CONTAINERS: dict[str, str] = {
    ".bz2": "tca_cli.readers.containers:of_bz2",
    ".gz": "tca_cli.readers.containers:of_gz",
    ".tar": "tca_cli.readers.containers:of_tar",
    ".tar.bz2": "tca_cli.readers.containers:of_tar_bz2",
    ".tar.gz": "tca_cli.readers.containers:of_tar_gz",
    ".tar.xz": "tca_cli.readers.containers:of_tar_xz",
    ".tbz2": "tca_cli.readers.containers:of_tar_bz2",
    ".tgz": "tca_cli.readers.containers:of_tar_gz",
    ".txz": "tca_cli.readers.containers:of_tar_xz",
    ".xz": "tca_cli.readers.containers:of_xz",
    ".zip": "tca_cli.readers.containers:of_zip",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: its articles, of which there is one, and what is none."""

    articles: tuple[FoundArticle, ...]
    unread: tuple[Unread, ...]


def suffix_of(path: Path) -> str | None:
    """Return the longest suffix of *path* that READERS or CONTAINERS have, or None.

    >>> suffix_of(Path("2015.Storm.TXT")), suffix_of(Path("saved.tar.gz"))
    ('.txt', '.tar.gz')
    """
    return suffix_of_name(path.name)


def suffix_of_name(name: str) -> str | None:
    """Return the same of the *name* of a file."""
    parts = name.lower().lstrip(".").split(".")
    for at in range(1, len(parts)):
        suffix = "." + ".".join(parts[at:])
        if is_known(suffix):
            return suffix
    return None


def is_known(suffix: str) -> bool:
    """Tell whether files with this suffix can be read, or hold others."""
    return suffix in READERS or suffix in CONTAINERS


def unknown_format() -> str:
    """Say that a file is in none of the formats that there are readers for."""
    known = ", ".join(sorted({**READERS, **CONTAINERS}))
    return f"its format is not known; known are {known}; --as SUFFIX names one"


def read_articles(document: Document, suffix: str | None = None) -> Contents:
    """Return what *document* holds, read as its *suffix* says, or that of its path.

    Raises UnreadableFileError where that is no article at all.
    """
    suffix = suffix or suffix_of(document.path)
    if suffix not in READERS:
        raise UnreadableFileError(document.path, unknown_format())
    reader = _reader(READERS[suffix])
    articles: list[FoundArticle] = []
    unread: list[Unread] = []
    for position, found in enumerate(reader(document), start=1):
        if position > max(_MANY, len(document.data) // _FEWEST_BYTES):
            reason = "it has more parts than it could have articles"
            raise UnreadableFileError(document.path, reason)
        if isinstance(found, Unread):
            unread.append(found)
        elif found.claim is None and (lack := _lack(found.content)):
            unread.append(Unread(found.key or f"article {position}", lack))
        else:
            articles.append(found)
    if not articles:
        raise UnreadableFileError(document.path, _reason(unread))
    return Contents(tuple(_with_keys(articles)), tuple(unread))


# Each takes some hundred bytes of memory, however short it is.
_MANY, _FEWEST_BYTES = 100_000, 100


@cache
def _reader(name: str) -> Reader:
    reader: Reader = resolve_name(name)
    return reader


def _with_keys(articles: Sequence[FoundArticle]) -> Iterator[FoundArticle]:
    """Yield *articles* with keys that tell them apart, also when others come between.

    Without a key of its own, an article is known by its headline; where different ones
    share theirs, by their texts as well, so that none passes for a version of another.
    The same text with the same key is numbered. Those that claim to be versions of one
    article share its id.
    """
    if all(article.key is None for article in articles):
        yield from articles
        return
    keys = [article.key or article.content.headline for article in articles]
    texts = [article.content.digest for article in articles]
    sharing = Counter(key for key, _ in set(zip(keys, texts, strict=True)))
    seen = Counter({one.key or "": 1 for one in articles if one.claim})
    for article, key, text in zip(articles, keys, texts, strict=True):
        if article.key is None or article.claim:
            yield article
            continue
        own = f"{key} ({text.hex()[:_DIGITS_OF_TEXT]})" if sharing[key] > 1 else key
        seen[own] += 1
        yield replace(article, key=own if seen[own] == 1 else f"{own} #{seen[own]}")


_DIGITS_OF_TEXT = 8


def _reason(unread: Sequence[Unread]) -> str:
    """Say why a file is none of articles, all of whose parts are *unread*."""
    if not unread:
        return "there is no article in it"
    first, *more = unread
    return f"{first.where}: {first.reason}, and so on" if more else first.reason


def _lack(content: ArticleContent) -> str | None:
    """Say what *content* lacks to be an article, or None."""
    if any(map(str.isalnum, content.body)):
        return None if content.headline else "there is a text but no headline"
    if any(map(str.isalnum, content.headline)):
        return "there is a headline but no text below it"
    return "there is no text in it"
