"""In what form the index is kept: of another one it must be made anew."""

import whoosh

from tca_cli.text.words import WORD_RULES

# Counts up whenever the fields or what is in them change.
_FIELD_RULES = 5
_VERSION = ".".join(map(str, whoosh.__version__))

FORM = f"whoosh {_VERSION}, fields {_FIELD_RULES}, words {WORD_RULES}"
# The versions of Whoosh whose files are read and written without it.
IS_KNOWN = whoosh.__version__[:2] == (3, 54)
