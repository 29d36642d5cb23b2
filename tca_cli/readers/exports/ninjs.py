"""IPTC ninjs, News in JSON: versions 1.0 to 1.8, 2.0 to 2.4 and 3.0 to 3.3.

Names are compared without capitals, since version 3 writes versionCreated where those
before write versioncreated.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tca_cli.readers.exports.json_record import JsonRecord, usual
from tca_cli.readers.exports.records import Said
from tca_cli.readers.markup import is_markup
from tca_cli.readers.newspaper.agencies import known_agency
from tca_cli.readers.newspaper.byline import is_person
from tca_cli.readers.newspaper.findings import line_of


def is_ninjs(record: JsonRecord) -> bool:
    """Tell whether *record* has the identifier and a property of ninjs alone."""
    standards = record.saying("", "standard")
    return "uri" in record.named and (
        any(name in record.named for name in _OF_NINJS)
        or any(map(_BODY.fullmatch, record.value))
        or any(line_of(said.value) == "ninjs" for said in standards)
    )


def in_ninjs(record: JsonRecord) -> Iterator[Said]:
    """Yield what the properties of ninjs say, the most trusted first."""
    yield from _headlines(record)
    yield from _bodies(record)
    yield from record.saying("byline", "byline", "by")
    yield from _people(record)
    # The content may be older than the item in which it is supplied.
    yield from record.saying(
        *("published", "contentcreated", "firstcreated", "versioncreated")
    )
    yield from record.saying("place", "located")
    yield from _agencies(record)
    yield from record.saying("keywords", "subject", "subjects")
    yield from record.saying("key", "uri")
    # Its places are those that the item is about.
    yield from usual(record, without=("place",))


_OF_NINJS = (
    *("versioncreated", "firstcreated", "contentcreated", "pubstatus", "headlines"),
    *("bodies", "infosource", "infosources", "representationtype", "located"),
)
_BODY = re.compile(r"body_\w+", re.IGNORECASE)
_DESCRIPTION = re.compile(r"description_\w+", re.IGNORECASE)
# Parts of an article that are not its text, and those who are not its authors.
_NOT_THE_TEXT = re.compile(
    r"abstract|byline|caption|headline|intro|promo|standfirst|sub\w*|summary|teaser",
    re.IGNORECASE,
)
_AUTHORS = frozenset(("author", "by", "creator", "writer"))
_NO_TEXTS = frozenset(("audio", "event", "graphic", "picture", "planning", "video"))


def _headlines(record: JsonRecord) -> Iterator[Said]:
    """Yield the main one, those without a role, then the others."""
    for path, headline in sorted(_objects(record, "headlines"), key=_rank_of_role):
        yield Said("headline", headline, path)


def _rank_of_role(part: tuple[str, Mapping[str, Any]]) -> int:
    role = part[1].get("role")
    return 0 if role == "main" else 1 if not role else 2


def _bodies(record: JsonRecord) -> Iterator[Said]:
    """Yield the texts, those with markup first: the others may lack paragraphs."""
    parts = [
        (str(body.get("role", "")), path, body)
        for path, body in _objects(record, "bodies")
    ]
    parts += _parts(record, _BODY)
    parts.sort(
        key=lambda part: (bool(_NOT_THE_TEXT.fullmatch(part[0])), not _has_tags(part))
    )
    if line_of(record.value.get("type")) not in _NO_TEXTS:
        # All there is where an item is supplied in part.
        parts += [
            ("", path, description)
            for path, description in _objects(record, "descriptions")
        ]
        parts += _parts(record, _DESCRIPTION)
    for _, path, body in parts:
        yield Said("body", body, path)


def _parts(
    record: JsonRecord, pattern: re.Pattern[str]
) -> Iterator[tuple[str, str, Any]]:
    """Yield the properties of version 1 that are named for what they hold."""
    for key, text in record.value.items():
        if pattern.fullmatch(key):
            yield key.partition("_")[2], f"JSON key {key}", text


def _has_tags(part: tuple[str, str, Any]) -> bool:
    body = part[2]
    text = body.get("value") if isinstance(body, Mapping) else body
    return isinstance(text, str) and is_markup(text)


def _people(record: JsonRecord) -> Iterator[Said]:
    """Yield authors among those whom the item names; most are written about."""
    for name in ("people", "person"):
        for path, person in _objects(record, name):
            if person.get("rel") in _AUTHORS:
                yield Said("authors", person, path)
    for path, credited in _objects(record, "bylines"):
        yield Said("authors", credited, path)


def _agencies(record: JsonRecord) -> Iterator[Said]:
    for name in ("infosources", "infosource"):
        for path, source in _objects(record, name):
            supplier = line_of(source)
            if supplier and not is_person(supplier):
                yield Said("agency", supplier, path)
    for said in record.saying("agency", "copyrightholder"):
        if known := known_agency(line_of(said.value) or ""):
            yield Said("agency", known, said.origin)


def _objects(record: JsonRecord, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the objects of the list under *name*, and where each is."""
    for said in record.saying("", name):
        if isinstance(said.value, list):
            for number, part in enumerate(said.value):
                if isinstance(part, Mapping):
                    yield f"{said.origin}.{number}", part
