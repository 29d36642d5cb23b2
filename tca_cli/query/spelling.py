"""Names beside the words that are asked for: other spellings, other alphabets."""

from tca_cli.query.tree import Alike, Or, Query, Word, replaced


def with_other_spellings(query: Query) -> Query:
    """Return *query*, each word of it joined by the spellings that are like it.

    >>> from tca_cli.query.parser import parse
    >>> str(with_other_spellings(parse("Lukashenko AND law")))
    '(Lukashenko OR ≈Lukashenko) AND law'
    """
    return replaced(query, _joined)


def _joined(part: Query) -> Query:
    if isinstance(part, Word) and (alike := Alike(part.written)).key:
        return Or((part, alike))
    return part
