"""The article: the one record that every room speaks, and the parts it is made of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from typing import Any, Self

ID_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContent:
    """What a file says of an article; the archive adds the rest."""

    headline: str
    byline: str | None = None
    authors: tuple[str, ...] = ()
    author_bio: str | None = None
    agency: str | None = None
    dateline: str | None = None
    place: str | None = None
    published: date | None = None
    language: str | None = None
    keywords: tuple[str, ...] = ()
    url: str | None = None
    body: str

    @property
    def whole_digest(self) -> bytes:
        """SHA-256 of all fields: the same article, as its file has it."""
        return sha256(_json(content_values(self)).encode()).digest()

    @property
    def digest(self) -> bytes:
        """SHA-256 of headline and body with white space folded: the same text."""
        headline, body = (" ".join(part.split()) for part in (self.headline, self.body))
        return sha256(f"{headline}\n\n{body}".encode(errors="surrogatepass")).digest()


@dataclass(frozen=True, slots=True)
class Source:
    """A file in which the article stands, and which of its articles it is there."""

    path: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A field that a person knows better than the file, and what that has there.

    ``corrected`` is UTC in ISO 8601.
    """

    field: str
    was: Any
    corrected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(ArticleContent):
    """One newspaper article as it stands in the archive.

    ``ingested`` is UTC in ISO 8601.
    """

    id: str
    version: int = 1
    ingested: str = ""
    sources: tuple[Source, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @classmethod
    def of(cls, content: ArticleContent, **given: Any) -> Self:
        """Return the article that *content* becomes with the archive's own fields."""
        return cls(**content_values(content), **given)

    @property
    def content(self) -> ArticleContent:
        """The article as its file has it."""
        return ArticleContent(**content_values(self))


@dataclass(frozen=True, slots=True)
class AuthorEntry:
    """An author, the number of articles, and the first and last date of them."""

    author: str
    articles: int
    first: date | None
    last: date | None


_json = json.JSONEncoder(default=str).encode
CONTENT_FIELDS = tuple(field.name for field in fields(ArticleContent))


def content_values(content: ArticleContent) -> Mapping[str, Any]:
    """Return the fields of *content* by name."""
    return {name: getattr(content, name) for name in CONTENT_FIELDS}
