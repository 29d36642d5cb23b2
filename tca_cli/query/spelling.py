"""Names beside the words that are asked for: other spellings, other alphabets."""

from tca_cli.query.tree import Alike, And, Most, Not, Or, Query, Word


def with_other_spellings(query: Query) -> Query:
    """Return *query*, each word of it joined by the spellings that are like it.

    What is to be left out is meant as it is written.

    >>> from tca_cli.query.parser import parse
    >>> str(with_other_spellings(parse("Lukashenko AND law")))
    '(Lukashenko OR ≈Lukashenko) AND law'
    """
    match query:
        case Not():
            return query
        case And(parts) | Or(parts) | Most(parts):
            return type(query)(tuple(map(with_other_spellings, parts)))
        case _:
            return _joined(query)


def _joined(part: Query) -> Query:
    if isinstance(part, Word) and (alike := Alike(part.written)).keys:
        return Or((part, alike))
    return part
