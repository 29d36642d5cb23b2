"""The words in a chunk of a query, such as ``=May``, ``truck*`` or ``BelAS~``."""

import re

from tca_cli.query.leaves import Exact, Fuzzy, Leaf, Pattern, Word
from tca_cli.text.words import tokens

# Compiled when they are needed: most chunks are words.
_EXACT = r"=(?=[^\W_])(\S+)"
_FUZZY = r"([^\W\d_]{2,})~([12])?"
_WILD = r"(?=.*[^\W_])[^\W_]?[\w*?.,'’]*(?:[*?][\w*?.,'’]*)+"
_HYPHENS = r"[^\w*?.,'’]+"

# What stands around a word and is no part of it.
SIGNS = ".,;:!?…()[]{}\"'«»"


def leaves_of(chunk: str, *, quoted: bool) -> list[Leaf]:
    """Return the words of a *chunk*, which has no space, with the signs at them.

    In a quotation, ``~`` belongs to the whole of it and not to a word.

    >>> leaves_of("dump-truck*", quoted=False)
    [Word(written='dump'), Pattern(written='truck*')]
    >>> leaves_of("BelAS~", quoted=False), leaves_of("=May", quoted=True)
    ([Fuzzy(written='BelAS', edits=1)], [Exact(written='May')])
    """
    if chunk[:1] == "=" and (exact := re.fullmatch(_EXACT, chunk)):
        words = list(tokens(exact[1]))
        return [Exact(exact[1][word.start : word.end]) for word in words]
    if not quoted and "~" in chunk and (fuzzy := re.fullmatch(_FUZZY, chunk)):
        return [Fuzzy(fuzzy[1], int(fuzzy[2] or 1))]
    wild = chunk.strip(SIGNS.replace("?", ""))
    if not ("*" in wild or "?" in wild.rstrip("?")):
        wild = wild.rstrip("?")  # that of a question
    if "*" in wild or "?" in wild:
        if re.fullmatch(_WILD, wild):
            return [Pattern(wild)]
        parts = [part for part in re.split(_HYPHENS, wild) if part]
        if parts != [wild]:
            return [leaf for part in parts for leaf in leaves_of(part, quoted=quoted)]
    return [Word(chunk[word.start : word.end]) for word in tokens(chunk)]
