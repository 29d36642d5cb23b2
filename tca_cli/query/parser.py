"""From what a person types to a query tree."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tca_cli.errors import EmptyQueryError, UnreadableQueryError
from tca_cli.query.tree import Filter, Phrase, Query, Word, all_of
from tca_cli.text.stop_words import ACRONYMS, is_stop_word
from tca_cli.text.words import Token, tokens

# More than anyone means, and more than an engine takes at once.
_MOST_WORDS, _MOST_IN_A_PHRASE = 1000, 100
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″\uff02", '"'))


def parse(text: str, *, filters: Iterable[Filter] = ()) -> Query:
    """Return the query that *text* spells, narrowed by *filters*.

    It spells words, and "phrases" in quotation marks; a chunk of several words, as
    ``dump-trucks``, is a phrase too. Common words are left out while others remain.

    >>> parse('the storm “dump trucks”')
    And(parts=(Word(term='storm'), Phrase(terms=('dump', 'truck'))))
    >>> parse("US may"), parse("May"), parse("the")
    (Word(term='US'), Word(term='may'), Word(term='the'))
    """
    asked = _asked(text)
    filters = tuple(filters)
    if not asked and not text.strip() and not filters:
        raise EmptyQueryError
    if not asked and text.strip():
        raise UnreadableQueryError(text, "there is no word in it to look for")
    return all_of((*asked, *filters))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A chunk of what was typed, or what stood in quotation marks, and its words."""

    written: str
    is_quoted: bool
    words: tuple[Token, ...]

    @property
    def is_common(self) -> bool:
        """Whether it says too little to be looked for beside something better."""
        if self.is_quoted or len(self.words) > 1:
            return False
        word = self.words[0]
        return is_stop_word(self.written[word.start : word.end])

    @property
    def query(self) -> Query:
        """What it asks for."""
        if len(self.words) > 1:
            return Phrase(tuple(word.term for word in self.words))
        # Capitals have a term of their own, which is narrower.
        narrowest = self.words[0].terms[-1]
        is_acronym = narrowest.lower() in ACRONYMS
        return Word(narrowest if is_acronym else self.words[0].term)


def _asked(text: str) -> list[Query]:
    said = [piece for piece in _pieces(text) if piece.words]
    _check_size(text, said)
    telling = [piece for piece in said if not piece.is_common]
    return [piece.query for piece in telling or said]


def _check_size(text: str, said: list[_Piece]) -> None:
    for size, most, what in (
        (sum(len(piece.words) for piece in said), _MOST_WORDS, "it has"),
        (
            max([len(p.words) for p in said], default=0),
            _MOST_IN_A_PHRASE,
            "a phrase has",
        ),
    ):
        if size > most:
            raise UnreadableQueryError(
                f"{text[:40]}…", f"{what} more than {most} words; type fewer"
            )


def _pieces(text: str) -> Iterator[_Piece]:
    between_marks = text.translate(_QUOTATION_MARKS).split('"')
    if len(between_marks) % 2 == 0:
        before = text[: len(text) - len(between_marks[-1]) - 1].strip()
        place = f"after {before[-20:]!r}" if before else "at the beginning"
        raise UnreadableQueryError(
            text, f'the quotation mark (") {place} has no partner; add or remove one'
        )
    for number, piece in enumerate(between_marks):
        is_quoted = number % 2 == 1
        for written in [piece] if is_quoted else piece.split():
            yield _Piece(written, is_quoted, tuple(tokens(written)))
