"""From our query tree to Whoosh's, and what only the text can answer of it."""

from array import array
from collections import Counter
from collections.abc import Iterable
from typing import Any

from whoosh import query as whoosh_query
from whoosh.matching import ListMatcher

from tca_cli.frozen import Frozen
from tca_cli.index.whoosh_engine.finding.lexicon import Lexicon
from tca_cli.index.whoosh_engine.terms import (
    ALIKE,
    ALIKE_BOOST,
    ARTICLE_ID,
    FORMS,
    HEADLINE,
    HEADLINE_BOOST,
    PUBLISHED,
    TEXT,
)
from tca_cli.query.tree import (
    Alike,
    Among,
    And,
    AtLeast,
    Everything,
    Exact,
    FromSource,
    Fuzzy,
    Identified,
    In,
    Most,
    Named,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Published,
    Query,
    Word,
)
from tca_cli.text.names import is_named
from tca_cli.text.words import tokens


class Translation(Frozen):
    """What finds in Whoosh what a query matches.

    Unless ``is_exact`` it finds more: the text must be read to tell.
    """

    query: Any
    is_exact: bool = True


class Without(whoosh_query.Not):
    """What does not match. Whoosh's own ``Not`` may find what was deleted."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return a matcher for all articles that are there and do not match."""
        del context
        left_out = set(self.query.docs(searcher))
        there = searcher.reader().all_doc_ids()
        left = array("I", (number for number in there if number not in left_out))
        return ListMatcher(left, all_weights=1.0)


def translated(query: Query, lexicon: Lexicon, *, boost: float = 1.0) -> Translation:
    """Return the translation of *query*; *lexicon* knows what words there are."""
    match query:
        case Word():
            return Translation(_term(query.term, boost))
        case Exact(written):
            form = next(tokens(written)).form
            return Translation(_any_form([form], boost), is_exact=False)
        case Pattern():
            return Translation(_any_form(lexicon.fitting(query), boost))
        case Fuzzy():
            alike = [form for form, _ in lexicon.alike(query)]
            return Translation(_any_form(alike, boost))
        case Alike():
            return Translation(_any(ALIKE, query.keys, boost * ALIKE_BOOST))
        case Phrase(words):
            return _phrase(words, TEXT, lexicon, boost)
        case Near(left, right):
            both = (translated(side, lexicon, boost=boost) for side in (left, right))
            return Translation(
                whoosh_query.And([side.query for side in both]), is_exact=False
            )
        case AtLeast(_, part):
            inner = translated(part, lexicon, boost=boost)
            return Translation(inner.query, is_exact=False)
        case In(passage, part):
            return _within(passage, part, lexicon, boost)
        case And(parts) | Most(parts) | Or(parts):
            return _of_parts(query, parts, lexicon, boost)
        case Not(part):
            inner = translated(part, lexicon)
            # Of what finds too much, the rest would be too little.
            if inner.is_exact:
                return Translation(Without(inner.query))
            return Translation(whoosh_query.Every(), is_exact=False)
        case _:
            return Translation(_filter(query, lexicon))


def _filter(query: Query, lexicon: Lexicon) -> Any:
    match query:
        case Named(field, name):
            known = lexicon.names(field)
            return _any(field, (key for key in known if is_named(name, key)))
        case Published(since, until):
            # Day numbers begin with 1; an article without a date has none.
            return whoosh_query.NumericRange(
                PUBLISHED,
                since.toordinal() if since else 1,
                until.toordinal() if until else None,
            )
        case Identified(prefix):
            return whoosh_query.Prefix(ARTICLE_ID, prefix)
        case Among(ids=ids):
            return _any(ARTICLE_ID, ids)
        case FromSource():
            return _any(ARTICLE_ID, ())  # the record alone knows; it is asked before
        case Everything():
            return whoosh_query.Every()
        case _:
            raise NotImplementedError(query)


def _of_parts(
    query: Query, parts: tuple[Query, ...], lexicon: Lexicon, boost: float
) -> Translation:
    join = whoosh_query.Or if isinstance(query, Or) else whoosh_query.And
    # A part that stands twice counts twice.
    inner = [
        translated(part, lexicon, boost=boost * times)
        for part, times in Counter(parts).items()
    ]
    queries = [part.query for part in inner]
    if join is whoosh_query.And and all(
        isinstance(p, whoosh_query.Not) for p in queries
    ):
        # Whoosh takes away only from something.
        queries.append(whoosh_query.Every())
    return Translation(join(queries), all(part.is_exact for part in inner))


def _within(passage: str, part: Query, lexicon: Lexicon, boost: float) -> Translation:
    if passage == "headline" and isinstance(part, Word):
        return Translation(whoosh_query.Term(HEADLINE, part.term, boost=boost))
    if passage == "headline" and isinstance(part, Phrase):
        return _phrase(part.words, HEADLINE, lexicon, boost)
    return Translation(translated(part, lexicon, boost=boost).query, is_exact=False)


def _phrase(
    words: Iterable[Query], field: str, lexicon: Lexicon, boost: float
) -> Translation:
    words = tuple(words)
    if all(isinstance(word, Word) for word in words):
        terms = [word.term for word in words if isinstance(word, Word)]
        return Translation(whoosh_query.Phrase(field, terms, boost=boost))
    inner = [translated(word, lexicon, boost=boost).query for word in words]
    return Translation(whoosh_query.And(inner), is_exact=False)


def _term(term: str, boost: float) -> Any:
    return whoosh_query.Or(
        [
            whoosh_query.Term(TEXT, term, boost=boost),
            whoosh_query.Term(HEADLINE, term, boost=boost * HEADLINE_BOOST),
        ]
    )


def _any_form(forms: Iterable[str], boost: float) -> Any:
    return _any(FORMS, forms, boost)


def _any(field: str, terms: Iterable[str], boost: float = 1.0) -> Any:
    # Where there is none, the empty one: no article has it, and Whoosh would leave out
    # what matches nothing.
    found = list(terms) or [""]
    return whoosh_query.Or(
        [whoosh_query.Term(field, term, boost=boost) for term in found]
    )
