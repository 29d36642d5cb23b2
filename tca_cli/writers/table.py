"""A table (RFC 4180), a version a row, that spreadsheets open and do not calculate."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from tca_cli.article import CONTENT_FIELDS
from tca_cli.text.spreadsheets import cell_of, list_in_cell, text_in_cell
from tca_cli.writers.form import Edition, Form, claim, fields
from tca_cli.writers.json_text import json_line

# Last what a person seldom looks at.
_COLUMNS = (
    *("id", "version", "ingested"),
    *CONTENT_FIELDS,
    *("corrections", "as_read", "text_as_read", "exact"),
)


def _text(edition: Edition) -> str:
    said = claim(edition)
    row: dict[str, Any] = {name: said.get(name, "") for name in _COLUMNS}
    exact: dict[str, object] = {}
    for field, value in fields(edition.article).items():
        row[field] = cell = cell_of(value)
        is_list = isinstance(value, list)
        back = list(list_in_cell(cell)) if is_list else text_in_cell(cell)
        if back != value:
            exact[field] = value
    row["corrections"] = json_line(said["corrections"]) if said["corrections"] else ""
    row["exact"] = json_line(exact) if exact else ""
    return _line(row.values())


def _line(cells: Iterable[object]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()


CSV = Form(".csv", _text, is_shared=True, head=_line(_COLUMNS))
