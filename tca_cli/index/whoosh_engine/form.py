"""In what form the index is kept: of another one it must be made anew."""

import whoosh

from tca_cli.text.words import WORD_RULES

# Counts up whenever the fields or what is in them change.
_FIELD_RULES = 5
_VERSION = ".".join(map(str, whoosh.__version__))

FORM = f"whoosh {_VERSION}, fields {_FIELD_RULES}, words {WORD_RULES}"
# The series of Whoosh whose files are read and written without it.
_KNOWN = (3, 54)


def is_known() -> bool:
    """Tell whether this is a Whoosh whose files are known as well as it knows them."""
    return whoosh.__version__[:2] == _KNOWN
