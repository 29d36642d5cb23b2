"""Articles as schema.org describes them: NewsArticle and its kin, in JSON-LD."""

from collections.abc import Iterator, Mapping

from tca_cli.readers.exports.json_record import JsonRecord, usual
from tca_cli.readers.exports.records import Said
from tca_cli.readers.newspaper.agencies import known_agency
from tca_cli.readers.newspaper.findings import line_of


def is_typed(record: JsonRecord) -> bool:
    """Tell whether *record* says what it is in the way of JSON-LD."""
    return "@type" in record.value


def is_article(record: JsonRecord) -> bool:
    """Tell whether the type that *record* names is that of an article."""
    types = record.value.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(str(name).endswith(_KIN) for name in names)


def in_schema_org(record: JsonRecord) -> Iterator[Said]:
    """Yield what the properties of an article say, the most trusted first.

    The publisher is as a rule the newspaper itself: it is the agency where it is known
    for one.
    """
    yield from usual(record, without=("agency",))
    yield from record.saying("headline", "alternativeheadline", "name")
    for said in record.saying("language", "inlanguage"):
        if isinstance(said.value, Mapping):
            yield Said("language", said.value.get("alternateName"), said.origin)
    for said in record.saying("url", "mainentityofpage", "isbasedon", "id"):
        address = said.value
        if isinstance(address, Mapping):
            address = address.get("@id") or address.get("url")
        yield Said("url", address, said.origin)
    for said in _credits(record):
        if known := known_agency(line_of(said.value) or ""):
            yield Said("agency", known, said.origin)


_KIN = ("Article", "Posting", "BlogPost", "Report")
_CREDITED = ("sourceorganization", "provider", "publisher", "credittext")


def _credits(record: JsonRecord) -> Iterator[Said]:
    yield from record.saying("agency", *_CREDITED)
    for said in record.saying("agency", "isbasedon"):
        if isinstance(said.value, Mapping):
            for key in ("provider", "publisher", "sourceOrganization"):
                yield Said("agency", said.value.get(key), f"{said.origin}.{key}")
    yield from record.saying("agency", "agency", "copyrightholder")
