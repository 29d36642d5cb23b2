"""The article: the one record that every room speaks, and the parts it is made of."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from tca_cli.frozen import Frozen

ID_DIGITS = 12


class ArticleContent(Frozen, kw_only=True):
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
        from hashlib import sha256

        return sha256(_json(content_values(self)).encode()).digest()

    @property
    def digest(self) -> bytes:
        """SHA-256 of headline and body with white space folded: the same text."""
        from hashlib import sha256

        headline, body = (" ".join(part.split()) for part in (self.headline, self.body))
        return sha256(f"{headline}\n\n{body}".encode(errors="surrogatepass")).digest()


class Source(Frozen):
    """A file in which the article stands, and which of its articles it is there."""

    path: str
    key: str | None = None


class Correction(Frozen):
    """A field that a person knows better than the file, and what that has there.

    ``corrected`` is UTC in ISO 8601.
    """

    field: str
    was: Any
    corrected: str


class Article(ArticleContent, kw_only=True):
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


class AuthorEntry(Frozen):
    """An author, the number of articles, and the first and last date of them."""

    author: str
    articles: int
    first: date | None
    last: date | None


_json = json.JSONEncoder(default=str).encode
CONTENT_FIELDS = ArticleContent.field_names()


def content_values(content: ArticleContent) -> Mapping[str, Any]:
    """Return the fields of *content* by name."""
    return {name: getattr(content, name) for name in CONTENT_FIELDS}
