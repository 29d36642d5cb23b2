"""What is found in a file, and where in it: nothing is kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tca_cli.archive.file_bytes import all_bytes
from tca_cli.archive.reading import (
    PassedOver,
    ReadingOptions,
    Refusal,
    members_within,
)
from tca_cli.archive.walking import files_below
from tca_cli.article import ArticleContent
from tca_cli.errors import reason_of
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import CONTAINERS, read_articles, suffix_of, unknown_format
from tca_cli.readers.document import Document
from tca_cli.readers.formats import suffix_by_content


@dataclass(frozen=True, slots=True)
class ExplainedArticle:
    """An article of a file, and by field the line or the tag where it stood."""

    path: str
    key: str | None
    content: ArticleContent
    origins: Mapping[str, str]


def explain_below(
    paths: Iterable[Path], options: ReadingOptions, *, without: Path
) -> Iterator[ExplainedArticle | Refusal]:
    """Yield what *explain* does of *paths*, and of all files below them.

    *without* is the archive's own folder.
    """
    found = files_below(paths, without=without)
    yield from found.refused
    for candidate in found.candidates:
        try:
            yield from explain(_as_seen_from_here(candidate.path), options)
        except UnreadableFileError as error:
            yield Refusal(str(error.path), error.reason)


def _as_seen_from_here(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def explain(
    path: Path, options: ReadingOptions, *, piped: bytes | None = None
) -> Iterator[ExplainedArticle | Refusal]:
    """Yield the articles that would be read from *path*, and what is none in it.

    *piped* are bytes to read instead. Raises UnreadableFileError where the file itself
    cannot be read.
    """
    data = _data(path, options) if piped is None else piped
    suffix = options.suffix or suffix_of(path) or suffix_by_content(data)
    if suffix is None:
        raise UnreadableFileError(path, unknown_format())
    document = Document(path, data, options.mapping, options.limits)
    if suffix not in CONTAINERS:
        yield from _explained(document, suffix)
        return
    for member in members_within(document, suffix):
        if isinstance(member, PassedOver):
            yield Refusal(member.path, member.reason)
        elif isinstance(member, Refusal):
            yield member
        else:
            try:
                yield from _explained(*member)
            except UnreadableFileError as error:
                yield Refusal(str(error.path), error.reason)


def _data(path: Path, options: ReadingOptions) -> bytes:
    try:
        return all_bytes(str(path), options.limits.file_bytes)
    except OSError as error:
        raise UnreadableFileError(path, reason_of(error)) from error


def _explained(document: Document, suffix: str) -> Iterator[ExplainedArticle | Refusal]:
    path = str(document.path)
    contents = read_articles(document, suffix)
    for found in contents.articles:
        yield ExplainedArticle(path, found.key, found.content, found.origins)
    for unread in contents.unread:
        yield Refusal(path, f"{unread.where}: {unread.reason}")
