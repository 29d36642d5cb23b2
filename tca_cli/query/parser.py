"""From what a person types to a query tree."""

from collections.abc import Iterable

from tca_cli.errors import EmptyQueryError, UnreadableQueryError
from tca_cli.query.tree import Filter, Phrase, Query, Word, all_of
from tca_cli.text.stop_words import ACRONYMS, is_stop_word
from tca_cli.text.words import Token, tokens

_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))


def parse(text: str, *, filters: Iterable[Filter] = ()) -> Query:
    """Return the query that *text* spells, narrowed by *filters*.

    It spells words, and "phrases" in quotation marks; a chunk of several words, as
    ``dump-trucks``, is a phrase too. Common words are left out while others remain.

    >>> parse('the storm “dump trucks”')
    And(parts=(Word(term='storm'), Phrase(terms=('dump', 'truck'))))
    >>> parse("US may"), parse("May"), parse("the")
    (Word(term='US'), Word(term='may'), Word(term='the'))
    """
    asked = tuple(_asked(text.translate(_QUOTATION_MARKS), text))
    filters = tuple(filters)
    if not asked and not text.strip() and not filters:
        raise EmptyQueryError
    if not asked and text.strip():
        raise UnreadableQueryError(text, "there is no word in it to look for")
    return all_of((*asked, *filters))


def _asked(text: str, typed: str) -> Iterable[Query]:
    pieces = text.split('"')
    if len(pieces) % 2 == 0:
        before = text[: text.rindex('"')][-12:]
        place = f"after {before!r}" if before.strip() else "at its beginning"
        raise UnreadableQueryError(
            typed, f'a quotation mark (") {place} has no partner; add or remove one'
        )
    chunks = [
        (list(tokens(chunk)), chunk, is_quoted)
        for is_quoted, piece in _alternating(pieces)
        for chunk in ([piece] if is_quoted else piece.split())
    ]
    said = [(words, chunk, is_quoted) for words, chunk, is_quoted in chunks if words]
    telling = [
        (words, chunk, is_quoted)
        for words, chunk, is_quoted in said
        if is_quoted or len(words) > 1 or not _is_common(words[0], chunk)
    ]
    for words, chunk, _ in telling or said:
        if len(words) > 1:
            yield Phrase(tuple(word.term for word in words))
        else:
            yield Word(_term(words[0], chunk))


def _alternating(pieces: list[str]) -> Iterable[tuple[bool, str]]:
    return ((number % 2 == 1, piece) for number, piece in enumerate(pieces))


def _is_common(word: Token, chunk: str) -> bool:
    # A stop word is shorter than its stem can be: its terms are the word itself.
    return is_stop_word(word.term, written=chunk[word.start : word.end])


def _term(word: Token, chunk: str) -> str:
    """Return the term of capitals, which is narrower, where there is one."""
    narrower = word.terms[-1]
    return narrower if narrower.lower() in ACRONYMS else word.term
