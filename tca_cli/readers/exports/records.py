"""A record of an export to an article: a row of a table, an object of a JSON file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tca_cli.article import CONTENT_FIELDS
from tca_cli.readers.document import Document, FoundArticle, Unread
from tca_cli.readers.exports.texts import line_in, text_in
from tca_cli.readers.newspaper.agencies import known_agency
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.findings import Findings, line_of


class Said(NamedTuple):
    """What a record says of a field of its article, and where.

    The field may also be ``body``, and ``key``: what tells the record from others.
    """

    field: str
    value: object
    origin: str


def article_in(
    document: Document, sayings: Iterable[Said], *, is_one_of_several: bool
) -> FoundArticle | None:
    """Return the article of which *sayings* tell, the most trusted first.

    None where they have neither a headline nor a text. Its key is None unless it
    *is_one_of_several*.
    """
    gathered = _Gathered()
    for said in sayings:
        _GATHER.get(said.field, _gather)(gathered, said)
    findings = gathered.findings
    findings.note("keywords", gathered.keywords, gathered.origin_of_keywords)
    if not gathered.text and "headline" not in findings.values:
        return None
    key = gathered.key if is_one_of_several else None
    return article_of(document, gathered.text, findings, key=key)


def and_idle_mapping(
    document: Document, found: Iterable[FoundArticle | Unread]
) -> Iterator[FoundArticle | Unread]:
    """Yield what was *found*, and last the parts of the mapping that gave nothing."""
    idle: set[str] | None = None
    for part in found:
        if isinstance(part, FoundArticle):
            idle = set(document.mapping) & set(CONTENT_FIELDS) if idle is None else idle
            idle = {field for field in idle if not getattr(part.content, field)}
        yield part
    for name in sorted(idle or ()):
        where = f"--map {name}={document.mapping[name]}"
        yield Unread(where, f"nothing there is fit for {name}")


@dataclass(slots=True)
class _Gathered:
    findings: Findings = field(default_factory=Findings)
    text: str = ""
    key: str = ""
    keywords: list[object] = field(default_factory=list)
    origin_of_keywords: str = ""


def _gather(gathered: _Gathered, said: Said) -> None:
    gathered.findings.note(said.field, line_in(said.value), said.origin)


def _gather_text(gathered: _Gathered, said: Said) -> None:
    gathered.text = gathered.text or text_in(said.value)


def _gather_key(gathered: _Gathered, said: Said) -> None:
    gathered.key = gathered.key or line_of(line_in(said.value)) or ""


def _gather_keywords(gathered: _Gathered, said: Said) -> None:
    """Gather those of every saying: a tag is one, and a section is."""
    value = line_in(said.value)
    words = _COMMAS.split(value) if isinstance(value, str) else value
    if isinstance(words, list):
        # A number refers to a name that is elsewhere.
        named = [word for word in words if isinstance(word, str) and not word.isdigit()]
        gathered.keywords += named
        gathered.origin_of_keywords = gathered.origin_of_keywords or said.origin


def _gather_byline(gathered: _Gathered, said: Said) -> None:
    line = line_in(said.value)
    if isinstance(line, str):
        gathered.findings.note("byline", line, said.origin)
    _gather_authors(gathered, said)


def _gather_authors(gathered: _Gathered, said: Said) -> None:
    parts = said.value if isinstance(said.value, list) else [said.value]
    persons = [part for part in parts if not _is_organisation(part)]
    gathered.findings.note("authors", line_in(persons), said.origin)
    for part in parts:
        if _is_organisation(part):
            known = known_agency(line_of(line_in(part)) or "")
            gathered.findings.keep("agency", known, said.origin)


def _is_organisation(part: object) -> bool:
    kind = part.get("@type") if isinstance(part, Mapping) else None
    return "Organi" in str(kind)


def _gather_place(gathered: _Gathered, said: Said) -> None:
    """Note a place without its region, as datelines have it."""
    place = (line_of(line_in(said.value)) or "").split(",")[0].strip()
    gathered.findings.note("place", place, said.origin)


_COMMAS = re.compile(r"\s*[,;|]\s*")
_GATHER: dict[str, Callable[[_Gathered, Said], None]] = {
    "body": _gather_text,
    "key": _gather_key,
    "keywords": _gather_keywords,
    "byline": _gather_byline,
    "authors": _gather_authors,
    "place": _gather_place,
}
