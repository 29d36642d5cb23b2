"""The Markdown that tca itself writes: an article comes back as it was."""

import json
import re
from typing import Any

from tca_cli.readers.claims import ORIGINS, claim_of, content_of
from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.encoding import as_written
from tca_cli.readers.markdown.front_matter import front_matter
from tca_cli.readers.markdown.text import blocks_of, text_of_blocks
from tca_cli.text.plain_markdown import escaped, unescaped


def own_article(document: Document) -> FoundArticle | None:
    """Return the article of *document*, or None where tca did not write it.

    What Markdown cannot show of its text is in the front matter, and counts unless the
    text was changed since. One that was changed may be any Markdown.
    """
    if b"as_read" not in document.data:
        return None
    text = as_written(document.path, document.data).replace("\r\n", "\n")
    values, begin = _front_matter(text)
    shown = text[begin:].strip("\n")
    values["body"] = _body(shown, values.get("exact_body"))
    content = content_of(values)
    claim = claim_of(values, content) if content and "as_read" in values else None
    return FoundArticle(content, None, ORIGINS, claim) if content and claim else None


# By what front matter calls it; the rest goes by the names of our own.
_FIELDS = {"title": "headline", "date": "published", "tags": "keywords"}
_NAMES = (
    *("title", "authors", "byline", "author_bio", "agency", "dateline", "place"),
    *("date", "language", "tags", "url", "id", "version", "ingested", "corrections"),
    *("as_read", "text_as_read", "exact_body"),
)
_TIDY_NAMES = {name.replace("_", ""): _FIELDS.get(name, name) for name in _NAMES}
_LINE = re.compile(r"(?P<name>[a-z_]+): (?P<value>.+)")


def _front_matter(text: str) -> tuple[dict[str, Any], int]:
    """Return the values of the front matter, and where the text below it begins.

    An editor may have put it in another way that YAML has.
    """
    if (found := _as_tca_writes(text)) is not None:
        return found
    front = front_matter(text)
    return {
        name: front.values[tidy]
        for tidy, name in _TIDY_NAMES.items()
        if tidy in front.values
    }, front.begin


def _as_tca_writes(text: str) -> tuple[dict[str, Any], int] | None:
    """Read a value a line; None where it is not so."""
    begin, end = text.find("---\n"), text.find("\n---\n", len("---"))
    if begin != 0 or end < 0:
        return None
    values: dict[str, Any] = {}
    for line in text[len("---\n") : end].split("\n"):
        found = _LINE.fullmatch(line)
        if not found or found["name"] not in _NAMES:
            return None
        value: object = found["value"]
        if found["value"][0] in '"[':
            try:
                value = json.loads(found["value"])
            except (ValueError, RecursionError):
                return None
        values[_FIELDS.get(found["name"], found["name"])] = value
    return values, end + len("\n---\n")


def _body(shown: str, exact: object) -> str:
    if isinstance(exact, str) and escaped(exact) == shown:
        return exact
    text = unescaped(shown)
    return text if escaped(text) == shown else text_of_blocks(blocks_of(shown))
