"""Files read apart from the archive, so that other processes can do it as well."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NamedTuple, Self, TypeAlias

from tca_cli.archive.file_bytes import all_bytes, first_bytes
from tca_cli.article import CONTENT_FIELDS, ArticleContent, content_values
from tca_cli.errors import reason_of
from tca_cli.errors.files import (
    LimitExceededError,
    MissingExtraError,
    UnreadableFileError,
)
from tca_cli.readers import CONTAINERS, READERS, read_articles, suffix_of
from tca_cli.readers.document import Claim, Document, FoundArticle, Unread
from tca_cli.readers.formats import (
    UNTOLD,
    advice_for,
    suffix_by_content,
    why_passed_over,
)
from tca_cli.readers.limits import Budget, Limits
from tca_cli.readers.sniffing import SNIFFED_BYTES
from tca_cli.store.files import FileState, Original, packed


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files are to be read: which keys they use, as what, and how far."""

    mapping: dict[str, str] = field(default_factory=dict)
    suffix: str | None = None
    limits: Limits = Limits()


class Unit(NamedTuple):
    """A file to read, or a member of one, and the digest under which it is known.

    *data* is None for a file of its own, which is opened by who reads it. It is a
    tuple, as all is that thousands of go from process to process.
    """

    path: str
    suffix: str
    size: int
    mtime_ns: int
    known: bytes | None
    data: bytes | None
    options: ReadingOptions


class ReadArticle(NamedTuple):
    """An article of a file: its key there, its fields in order, and their digests.

    One that an archive wrote has the *claim* to be a version that it had.
    """

    key: str | None
    values: tuple[Any, ...]
    text: bytes
    whole: bytes
    claim: Claim | None = None

    @classmethod
    def of(cls, found: FoundArticle) -> Self:
        """Return what was *found* with what takes time to tell of it."""
        content = found.content
        values = tuple(content_values(content).values())
        digests = (content.digest, content.whole_digest)
        return cls(found.key, values, *digests, found.claim)

    @property
    def text_as_read(self) -> bytes:
        """The digest of its text before any correction, where an archive wrote it."""
        return (self.claim and self.claim.text) or self.text

    @property
    def content(self) -> ArticleContent:
        """The article as its file has it."""
        return ArticleContent(**self.fields)

    @property
    def fields(self) -> dict[str, Any]:
        """Its fields by name."""
        return dict(zip(CONTENT_FIELDS, self.values, strict=True))


class Readings(NamedTuple):
    """What was read of a unit: nothing new, its contents, or why there are none.

    A failure is lasting where the same bytes would fail again.
    """

    file: FileState
    original: Original | None = None
    articles: tuple[ReadArticle, ...] = ()
    unread: tuple[Unread, ...] = ()
    failure: str | None = None
    is_lasting: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not read at all, and why.

    It is lasting where the same file would be refused again, whatever is allowed;
    *is_of_file* is False of a folder, and of a link that is not followed.
    """

    path: str
    reason: str
    is_lasting: bool = False
    is_of_file: bool = True


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that is no article, and why it was left alone."""

    path: str
    reason: str


def read_unit(unit: Unit) -> Readings:
    """Return what *unit* holds; whatever is wrong with it is in there as well."""
    path = Path(unit.path)
    try:
        data = _data_of(unit)
    except UnreadableFileError as error:
        return _failed(unit, error.reason, is_lasting=False)
    digest = sha256(data).digest()
    file = FileState(unit.path, len(data), unit.mtime_ns, digest)
    if digest == unit.known:
        return Readings(file)
    options = unit.options
    document = Document(path, data, options.mapping, options.limits)
    try:
        contents = read_articles(document, unit.suffix)
    except MissingExtraError as error:
        return _failed(unit, error.reason, is_lasting=False)
    except UnreadableFileError as error:
        return _failed(unit, f"{error.reason}{_hint(unit.suffix, data)}")
    except Exception as error:
        # One file must not keep a thousand others out, whatever is wrong with us.
        if os.environ.get("TCA_DEBUG"):
            raise
        return _of_fault(unit, error)
    articles = tuple(map(ReadArticle.of, contents.articles))
    original = Original(digest, len(data), packed(data))
    return Readings(file, original, articles, contents.unread)


def _data_of(unit: Unit) -> bytes:
    """Return the bytes of *unit*, which may not be what was looked at any more."""
    if unit.data is not None:
        return unit.data
    try:
        return all_bytes(unit.path, unit.options.limits.file_bytes)
    except OSError as error:
        raise UnreadableFileError(Path(unit.path), reason_of(error)) from error


def _hint(suffix: str, data: bytes) -> str:
    """Say as what *data*, which is none of its *suffix*, can rather be read."""
    other = suffix_by_content(data)
    if other is None or READERS.get(other) == READERS.get(suffix):
        return ""
    return f"; it looks like {other}, which --as {other[1:]} reads"


def _of_fault(unit: Unit, error: Exception) -> Readings:
    if isinstance(error, MemoryError):
        return lost_unit(unit)
    fault = f"{type(error).__name__}: {error}" if str(error) else repr(error)
    return _failed(unit, f"a fault of tca itself, {fault}")


def lost_unit(unit: Unit) -> Readings:
    """Return what is to be said of a *unit* whose reading ended its process."""
    reason = "it ended the process that read it; it may need more memory than there is"
    return _failed(unit, reason, is_lasting=False)


def _failed(unit: Unit, reason: str, *, is_lasting: bool = True) -> Readings:
    file = FileState(unit.path, unit.size, unit.mtime_ns, b"")
    return Readings(file, failure=reason, is_lasting=is_lasting)


def suffix_for(path: Path, options: ReadingOptions) -> str | None:
    """Return the suffix as which the file at *path* is to be read, or None.

    Raises OSError where its first bytes are asked for and cannot be read, and
    UnreadableFileError where it is of a kind that is not read.
    """
    if suffix := options.suffix or suffix_of(path):
        return suffix
    if advice := advice_for(path):
        raise UnreadableFileError(path, advice)
    return suffix_by_content(first_bytes(str(path), SNIFFED_BYTES))


Member: TypeAlias = tuple[Document, str] | Refusal | PassedOver


def members_within(
    document: Document, suffix: str, budget: Budget | None = None, *, depth: int = 1
) -> Iterator[Member]:
    """Yield each file in *document*, a container, and the suffix as which to read it.

    So it does for those in containers within.
    """
    # Imported when it is needed: few folders have such files.
    from tca_cli.readers.containers import members

    budget = budget or document.budget()
    if depth > document.limits.depth:
        reason = f"it is packed more than {document.limits.depth} times; --max-depth"
        yield Refusal(str(document.path), f"{reason} allows more")
        return
    for member in members(resolve_name(CONTAINERS[suffix]), document, budget):
        if isinstance(member, UnreadableFileError):
            is_lasting = not isinstance(member, LimitExceededError)
            yield Refusal(str(member.path), member.reason, is_lasting=is_lasting)
        elif not _is_hidden(member.inner):
            inner = Path(member.name)
            within = suffix_of(inner) or suffix_by_content(member.data)
            passed_over = why_passed_over(inner.name)
            if advice := advice_for(inner):
                yield Refusal(str(member.path), advice, is_lasting=True)
            elif passed_over or within is None:
                yield PassedOver(str(member.path), passed_over or UNTOLD)
            elif within in READERS:
                yield member, within
            else:
                yield from members_within(member, within, budget, depth=depth + 1)


def _is_hidden(inner: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in inner.split("/"))
