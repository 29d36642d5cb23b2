"""What a file that an archive wrote says it is: taken literally, or not at all."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from tca_cli.article import CONTENT_FIELDS, ArticleContent, Correction
from tca_cli.readers.document import Claim

# What else the record of a version has, beside the fields of its article.
CLAIM_FIELDS = (
    *("id", "version", "ingested", "corrections", "as_read", "text_as_read"),
)

# Where each field of such a file stood.
ORIGINS = MappingProxyType(dict.fromkeys(CONTENT_FIELDS, "as an archive wrote it"))


def content_of(values: Mapping[str, Any]) -> ArticleContent | None:
    """Return the article with these *values* by field, or None where one is unfit."""
    found = {name: values[name] for name in CONTENT_FIELDS if name in values}
    if not all(_is_fit(name, value) for name, value in found.items()):
        return None
    if not {"headline", "body"} <= found.keys():
        return None
    return ArticleContent(**{name: _kept(name, found[name]) for name in found})


def claim_of(values: Mapping[str, Any], content: ArticleContent) -> Claim | None:
    """Return what *values* claim of *content*, or None where that is nothing sound."""
    article_id, version = str(values.get("id")), str(values.get("version"))
    ingested = str(values.get("ingested"))
    corrections = _corrections(values.get("corrections") or ())
    digests = [values.get("as_read") or None, values.get("text_as_read") or None]
    if (
        not _ID.fullmatch(article_id)
        or not _VERSION.fullmatch(version)
        or not _is_time(ingested)
        or corrections is None
        or not all(one is None or _DIGEST.fullmatch(str(one)) for one in digests)
        or not (content.headline and content.body)
    ):
        return None
    whole, text = (bytes.fromhex(one) if one else None for one in digests)
    if corrections and whole is None:
        was = {one.field: one.was for one in corrections}
        before: ArticleContent = content.but(**was)
        whole, text = before.whole_digest, before.digest
    return Claim(article_id, int(version), ingested, corrections, whole, text)


_ID = re.compile(r"[0-9a-f]{12}")
_VERSION = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# What the record cannot keep.
_HALVES = re.compile("[\ud800-\udfff]")
_LISTS = ("authors", "keywords")


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        time = datetime.fromisoformat(text)
    except ValueError:  # 31 June
        return False
    # Clocks differ, but not so that what is to come has been.
    return time < datetime.now(UTC) + timedelta(days=1)


def _corrections(found: object) -> tuple[Correction, ...] | None:
    """Return the corrections that *found* tells of, or None where one is unfit."""
    if not isinstance(found, Iterable):
        return None
    corrections: dict[str, Correction] = {}
    for one in found:
        if not isinstance(one, Mapping):
            return None
        field, was = one.get("field"), one.get("was")
        was = [] if was is None and field in _LISTS else was
        corrected = str(one.get("corrected"))
        if field not in CONTENT_FIELDS or not (
            _is_fit(field, was) and _is_time(corrected)
        ):
            return None
        corrections[field] = Correction(field, _kept(field, was), corrected)
    return tuple(corrections[field] for field in sorted(corrections))


def _is_fit(field: str, value: object) -> bool:
    return _FIT.get(field, _is_line)(value)


def _kept(field: str, value: Any) -> Any:  # noqa: ANN401 - of any field
    """Return *value*, which is fit for the *field*, as an article has it."""
    if field in _LISTS:
        return tuple(value)
    return date.fromisoformat(value) if field == "published" and value else value


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _HALVES.search(value)


def _is_line(value: object) -> bool:
    return value is None or _is_text(value)


def _are_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(map(_is_text, value))


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
