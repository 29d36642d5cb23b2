"""The JSON that tca itself writes: an article comes back as it was."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tca_cli.article import CONTENT_FIELDS, ArticleContent


def content_in(record: Mapping[str, Any]) -> ArticleContent | None:
    """Return the article of which *record* has every word, or None for other objects.

    One that was changed by hand so that a field is unfit is none of tca's any more.
    """
    if not record.keys() >= _KEYS or not _ID.fullmatch(str(record["id"])):
        return None
    values = {name: record[name] for name in CONTENT_FIELDS if name in record}
    if not all(_FIT.get(name, _is_line)(value) for name, value in values.items()):
        return None
    for name in _LISTS:
        values[name] = tuple(values.get(name, ()))
    if day := values.get("published"):
        values["published"] = date.fromisoformat(day)
    return ArticleContent(**values)


_KEYS = {"id", "version", "ingested", "sources", "headline", "body", "authors"}
_ID = re.compile(r"[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LISTS = ("authors", "keywords")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_line(value: object) -> bool:
    return value is None or isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_day(value: object) -> bool:
    if value is None:
        return True
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:  # 31 June
        return False
    return True


_FIT: Mapping[str, Callable[[object], bool]] = {
    "headline": _is_text,
    "body": _is_text,
    "authors": _are_texts,
    "keywords": _are_texts,
    "published": _is_day,
}
