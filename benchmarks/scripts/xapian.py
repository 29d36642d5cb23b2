"""Xapian, which is in C++, as notmuch fills it with mails."""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import xapian

from benchmarks.scripts.files import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADLINE, _ID = "XSUBJECT", "Q"
# No phrase reaches from the headline into the body.
_GAP = 100


def fill(directory: Path, rows: Iterable[tuple[str, str, str]]) -> None:
    """Add *rows* to a database in *directory*: name, headline and body.

    The headline is found by itself too; any of the same name is replaced.
    """
    database = xapian.WritableDatabase(str(directory), xapian.DB_CREATE_OR_OPEN)
    words = xapian.TermGenerator()
    words.set_stemmer(xapian.Stem("english"))
    for name, headline, body in rows:
        document = xapian.Document()
        document.set_data(name)
        words.set_document(document)
        words.set_termpos(0)
        words.index_text(headline, 1, _HEADLINE)
        for text in (headline, body):
            words.increase_termpos(_GAP)
            words.index_text(text)
        # A path may be longer than a term can be.
        identity = _ID + sha256(os.fsencode(name)).hexdigest()
        document.add_boolean_term(identity)
        database.replace_document(identity, document)
    database.commit()
    database.close()


if __name__ == "__main__":
    index, path = map(Path, sys.argv[1:])
    fill(index, texts(path))
