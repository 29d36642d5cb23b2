"""What a spreadsheet would take for a formula, and run, where it is the text of a cell.

An apostrophe before it keeps a cell from that; it is not part of the text.
"""

import re

# Also behind white space and quotation marks, and in the width of Chinese letters.
_FORMULA = r"[\s\"']*[=+\-@\uff1d\uff0b\uff0d\uff20]"


def kept_from_running(text: str) -> str:
    """Return *text* as it is safe in a cell.

    >>> kept_from_running("=1+1"), kept_from_running("1=1")
    ("'=1+1", '1=1')
    """
    return f"'{text}" if re.match(_FORMULA, text) else text


def as_meant(cell: str) -> str:
    """Return the text that was made safe in *cell*.

    >>> as_meant("'=1+1"), as_meant("'tis so")
    ('=1+1', "'tis so")
    """
    return cell[1:] if re.match(f"'{_FORMULA}", cell) else cell
