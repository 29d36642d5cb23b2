"""An object of a JSON file, and what its keys say of an article."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tca_cli.readers.exports.field_names import USUAL, folded_name
from tca_cli.readers.exports.records import Said
from tca_cli.readers.exports.texts import line_in, text_in


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """An object, and by folded name the paths of its keys and what is there.

    Keys of what merely wraps it (Elasticsearch, Contentful, GraphQL) are its own.
    """

    value: Mapping[str, Any]
    named: Mapping[str, tuple[tuple[str, Any], ...]]

    def saying(self, field: str, *names: str) -> Iterator[Said]:
        """Yield what stands under the folded *names*, for the *field*."""
        for name in filter(self.named.__contains__, names):
            for path, value in self.named[name]:
                yield Said(field, value, f"JSON key {path}")


def record_of(value: Mapping[str, Any]) -> JsonRecord:
    """Return *value* as a record.

    >>> record = record_of({"_id": 7, "_source": {"Title": "Storm"}})
    >>> [said.origin for said in usual(record)]
    ['JSON key _source.Title', 'JSON key _id']
    """
    named: dict[str, tuple[tuple[str, Any], ...]] = {}
    for path, key, part in _keys(value, "", _WRAPPINGS):
        name = folded_name(key)
        named[name] = (*named.get(name, ()), (path, part))
    return JsonRecord(value, named)


def usual(record: JsonRecord, *, without: Collection[str] = ()) -> Iterator[Said]:
    """Yield what stands under the usual names of the fields of an article."""
    for field, names in USUAL.items():
        if field not in without:
            yield from record.saying(field, *names)


def mapped(record: JsonRecord, mapping: Mapping[str, str]) -> Iterator[Said]:
    """Yield what stands where the person said that fields stand.

    >>> record = record_of({"fields": {"title": "Storm"}, "tags": [{"name": "dams"}]})
    >>> paths = {"headline": "fields.title", "keywords": "tags.name"}
    >>> [said.value for said in mapped(record, paths)]
    ['Storm', ['dams']]
    """
    for field, path in mapping.items():
        value = _at(record.value, path)
        if value is not None:
            yield Said(field, value, f"JSON key {path}")


def has_text(record: JsonRecord) -> bool:
    """Tell whether *record* has a text under a usual name."""
    said = (found.value for found in record.saying("", *USUAL["body"]))
    # What is text is read once only, with its article.
    return any(
        value.strip() if isinstance(value, str) else text_in(value) for value in said
    )


def has_headline(record: JsonRecord) -> bool:
    """Tell whether *record* has a headline under a usual name."""
    said = (found.value for found in record.saying("", *USUAL["headline"]))
    return any(isinstance(line, str) and line for line in map(line_in, said))


_WRAPPINGS = 2
_WRAPPERS = frozenset(
    (
        *("_source", "article", "attributes", "doc", "document", "fields", "item"),
        *("node", "post", "story"),
    )
)


def _keys(
    value: Mapping[str, Any], above: str, wrappings: int
) -> Iterator[tuple[str, str, Any]]:
    """Yield path, key and what is there, those of wrapped objects last."""
    inner = []
    for key, part in value.items():
        if wrappings and key in _WRAPPERS and isinstance(part, Mapping):
            inner.append((key, part))
        else:
            yield f"{above}{key}", key, part
    for key, part in inner:
        yield from _keys(part, f"{above}{key}.", wrappings - 1)


def _at(value: object, path: str) -> Any:  # noqa: ANN401 - any value of JSON
    """Return what is at *path*: a key, or keys and numbers with dots between them."""
    if isinstance(value, Mapping):
        if path in value:
            return value[path]
        key, _, rest = path.partition(".")
        return _at(value[key], rest) if rest and key in value else None
    if isinstance(value, list):
        number, _, rest = path.partition(".")
        if number.isdecimal():
            part = next(
                (part for at, part in enumerate(value) if str(at) == number), None
            )
            return _at(part, rest) if rest else part
        found = [_at(part, path) for part in value]
        return [part for part in found if part is not None] or None
    return None
