"""The JSON that tca itself writes: an article comes back as it was.

That is its own, and schema.org and ninjs with what these cannot hold beside them, in
``tca``.
"""

import re
from collections.abc import Mapping
from typing import Any

from tca_cli.readers.claims import ORIGINS, claim_of, content_of
from tca_cli.readers.document import FoundArticle


def own_article(
    record: Mapping[str, Any], *, is_one_of_several: bool
) -> FoundArticle | None:
    """Return the article of which *record* has every word, or None for other objects.

    One that was changed by hand so that a field is unfit is none of tca's any more.
    """
    values = _values(record)
    if values is None or not _ID.fullmatch(str(values.get("id"))):
        return None
    content = content_of(values)
    if content is None:
        return None
    claim = claim_of(values, content)
    if claim is None and values is not record:
        return None
    key = values["id"] if is_one_of_several else None
    return FoundArticle(content, key, ORIGINS, claim)


_KEYS = {"id", "version", "ingested", "sources", "headline", "body", "authors"}
_ID = re.compile(r"[0-9a-f]{12}")


def _values(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return what *record* has by the names of our own, or None where it has none."""
    if record.keys() >= _KEYS:
        return record
    own = record.get("tca")
    if not isinstance(own, Mapping):
        return None
    translate = _of_schema_org if "@type" in record else _of_ninjs
    try:
        return {**translate(record), **own}
    except (KeyError, TypeError, AttributeError, IndexError):
        # It was changed by hand, and is of its standard alone.
        return None


def _of_schema_org(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "headline": record["headline"],
        "body": record["articleBody"],
        "authors": [person["name"] for person in record.get("author", ())],
        "agency": _named(record, "sourceOrganization"),
        "place": _named(record, "locationCreated"),
        "dateline": record.get("dateline"),
        "published": record.get("datePublished"),
        "language": record.get("inLanguage"),
        "keywords": record.get("keywords", []),
        "url": record.get("url"),
    }


def _named(record: Mapping[str, Any], name: str) -> object:
    return record[name]["name"] if name in record else None


def _of_ninjs(record: Mapping[str, Any]) -> dict[str, Any]:
    created = record.get("contentCreated")
    return {
        "headline": record["headlines"][0]["value"],
        "body": record["bodies"][0]["value"],
        "byline": record.get("by"),
        "authors": _names_in(record, "people"),
        "agency": next(iter(_names_in(record, "infoSources")), None),
        "place": record.get("located"),
        "published": created.removesuffix("T00:00:00Z") if created else None,
        "language": record.get("language"),
        "keywords": _names_in(record, "subjects"),
    }


def _names_in(record: Mapping[str, Any], name: str) -> list[Any]:
    return [part["name"] for part in record.get(name, ())]
