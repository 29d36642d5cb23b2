"""Where in a JSON value its articles are: it is one, or holds them in a list."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tca_cli.readers.exports.field_names import folded_name
from tca_cli.readers.exports.json_record import (
    JsonRecord,
    has_headline,
    has_text,
    mapped,
    record_of,
)
from tca_cli.readers.exports.ninjs import is_ninjs
from tca_cli.readers.exports.schema_org import is_article, is_typed


class Entry(NamedTuple):
    """What may be an article, where it stands, and whether it is one of several."""

    where: str
    value: Any
    is_one_of_several: bool


def entries(value: object, mapping: Mapping[str, str]) -> Iterator[Entry]:
    """Yield what may be articles in *value*: itself, or the parts of a list in it.

    *mapping* has the paths at which a person said that fields are.
    """
    yield from _entries(Entry("", value, is_one_of_several=False), mapping, _LEVELS)


_LEVELS = 8
# The parts of a list are much alike.
_ENOUGH = 1000
# As APIs and databases name the list of what was asked for, or what is around it.
_HOLDERS = (
    *("articles", "items", "results", "posts", "entries", "data", "hits", "graph"),
    *("news", "stories", "documents", "docs", "records", "rows", "response", "db"),
    *("feed", "channel", "nodes", "edges", "pages", "list"),
)
_INHERITED = ("author", "authors", "language")


def _entries(entry: Entry, mapping: Mapping[str, str], levels: int) -> Iterator[Entry]:
    value = entry.value
    if isinstance(value, Mapping):
        if (held := _held(value, mapping, levels)) is None:
            yield entry
        else:
            yield from _entries(entry._replace(value=held), mapping, levels - 1)
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            if not _is_beside(part):
                where = f"{entry.where}, item {number}".removeprefix(", ")
                inner = Entry(where, part, is_one_of_several=True)
                yield from _entries(inner, mapping, levels - 1)
    else:
        yield entry


def _held(
    value: Mapping[str, Any], mapping: Mapping[str, str], levels: int
) -> Any | None:  # noqa: ANN401 - any value of JSON
    """Return the part of *value* in which there are articles, or None."""
    if levels <= 0 or _is_article(record_of(value), mapping):
        return None
    for key in sorted(value, key=lambda key: folded_name(key) not in _HOLDERS):
        part = value[key]
        is_named_so = folded_name(key) in _HOLDERS
        if _holds(part, mapping, levels - 1, is_named_so=is_named_so):
            return _with_what_the_feed_says(part, value)
    # A database whose keys are those of the articles.
    parts = [part for part in value.values() if isinstance(part, Mapping)]
    is_by_key = any(_is_article(record_of(part), mapping) for part in parts)
    return parts if is_by_key else None


def _holds(
    part: object, mapping: Mapping[str, str], levels: int, *, is_named_so: bool
) -> bool:
    """Tell whether *part* is a list of articles, or has one somewhere in it.

    Where it is named for what it holds, a headline or a text is enough.
    """
    if isinstance(part, Mapping):
        return _held(part, mapping, levels) is not None
    for found in part[:_ENOUGH] if isinstance(part, list) else []:
        if isinstance(found, Mapping):
            record = record_of(found)
            if (
                _is_article(record, mapping)
                or (is_named_so and (has_headline(record) or has_text(record)))
                or _held(found, mapping, levels - 1) is not None
            ):
                return True
    return False


def _is_article(record: JsonRecord, mapping: Mapping[str, str]) -> bool:
    """Tell whether *record* itself is an article, whatever lists it has."""
    if is_ninjs(record) or is_article(record):
        return True
    fields = {said.field for said in mapped(record, mapping)}
    has_both = ("headline" in fields or has_headline(record)) and (
        "body" in fields or has_text(record)
    )
    return has_both or "body" in fields


def _is_beside(part: object) -> bool:
    """Tell whether *part* is something else that JSON-LD says: a page, a person."""
    if not isinstance(part, Mapping):
        return False
    record = record_of(part)
    return is_typed(record) and not (is_article(record) or has_text(record))


def _with_what_the_feed_says(part: object, feed: Mapping[str, Any]) -> object:
    """Return the items of a JSON Feed with what it says of all of them."""
    if "jsonfeed.org" not in str(feed.get("version")) or not isinstance(part, list):
        return part
    said = {key: feed[key] for key in _INHERITED if key in feed}
    return [said | item if isinstance(item, dict) else item for item in part]
