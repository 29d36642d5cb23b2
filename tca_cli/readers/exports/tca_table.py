"""The rows of a table that tca itself wrote: an article comes back as it was."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tca_cli.article import CONTENT_FIELDS
from tca_cli.readers.claims import ORIGINS, claim_of, content_of
from tca_cli.readers.document import FoundArticle
from tca_cli.text.spreadsheets import cell_of, list_in_cell, text_in_cell


def own_article(columns: Sequence[str], cells: Sequence[str]) -> FoundArticle | None:
    """Return the article in these *cells*, or None where a person made it unfit.

    What cells cannot hold is in that under ``exact``, and counts unless the cell was
    changed since.
    """
    row = dict(zip(columns, cells, strict=False))
    try:
        exact = json.loads(row.get("exact") or "{}")
        corrections = json.loads(row["corrections"] or "[]")
    except (ValueError, RecursionError):
        return None
    if not isinstance(exact, Mapping):
        return None
    values: dict[str, Any] = dict(row) | {"corrections": corrections}
    for field in filter(row.__contains__, CONTENT_FIELDS):
        values[field] = _value(field, row[field], exact)
    content = content_of(values)
    claim = claim_of(values, content) if content else None
    return (
        FoundArticle(content, claim.id, ORIGINS, claim) if content and claim else None
    )


def _value(field: str, cell: str, exact: Mapping[str, Any]) -> object:
    if field in exact and _is_shown_so(exact[field], cell):
        return exact[field]
    if field in ("authors", "keywords"):
        return list_in_cell(cell)
    return text_in_cell(cell)


def _is_shown_so(value: object, cell: str) -> bool:
    parts = value if isinstance(value, list) else [value]
    if not all(isinstance(part, str) for part in parts):
        return False
    return cell_of(value if isinstance(value, str) else map(str, parts)) == cell
