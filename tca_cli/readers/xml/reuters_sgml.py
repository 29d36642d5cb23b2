"""SGML of the Reuters-21578 collection: many articles of the wire a file.

A scanner rather than a parser: its tags are few and always the same, and the texts
between them hold anything.
"""

import re
from collections.abc import Iterator
from html import unescape

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.encoding import decoded
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.xml.credit import credited


def read(document: Document) -> Iterator[FoundArticle]:
    """Yield the article of each REUTERS element in *document*."""
    text = _decoded(document)
    starts = list(_ELEMENT.finditer(text))
    if not starts:
        reason = "it is SGML, but no REUTERS element is in it"
        raise UnreadableFileError(document.path, reason)
    ends = [start.start() for start in starts[1:]] + [len(text)]
    for start, end in zip(starts, ends, strict=True):
        number = _NUMBER.search(start["attributes"])
        element = _until(text[start.end() : end], "</REUTERS>")
        yield _article(document, element, number["number"] if number else "")


_ELEMENT = re.compile(r"<REUTERS(?P<attributes>[^<>]*)>", re.IGNORECASE)
_NUMBER = re.compile(r"\bNEWID\s*=\s*[\"']?(?P<number>\w+)", re.IGNORECASE)
_DAY = re.compile(r"(?P<day>\d{1,2})-(?P<month>[A-Za-z]{3})-(?P<year>\d{4})")
_ABOVE = re.compile(r"<(TITLE|AUTHOR|DATELINE)>[^<>]*</\1>|</?[A-Z]+>", re.IGNORECASE)
_STARS = re.compile(r"\A(?:&#\d;|[\s*])*\*")
_ITEM = re.compile(r"<D>([^<>]*)</D>", re.IGNORECASE)
_TOPICS = ("TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES")
_ESCAPED = re.compile(r"&(?:#\d{1,7}|[a-z]{2,8});")
# What keys of the wire's terminals left behind.
_SLIPS = re.compile(r"^(?:[*-]+|[a-z] {2,})")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_LAST_LINE = re.compile(r"reuters?[\s.:;]*", re.IGNORECASE)
# What the collection has instead of a text where there was none.
_NO_TEXT = re.compile(r"(?:blah[\s.]*)*", re.IGNORECASE)
_INDENT = re.compile(r"[ \t]{2,}\S")
# A line may end within long-term, but also after short- and.
_BROKEN_WORD = re.compile(r"[^\W_]-$")
_SMALL_WORD = re.compile(r"\s*(?:and|or|to)\b")
_SENTENCE_ENDS = (".", ":", "?", "!", '"', "'", ",", ";")
_LONGEST_ROW = 64
_BEGINNING = 10_000


def _decoded(document: Document) -> str:
    data = document.data
    if _ELEMENT.search(data[:_BEGINNING].decode("latin-1")):
        try:
            data.decode()
        except UnicodeDecodeError:
            # The collection is in it, and a few signs are no ground for a guess.
            data = data.decode("latin-1").encode()
    return decoded(document.path, data)


def _article(document: Document, element: str, key: str) -> FoundArticle:
    said = Findings()
    text = _between(element, "TEXT") or ""
    title, body = _between(text, "TITLE"), _between(text, "BODY")
    said.note("headline", _clean(title or "").strip(" *\n"), "TITLE")
    if author := " ".join(_clean(_between(text, "AUTHOR") or "").split()):
        said.note("byline", author, "AUTHOR")
        said.note("authors", author, "AUTHOR")
    if dated := _DAY.search(_between(element, "DATE") or ""):
        day = " ".join(dated.group("day", "month", "year"))
        said.note("published", day, "DATE")
    filed = _clean(_between(text, "DATELINE") or "").strip()
    said.note("dateline", _SLIPS.sub("", filed), "DATELINE")
    said.note("keywords", list(_keywords(element)), "TOPICS")
    if body is None:
        # A text that was not processed has no tags, or only some of those above it.
        body = _STARS.sub("", _ABOVE.sub("", text))
    found = article_of(document, _paragraphs(_clean(body)), said, key=key)
    return credited(found, "Reuters", "REUTERS")


def _keywords(element: str) -> Iterator[str]:
    for name in _TOPICS:
        for found in _ITEM.finditer(_between(element, name) or ""):
            yield _clean(found[1])


def _between(text: str, name: str) -> str | None:
    """Return what the first element with this *name* in *text* holds, or None."""
    start = re.search(rf"<{name}(?:\s[^<>]*)?>", text, re.IGNORECASE)
    return _until(text[start.end() :], f"</{name}>") if start else None


def _until(text: str, end: str) -> str:
    found = re.search(re.escape(end), text, re.IGNORECASE)
    return text[: found.start()] if found else text


def _clean(text: str) -> str:
    """Return *text* without the wire's control characters, and with its own signs."""
    signs = _ESCAPED.sub(lambda found: unescape(found[0]), text)
    return _CONTROLS.sub("", signs)


def _paragraphs(text: str) -> str:
    """Return *text* with blank lines between its paragraphs, which begin indented.

    The rows of a table are indented too, and stay together.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and (not lines[-1] or _LAST_LINE.fullmatch(lines[-1].strip())):
        lines.pop()
    paragraphs: list[list[str]] = []
    are_rows = False
    for line in lines:
        is_indented = bool(_INDENT.match(line))
        if not line:
            paragraphs.append([])
        elif not is_indented and paragraphs and paragraphs[-1]:
            is_broken_word = _BROKEN_WORD.search(paragraphs[-1][-1])
            together = is_broken_word and not _SMALL_WORD.match(line)
            paragraphs[-1].append(f"{'' if together else ' '}{line.strip()}")
            are_rows = False
        elif is_indented and are_rows and paragraphs[-1]:
            paragraphs[-1].append(f"\n{line.strip()}")
            are_rows = _is_row(line)
        else:
            paragraphs.append([line.strip()])
            are_rows = is_indented and _is_row(line)
    joined = "\n\n".join("".join(lines) for lines in paragraphs if lines)
    return "" if _NO_TEXT.fullmatch(joined) else joined


def _is_row(line: str) -> bool:
    return len(line) < _LONGEST_ROW and not line.endswith(_SENTENCE_ENDS)
