"""Forms that a reader takes for one word: truck and trucks, мост and мосту."""

from functools import cache

from Stemmer import Stemmer


def stem(word: str) -> str:
    """Return the Snowball stem of a folded *word*, its language told by its script.

    >>> stem("trucks"), stem("evening"), stem("газеты"), stem("2015")
    ('truck', 'evening', 'газет', '2015')
    """
    if word[0].isascii():
        language = "english"
    elif "а" <= word[0] <= "я":
        language = "russian"
    else:
        return word
    stemmed: str = _stemmer(language).stemWord(word)
    return stemmed


@cache
def _stemmer(language: str) -> Stemmer:
    # What asks for stems remembers them itself.
    return Stemmer(language, 0)
