"""What a reader is given, and what it finds."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, Self

from tca_cli.article import ArticleContent, Correction
from tca_cli.errors.files import MissingExtraError
from tca_cli.readers.limits import Budget, Limits

# Between a container and what is in it: articles.zip!2015/storm.txt
MEMBER_SIGN = "!"


@dataclass(frozen=True, slots=True)
class Document:
    """One file to read: its bytes, and how the person asked for it to be read.

    *path* is for dates and messages. *mapping* has, by field of an article, the key or
    the column in which the file keeps it, where that is none of the usual ones. *inner*
    is the path within its container, where it is in one.
    """

    path: Path
    data: bytes
    mapping: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()
    inner: str = ""

    def numbered(self, count: int) -> Self:
        """Return it as the one that is the *count*-th of its name in its container."""
        return replace(self, path=Path(f"{self.path} ({count})"))

    def budget(self) -> Budget:
        """Return what may be unpacked of it, none of which is spent yet."""
        return Budget(self.path, len(self.data), self.limits)

    @property
    def name(self) -> str:
        """The name of the file, also where it is a member of another."""
        return self.inner.rpartition("/")[2] or self.path.name


class Claim(NamedTuple):
    """Which version of which article the archive that wrote a file says it is.

    *corrections* are those of the article, where it is the latest. *whole* and *text*
    are the digests of what was read then, before corrections; None where that is what
    the file has.
    """

    id: str
    version: int
    ingested: str
    corrections: tuple[Correction, ...] = ()
    whole: bytes | None = None
    text: bytes | None = None


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article of a file.

    *key* tells it apart from the others there: its guid, its address, its number. It is
    None in a format that has one article a file, and empty where this one has none.
    *origins* says by field in which line or tag it stood. One with a *claim* was
    written by an archive, and is literally what that had.
    """

    content: ArticleContent
    key: str | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that is no article, where it stands, and why."""

    where: str
    reason: str


@contextmanager
def needing(extra: str, document: Document) -> Iterator[None]:
    """Import within what comes with the *extra*; where it is not there, say so."""
    try:
        yield
    except ImportError as error:
        raise MissingExtraError(document.path, extra) from error
    _hear_no_library()


def _hear_no_library() -> None:
    """Keep what libraries log of a file from the terminal, as it stands in the file."""
    logging = sys.modules.get("logging")
    if logging and not logging.root.handlers:
        logging.root.addHandler(logging.NullHandler())
