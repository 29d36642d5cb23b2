"""Spellings that a reader takes for one: capitals, accents, ё and е, Łódź and Lodz."""

from functools import lru_cache
from unicodedata import category, combining, normalize

# Letters that Unicode does not take apart into a plain letter and a mark. A letter
# that only looks like another with a mark (й, ў, ї) is not in here: it is its own.
_PLAIN = {
    # Latin
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "ĸ": "k",
    "ł": "l",
    "ŋ": "n",
    "ø": "o",
    "ŧ": "t",
    "ə": "a",
    "ƶ": "z",
    "ɓ": "b",
    # Russian, and the letters that Kazakh, Kyrgyz, Tajik and Uzbek add: as they are
    # typed where the keyboard is Russian
    "ё": "е",
    "ә": "а",
    "ғ": "г",
    "ґ": "г",
    "җ": "ж",
    "қ": "к",
    "ҡ": "к",
    "ң": "н",
    "ҥ": "н",
    "ө": "о",
    "ұ": "у",
    "ү": "у",
    "ӯ": "у",
    "һ": "х",
    "ҳ": "х",
    "ҷ": "ч",
    "ӣ": "и",
    # Every sign that is printed for an apostrophe within a word
    **dict.fromkeys("’‘ʼʻʹ´`ˈ′＇", "'"),
}
# Canonical combining classes: vowel points of Hebrew and Arabic, marks above and below.
_FIRST_POINT, _LAST_POINT, _FIRST_ACCENT = 10, 35, 202


_LONGEST = 256


def folded(word: str) -> str:
    """Return *word* in lower case, without accents and signs that only some type.

    >>> folded("Łódź"), folded("Ёлкой"), folded("Қазақстан"), folded("O’Neill")
    ('lodz', 'елкой', 'казакстан', "o'neill")
    """
    if word.isascii():
        return word.lower().replace("`", "'")
    if len(word) > _LONGEST:
        # Marks are put in order in time by the square of their number.
        pieces = (word[at : at + _LONGEST] for at in range(0, len(word), _LONGEST))
        return "".join(map(folded, pieces))
    # Composed first: an и and a breve apart are the letter й, which stays what it is.
    return "".join(map(_folded_letter, normalize("NFKC", word).casefold()))


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    points = combining(letter)
    if _FIRST_POINT <= points <= _LAST_POINT or points >= _FIRST_ACCENT:
        return ""
    if category(letter) == "Cf":  # soft hyphens and joiners are not part of a spelling
        return ""
    base = normalize("NFD", letter)[0]
    return base if _drops_its_marks(base) else letter


def _drops_its_marks(base: str) -> bool:
    return base.isascii() or "α" <= base <= "ω"
