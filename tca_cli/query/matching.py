"""Whether an article matches a query, and where, by reading it: the rule for engines.

One set of functions with four uses: marks and snippets, the reference that engines are
tested against, the check of what an index cannot know, and the engine that only reads.
"""

from collections.abc import Iterator, Sequence

from tca_cli.article import ArticleContent
from tca_cli.query.tree import (
    And,
    Everything,
    Named,
    NameField,
    Or,
    Phrase,
    Published,
    Query,
    Word,
)
from tca_cli.text.names import is_named, name_key
from tca_cli.text.words import Token, tokens


def matches(query: Query, article: ArticleContent) -> bool:
    """Tell whether *article* matches *query*.

    >>> matches(Word("truck"), ArticleContent(headline="Two trucks", body="Sold."))
    True
    """
    passages = [list(tokens(passage)) for passage in (article.headline, article.body)]
    return _matches(query, article, passages)


def occurrences(query: Query, text: str) -> list[Token]:
    """Return the words of *text* that any word or phrase of *query* matches, in order.

    >>> [token.start for token in occurrences(Word("truck"), "Two trucks, a truck")]
    [4, 14]
    """
    words = list(tokens(text))
    matched = {at for leaf in leaves(query) for at in _positions(leaf, words)}
    return [words[position] for position in sorted(matched)]


def leaves(query: Query) -> Iterator[Word | Phrase]:
    """Yield every word and phrase that *query* looks for."""
    match query:
        case Word() | Phrase():
            yield query
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)


def names(article: ArticleContent, field: NameField) -> tuple[str, ...]:
    """Return what *article* holds in *field*: none, one or several names."""
    match field:
        case "author":
            return article.authors
        case "place":
            return (article.place,) if article.place else ()
        case "agency":
            return (article.agency,) if article.agency else ()


def _matches(
    query: Query, article: ArticleContent, passages: Sequence[Sequence[Token]]
) -> bool:
    match query:
        case Word() | Phrase():
            return any(_positions(query, words) for words in passages)
        case Everything():
            return True
        case And(parts):
            return all(_matches(part, article, passages) for part in parts)
        case Or(parts):
            return any(_matches(part, article, passages) for part in parts)
        case Named(field, name):
            keys = map(name_key, names(article, field))
            return any(is_named(name, key) for key in keys)
        case Published(since, until):
            day = article.published
            return day is not None and (
                (since is None or since <= day) and (until is None or day <= until)
            )


def _positions(leaf: Word | Phrase, words: Sequence[Token]) -> set[int]:
    match leaf:
        case Word(term):
            return {at for at, word in enumerate(words) if term in word.terms}
        case Phrase(terms):
            size = len(terms)
            starts = (
                start
                for start in range(len(words) - size + 1)
                if all(
                    term in word.terms
                    for term, word in zip(
                        terms, words[start : start + size], strict=True
                    )
                )
            )
            return {at for start in starts for at in range(start, start + size)}
