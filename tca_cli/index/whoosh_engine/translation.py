"""From our query tree to Whoosh's."""

from collections import Counter
from typing import Any

from whoosh import query as whoosh_query

from tca_cli.index.whoosh_engine.fields import HEADLINE, PUBLISHED, TEXT
from tca_cli.query.tree import (
    And,
    Everything,
    Named,
    Or,
    Phrase,
    Published,
    Query,
    Word,
)
from tca_cli.text.names import is_named

# What a word in the headline adds, where it is counted in the text already.
_HEADLINE_BOOST = 0.25


def translated(query: Query, reader: Any, *, boost: float = 1.0) -> Any:
    """Return what finds in Whoosh what *query* matches; *reader* knows the names."""
    match query:
        case Word(term):
            return whoosh_query.Or(
                [
                    whoosh_query.Term(TEXT, term, boost=boost),
                    whoosh_query.Term(HEADLINE, term, boost=boost * _HEADLINE_BOOST),
                ]
            )
        case Phrase(terms):
            return whoosh_query.Phrase(TEXT, list(terms), boost=boost)
        case Everything():
            return whoosh_query.Every()
        case And(parts) | Or(parts):
            join = whoosh_query.And if isinstance(query, And) else whoosh_query.Or
            # A part that stands twice counts twice.
            return join(
                [
                    translated(part, reader, boost=boost * times)
                    for part, times in Counter(parts).items()
                ]
            )
        case Named(field, name):
            known = (key.decode() for key in reader.lexicon(field))
            # Where there is none, that without words: no article has it, and Whoosh
            # would leave out what matches nothing.
            keys = [key for key in known if is_named(name, key)] or [""]
            return whoosh_query.Or([whoosh_query.Term(field, key) for key in keys])
        case Published(since, until):
            # Day numbers begin with 1; an article without a date has none.
            return whoosh_query.NumericRange(
                PUBLISHED,
                since.toordinal() if since else 1,
                until.toordinal() if until else None,
            )
