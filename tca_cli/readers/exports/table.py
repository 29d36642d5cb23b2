"""Tables of text: an article a row, under the names of its columns (RFC 4180)."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.claims import CLAIM_FIELDS
from tca_cli.readers.document import Document, FoundArticle, Unread
from tca_cli.readers.encoding import as_written
from tca_cli.readers.exports.field_names import USUAL, folded_name, nothing_found
from tca_cli.readers.exports.records import Said, and_idle_mapping, article_in
from tca_cli.readers.exports.tca_table import own_article
from tca_cli.text.spreadsheets import unguarded


def read(document: Document) -> Iterator[FoundArticle | Unread]:
    """Yield the articles of the rows of *document*, and its rows that are none.

    Rows are numbered as a spreadsheet does: that of the names of the columns is 1.
    """
    yield from and_idle_mapping(document, _read(document))


def _read(document: Document) -> Iterator[FoundArticle | Unread]:
    text = as_written(document.path, document.data).replace("\0", "")
    columns, *rows = _rows_in(document, text)
    known = list(_known_columns(columns.cells, document.mapping))
    if reason := _lack(columns, rows, dict(known)):
        raise UnreadableFileError(document.path, reason)
    is_own = not document.mapping and set(columns.cells).issuperset(CLAIM_FIELDS)
    for row in rows:
        if fault := row.fault(columns):
            yield Unread(f"row {row.number}", fault)
            continue
        if is_own and (own := own_article(columns.cells, row.cells)):
            yield own
            continue
        said = (
            Said(field, unguarded(row.cells[at]), f"column {columns.cells[at]}")
            for field, at in known
        )
        article = article_in(document, said, is_one_of_several=True)
        yield article or Unread(f"row {row.number}", "it has no headline and no text")


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: Sequence[str]
    is_open: bool = False

    def fault(self, columns: "_Row") -> str | None:
        """Say why *self* cannot be read under *columns*, or None."""
        if self.is_open:
            return "a quotation mark in it is never closed"
        cells, wanted = len(self.cells), len(columns.cells)
        if cells < wanted or any(self.cells[wanted:]):
            return f"it has {cells} cells, and there are {wanted} columns"
        return None


def _lack(columns: _Row, rows: Sequence[_Row], known: Mapping[str, int]) -> str | None:
    """Say which column is lacking, or None."""
    lacking = [name for name in ("headline", "body") if name not in known]
    if lacking == ["headline"]:
        # Where a text has several lines, the first is its headline.
        at = known["body"]
        texts = (row.cells[at].strip() for row in rows if len(row.cells) > at)
        lacking = [] if any(_LINE_END.search(text) for text in texts) else lacking
    return nothing_found("column", lacking, columns.cells) if lacking else None


_LINE_END = re.compile(r"[\r\n]")
_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_LINE = re.compile(
    r"\"?sep=(?P<sign>[^\w\s\"'\\]|\t)\"?[ \t]*(?:\r\n?|\n|$)", re.IGNORECASE
)
# There is no other NUL in the text; where this is no row, a quotation is still open.
_END = "\0end"
_BEGINNING = 100_000


def _rows_in(document: Document, text: str) -> list[_Row]:
    """Return the rows of *text* that are not empty; the first has the columns."""
    delimiters: tuple[str, ...] = _DELIMITERS
    if document.path.name.lower().endswith(".tsv"):
        delimiters = tuple(sorted(_DELIMITERS, key=lambda sign: sign != "\t"))
    # Excel's own first line, which it does not show.
    if said := _SEPARATOR_LINE.match(text):
        text, delimiters = text[said.end() :], (said["sign"],)
    delimiter = _delimiter(text[:_BEGINNING], delimiters, document.mapping)
    rows = _parsed(text, delimiter)
    # MySQL and others put a backslash before a quotation mark within quotes.
    if '\\"' in text:
        others = _parsed(text, delimiter, escape="\\")
        rows = min(rows, others, key=_faults)
    if not rows:
        raise UnreadableFileError(document.path, "there is no row in it")
    return rows


def _delimiter(
    beginning: str, delimiters: Sequence[str], mapping: Mapping[str, str]
) -> str:
    """Return that of *delimiters* with which most columns are known, or are there."""

    def promise(delimiter: str) -> tuple[int, int]:
        columns = next(iter(_parsed(beginning, delimiter)), _Row(1, ())).cells
        return len(list(_known_columns(columns, mapping))), len(columns)

    return max(delimiters, key=promise)


def _known_columns(
    columns: Sequence[str], mapping: Mapping[str, str]
) -> Iterator[tuple[str, int]]:
    """Yield fields and the numbers of their columns, the most trusted first."""
    folded = [folded_name(column) for column in columns]
    for field, name in mapping.items():
        if name in columns:
            yield field, columns.index(name)
        elif (wanted := folded_name(name)) in folded:
            yield field, folded.index(wanted)
    for field, names in USUAL.items():
        for name in names:
            yield from ((field, at) for at, said in enumerate(folded) if said == name)


def _parsed(text: str, delimiter: str, escape: str | None = None) -> list[_Row]:
    source = io.StringIO(f"{text}\n{_END}", newline="")
    rows = csv.reader(source, delimiter=delimiter, escapechar=escape)
    with _cells_as_long_as(text):
        parsed = [_Row(number, cells) for number, cells in enumerate(rows, start=1)]
    last = parsed.pop()
    kept = [row for row in parsed if any(map(str.strip, row.cells))]
    if last.cells != [_END]:
        kept.append(_Row(last.number, last.cells, is_open=True))
    if kept:
        kept[0] = _Row(kept[0].number, _without_empty_end(kept[0].cells))
    return kept


@contextmanager
def _cells_as_long_as(text: str) -> Iterator[None]:
    """Let cells be as long as *text*; the limit is one for all that reads tables."""
    limit = csv.field_size_limit(len(text) + len(_END) + 1)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _without_empty_end(columns: Sequence[str]) -> list[str]:
    names = [name.strip(" \t\ufeff\u00a0") for name in columns]
    while names and not names[-1]:
        names.pop()
    return names


def _faults(rows: Sequence[_Row]) -> int:
    return sum(row.fault(rows[0]) is not None for row in rows[1:]) if rows else 0
