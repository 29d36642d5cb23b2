"""Texts as exports keep them: markup or plain, in one piece, in paragraphs, in blocks.

JSON's nesting is bounded where it is read, so what goes down into values may recur.
"""

import re
from collections.abc import Mapping
from html import unescape

from tca_cli.readers.encoding import tidied
from tca_cli.readers.markup import is_markup, text_of_markup


def text_in(value: object) -> str:
    r"""Return the text of *value*, with blank lines between paragraphs, or "".

    Takes text, a list of paragraphs, and mappings that have it in one of the usual
    keys, as WordPress, Editor.js and Portable Text do.

    >>> text_in({"rendered": "<p>The dam held.</p><p>It snowed.</p>"})
    'The dam held.\n\nIt snowed.'
    >>> text_in([{"type": "header", "data": {"text": "The dam held."}}, "It snowed."])
    'The dam held.\n\nIt snowed.'
    """
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(text_in, value)))
    if isinstance(value, Mapping):
        if isinstance(spans := value.get("children"), list):
            return "".join(map(_span, spans)).strip()
        found = (text_in(value[key]) for key in _KEYS_OF_TEXT if key in value)
        return next(filter(None, found), "")
    return ""


def line_in(value: object) -> object:
    """Return what *value* says where one line is wanted: its text, name or number.

    What is none of these is returned as it is; of a list each part.

    >>> line_in({"rendered": "Storm &amp; <em>flood</em>"})
    'Storm & flood'
    >>> line_in([{"givenName": "Ada", "familyName": "Moreau"}, {"id": 7}])
    ['Ada Moreau', {'id': 7}]
    """
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, list):
        return [line_in(part) for part in value]
    if not isinstance(value, Mapping):
        return value
    for key in _KEYS_OF_LINE:
        if isinstance(said := value.get(key), str | int) and said != "":
            return line_in(said)
    for keys in _KEYS_OF_NAMES:
        if all(isinstance(value.get(key), str) for key in keys):
            return " ".join(value[key] for key in keys)
    return value


_KEYS_OF_TEXT = (
    *("rendered", "processed", "value", "@value", "html", "text", "#text", "$t"),
    *("content", "body", "data", "blocks", "paragraphs", "content_elements"),
)
_KEYS_OF_LINE = (
    *("rendered", "name", "displayName", "display_name", "fullName", "full_name"),
    *("@value", "value", "main", "original", "byline", "title", "label", "term"),
    *("text", "#text", "$t", "$date", "$oid"),
)
_KEYS_OF_NAMES = (
    *(("givenName", "familyName"), ("given_name", "family_name")),
    *(("firstName", "lastName"), ("first_name", "last_name")),
    *(("firstname", "lastname"), ("first", "last"), ("given", "family")),
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);")
# A piece with any of these says by itself where its paragraphs are.
_OF_BLOCKS = re.compile(
    r"<(?:p|div|br|h[1-6]|[uod]l|li|table|blockquote|section|article|figure|pre|script"
    r"|style)\b",
    re.IGNORECASE,
)


def _plain(text: str) -> str:
    if not is_markup(text) and _ENTITY.search(text):
        text = unescape(text)
    if not is_markup(text):
        return tidied(text).strip()
    if _OF_BLOCKS.search(text):
        return text_of_markup(text)
    # Editors keep blank lines between paragraphs, and tags for the rest.
    lines = tidied(text).split("\n")
    return "\n".join(map(text_of_markup, lines)).strip()


def _span(value: object) -> str:
    """Return the text of a part of a paragraph, with the spaces around it."""
    said = value.get("text") if isinstance(value, Mapping) else value
    return tidied(said) if isinstance(said, str) else text_in(value)
