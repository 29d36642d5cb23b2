"""What stands in a cell of a table: no spreadsheet may take it for a formula.

An apostrophe before it keeps a cell from that; it is not part of the text.
"""

import re
from collections.abc import Iterable

# Between the authors or keywords in one cell.
BETWEEN = "; "
# Also behind white space and quotation marks, and in the width of Chinese letters.
_FORMULA = re.compile(r"[\s\"']*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r]")
# What no file of text can have, or would not be told from one that is none.
_NO_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def guarded(cell: str) -> str:
    """Return *cell* with an apostrophe before what begins as formulas do.

    What has apostrophes there already gets one more, so that it can be undone.

    >>> guarded("=Storm"), guarded("'=Storm"), guarded("'Twas night")
    ("'=Storm", "''=Storm", "'Twas night")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what was *guarded*.

    >>> unguarded("'=Storm"), unguarded("'Twas night")
    ('=Storm', "'Twas night")
    """
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell, 1) else cell


def cell_of(value: str | Iterable[str] | None) -> str:
    """Return the cell that shows *value*; signs that no table has are shown as ``�``.

    It may show several values alike; who needs the very one compares.

    >>> cell_of(("Ada Moreau", "Tom Reyes")), cell_of(None)
    ('Ada Moreau; Tom Reyes', '')
    """
    text = value if isinstance(value, str) else BETWEEN.join(value or ())
    return guarded(_NO_SIGNS.sub("\ufffd", text))


def text_in_cell(cell: str) -> str | None:
    """Return the text that *cell* shows, or None where it is empty."""
    return unguarded(cell) or None


def list_in_cell(cell: str) -> tuple[str, ...]:
    """Return the parts that *cell* shows."""
    return tuple(unguarded(cell).split(BETWEEN)) if cell else ()
