"""A version of an article as a row of the record, and back."""

import json
import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from tca_cli.article import CONTENT_FIELDS, Article
from tca_cli.frozen import Frozen
from tca_cli.store.paths import path_bytes


class Provenance(Frozen):
    """Where a version was read, and what the file has there, before corrections.

    The digest of the file, those of the text and of all fields in it (SHA-256), and
    the place; no place is known of what an older program took in.
    """

    original: bytes
    text: bytes
    whole: bytes
    path: str | None
    key: str | None


class NewVersion(Frozen):
    """A version to keep: its fields by name, and where it was read.

    Where that is not as the file has them, the SHA-256 of all fields too.
    """

    article_id: str
    version: int
    ingested: str
    fields: Mapping[str, Any]
    provenance: Provenance
    content_digest: bytes | None = None

    @property
    def article(self) -> Article:
        """The article as it is in this version."""
        return Article(
            id=self.article_id,
            version=self.version,
            ingested=self.ingested,
            **self.fields,
        )

    def row(self) -> dict[str, Any]:
        """Return its columns by name."""
        fields, provenance = self.fields, self.provenance
        keywords, published = fields["keywords"], fields["published"]
        return {
            **fields,
            "article_id": self.article_id,
            "version": self.version,
            "text_digest": provenance.text,
            "whole_digest": provenance.whole,
            "content_digest": self.content_digest,
            "original": provenance.original,
            "place_path": provenance.path and path_bytes(provenance.path),
            "place_key": provenance.key,
            "ingested": self.ingested,
            "keywords": json.dumps(keywords, ensure_ascii=False) if keywords else "[]",
            "published": published and published.isoformat(),
        }


COLUMNS = tuple(name for name in CONTENT_FIELDS if name != "authors")
_INSERTED = (
    *("article_id", "version", "text_digest", "whole_digest", "content_digest"),
    *("original", "place_path", "place_key", "ingested", *COLUMNS),
)
INSERT_VERSION = (
    f"INSERT INTO version ({', '.join(_INSERTED)})"
    f" VALUES ({', '.join(f':{name}' for name in _INSERTED)})"
)
# To be narrowed, by what follows.
EACH_VERSION = (
    "SELECT version.*,"
    " (SELECT json_group_array(name) FROM (SELECT name FROM author"
    "   WHERE author.article_id = version.article_id"
    "   AND author.version = version.version ORDER BY position)) AS authors"
    " FROM version"
)


def content_of(row: sqlite3.Row) -> dict[str, Any]:
    """Return the fields of the version in *row*, by name.

    Raises what Python does of a value that is none of such a field.
    """
    published = row["published"]
    values = ((name, row[name]) for name in COLUMNS)
    fields = {name: None if value is None else text_of(value) for name, value in values}
    return fields | {
        "headline": text_of(row["headline"]),
        "body": text_of(row["body"]),
        "authors": _texts(row["authors"]),
        "keywords": _texts(row["keywords"]),
        "published": None if published is None else date.fromisoformat(published),
    }


def _texts(kept: str) -> tuple[str, ...]:
    return tuple(map(text_of, json.loads(kept)))


def text_of(value: object) -> str:
    """Return *value*, which is text; raise TypeError where it is not."""
    # The byte before a value that tells its kind may be another.
    if type(value) is not str:
        raise TypeError(f"{value!r} is no text")
    return value
