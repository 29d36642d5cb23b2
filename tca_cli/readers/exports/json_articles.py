"""JSON: one article, several in one value, or a value a line (JSON Lines)."""

import re
from collections.abc import Iterator, Mapping

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle, Unread
from tca_cli.readers.encoding import as_written
from tca_cli.readers.exports.field_names import USUAL, nothing_found
from tca_cli.readers.exports.json_entries import Entry, entries
from tca_cli.readers.exports.json_record import JsonRecord, mapped, record_of, usual
from tca_cli.readers.exports.json_values import NumberedValue, json_value, values_in
from tca_cli.readers.exports.ninjs import in_ninjs, is_ninjs
from tca_cli.readers.exports.records import Said, and_idle_mapping, article_in
from tca_cli.readers.exports.schema_org import in_schema_org, is_article
from tca_cli.readers.exports.tca_json import own_article
from tca_cli.readers.exports.wordpress import embedded


def read(document: Document) -> Iterator[FoundArticle | Unread]:
    """Yield the articles of *document*, and its parts that are none.

    Only an article that is all there is in the file has no key.
    """
    yield from and_idle_mapping(document, _read(document))


def _read(document: Document) -> Iterator[FoundArticle | Unread]:
    text = as_written(document.path, document.data)
    for found in _values(document, text):
        if isinstance(found, Unread):
            yield found
            continue
        where = f"line {found.line}" if found.line else ""
        if own := _own_article(document, found.value, is_one_of_several=bool(where)):
            yield own
            continue
        entry = None
        for entry in entries(found.value, document.mapping):
            yield _article(document, entry, where)
        if entry is None:
            reason = nothing_found("key", ("headline", "body"))
            yield Unread(where or "the file", reason)


_LINES = (".jsonl", ".ndjson")
_LINE_END = re.compile("\r\n?|\n")
# Without any of these an object is no article, whatever else it has.
_TELLING = frozenset((*USUAL["headline"], *USUAL["body"]))


def _values(document: Document, text: str) -> Iterator[NumberedValue | Unread]:
    """Yield the values of *text*, with the lines of those that are not all of it.

    A file may hold JSON Lines by another name, or one value by theirs.
    """
    has_lines = document.path.name.lower().endswith(_LINES)
    if has_lines and _is_value_on_first_line(text):
        yield from _values_of_lines(text)
        return
    try:
        whole = NumberedValue(0, json_value(text))
    except ValueError as error:
        if has_lines or _is_value_on_first_line(text):
            yield from _values_of_lines(text)
        else:
            yield from _values_one_after_another(document, text, error)
    else:
        yield whole


def _is_value_on_first_line(text: str) -> bool:
    first = _LINE_END.split(text.lstrip(), maxsplit=1)[0]
    try:
        return isinstance(json_value(first), dict | list)
    except ValueError:
        return False


def _values_of_lines(text: str) -> Iterator[NumberedValue | Unread]:
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if line.strip("\ufeff\x1e \t"):
            try:
                yield NumberedValue(number, json_value(line))
            except ValueError as error:
                yield Unread(f"line {number}", str(error).replace("line 1, ", ""))


def _values_one_after_another(
    document: Document, text: str, fault: ValueError
) -> Iterator[NumberedValue | Unread]:
    """Yield the values that were appended to each other, as far as they can be read."""
    read_any = False
    try:
        for value in values_in(text, several=True):
            read_any = True
            yield value
    except ValueError as error:
        if not read_any:
            raise UnreadableFileError(document.path, str(fault)) from fault
        yield Unread("the rest", str(error))


def _article(document: Document, entry: Entry, line: str) -> FoundArticle | Unread:
    where = ", ".join(filter(None, [line, entry.where])) or "the file"
    value = entry.value
    if not isinstance(value, Mapping):
        return Unread(where, "it is no object with keys")
    is_one_of_several = bool(line) or entry.is_one_of_several
    if own := _own_article(document, value, is_one_of_several=is_one_of_several):
        return own
    record = record_of(value)
    said_where = tuple(mapped(record, document.mapping))
    sayings = _sayings(record, said_where)
    article = article_in(document, sayings, is_one_of_several=is_one_of_several)
    if article is None:
        return Unread(where, nothing_found("key", ("headline", "body"), value))
    if not article.content.body and not any(record.saying("body", *USUAL["body"])):
        return Unread(where, nothing_found("key", ("body",), value))
    return article


def _own_article(
    document: Document, value: object, *, is_one_of_several: bool
) -> FoundArticle | None:
    """Return the article that tca wrote, unless a person says where its fields are."""
    if not isinstance(value, Mapping):
        return None
    own = own_article(value, is_one_of_several=is_one_of_several)
    if own is None or not document.mapping:
        return own
    return None if any(mapped(record_of(value), document.mapping)) else own


def _sayings(record: JsonRecord, said_where: tuple[Said, ...]) -> Iterator[Said]:
    """Yield what *record* says, first that of which a person *said where* it is."""
    yield from said_where
    if is_ninjs(record):
        yield from in_ninjs(record)
    elif is_article(record):
        yield from in_schema_org(record)
    elif said_where or not _TELLING.isdisjoint(record.named):
        yield from usual(record)
        yield from embedded(record)
