"""How the names of places are written, which datelines print in capitals."""

import re
from functools import lru_cache

# Places recur: so many of the last are remembered.
_REMEMBERED = 1024


@lru_cache(maxsize=_REMEMBERED)
def in_title_case(place: str) -> str:
    """Return the name of a *place* as it is written in a text.

    >>> in_title_case("RIO DE JANEIRO"), in_title_case("MCLEAN")
    ('Rio de Janeiro', 'McLean')
    >>> in_title_case("COEUR D'ALENE"), in_title_case("N'DJAMENA")
    ("Coeur d'Alene", "N'Djamena")
    """
    first = _WORD.search(place)
    begin = first.start() if first else 0

    def cased(word: re.Match[str]) -> str:
        if word.start() != begin and word[0].casefold() in _SMALL_WORDS:
            return word[0].lower()
        if word.start() != begin and word[0].startswith(_ARTICLES):
            return word[0][:2].lower() + _capitalised(word[0][2:])
        return _capitalised(word[0])

    return _WORD.sub(cased, place)


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_APOSTROPHES = ("'", "’")
_SMALL_WORDS = frozenset(
    [
        *("am", "an", "au", "aux", "de", "del", "der", "di", "do", "du", "en", "la"),
        *("es", "le", "les", "of", "on", "sur", "в", "на"),
    ]
)
# Coeur d'Alene, Val d'Isère
_ARTICLES = ("D'", "D’", "L'", "L’")
_SCOTTISH = re.compile(r"(?:MC|Mc)([A-Z]{3,})")


def _capitalised(word: str) -> str:
    if scottish := _SCOTTISH.fullmatch(word):
        return f"Mc{scottish[1].capitalize()}"
    if not (word.isupper() or word.islower()):
        return word
    # O'Fallon and N'Djamena, but Xi'an and St. John's.
    beginning = word[:2] if word[1:2] in _APOSTROPHES else ""
    return beginning.upper() + word.removeprefix(beginning).capitalize()
