"""What a writer is given, and what it says of the form that it writes."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tca_cli.article import Article, content_values


class Edition(NamedTuple):
    """A version of an article, and digests of what its file had, before corrections.

    The article has its corrections and sources where this is the latest version.
    *text_as_read* is None where headline and body are what the file had.
    """

    article: Article
    as_read: bytes
    text_as_read: bytes | None = None


class Form(NamedTuple):
    """How versions are written: each by *text*, in a file of its own or with others.

    Where they share files, *head* begins each. With *has_originals*, the files that
    they were read from are put beside them.
    """

    suffix: str
    text: Callable[[Edition], str]
    is_shared: bool = False
    head: str = ""
    has_originals: bool = False


def claim(edition: Edition) -> dict[str, Any]:
    """Return what tells of the version: values of JSON by name.

    What reads it back is ``readers.claims``.
    """
    article = edition.article
    said = {
        "id": article.id,
        "version": article.version,
        "ingested": article.ingested,
        "corrections": [
            {
                "field": one.field,
                "was": jsonable(one.was),
                "corrected": one.corrected,
            }
            for one in article.corrections
        ],
        "as_read": edition.as_read.hex(),
    }
    if edition.text_as_read:
        said["text_as_read"] = edition.text_as_read.hex()
    return said


def fields(article: Article) -> Mapping[str, Any]:
    """Return the fields of *article* by name, as values of JSON."""
    return {name: jsonable(value) for name, value in content_values(article).items()}


def jsonable(value: object) -> object:
    """Return the *value* of a field as JSON has it."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, str) else str(value)
