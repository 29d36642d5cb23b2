"""Markdown with YAML front matter, as site builders and editors of notes take it."""

import re

from tca_cli.text.plain_markdown import escaped, unescaped
from tca_cli.writers.form import Edition, Form, claim, fields
from tca_cli.writers.json_text import json_line

_NAMES = {
    "headline": "title",
    "authors": "authors",
    "byline": "byline",
    "author_bio": "author_bio",
    "agency": "agency",
    "dateline": "dateline",
    "place": "place",
    "published": "date",
    "language": "language",
    "keywords": "tags",
    "url": "url",
}
# What YAML takes for the text that it is, without quotation marks.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .,;!?'’‘“”()/–—+-]*[\w.,;!?'’‘“”()/–—+-])?")
_NO_TEXT = re.compile(r"y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE)
# Numbers, days and times are what they look like.
_BARE = ("version", "ingested", "date")
# YAML has no place for these, or ends a line there.
_TO_ESCAPE = re.compile(
    "[\x7f-\xa0\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\ufffe\uffff]"
)


def _text(edition: Edition) -> str:
    values = fields(edition.article)
    said = {name: values[field] for field, name in _NAMES.items()} | claim(edition)
    # Text and nothing are the same to those who take all of YAML for text.
    said["corrections"] = [
        {name: value for name, value in one.items() if value is not None}
        for one in said["corrections"]
    ]
    body = edition.article.body
    shown = escaped(body)
    if unescaped(shown) != body:
        said["exact_body"] = body
    front = "".join(
        f"{name}: {_yaml(name, value)}\n"
        for name, value in said.items()
        if value is not None and value != []
    )
    return f"---\n{front}---\n\n{shown}\n"


def _yaml(name: str, value: object) -> str:
    text = str(value)
    if name in _BARE:
        return text
    if (
        isinstance(value, str)
        and _PLAIN.fullmatch(text)
        and not _NO_TEXT.fullmatch(text)
    ):
        return text
    # Text and lists of JSON are such of YAML too.
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", json_line(value))


MARKDOWN = Form(".md", _text)
