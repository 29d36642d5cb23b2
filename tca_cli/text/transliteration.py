"""Names that are spelt in another way or alphabet: Lukashenko, Лукашенко, Łukašenka.

A coarse key is what such spellings share. It says too little to be a word, and enough
to be looked for beside one.
"""

import re
from functools import lru_cache
from unicodedata import normalize

from tca_cli.text.folding import folded

# Latin letters for Cyrillic ones, near enough for a key.
_CYRILLIC = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ж": "j",
    "з": "z",
    "и": "i",
    "й": "i",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "h",
    "ц": "c",
    "ч": "c",
    "ш": "s",
    "щ": "s",
    "ъ": "",
    "ы": "i",
    "ь": "",
    "э": "e",
    "ю": "u",
    "я": "a",
    "і": "i",
    "ї": "i",
    "є": "e",
    "ў": "v",
    "ј": "i",
    "љ": "l",
    "њ": "n",
    "џ": "j",
}
_LATIN = str.maketrans(_CYRILLIC)
# Of one sound, the ways to write it; the longer ones first.
_SOUNDS = (
    ("dzh|zh|dj", "j"),
    ("shch|tsch|sch|sh|sz", "s"),
    ("tch|ch|cz|ts|tz|c(?=[eiy])", "c"),
    ("kh|gh|ph(?=[^aeiouy])|h", "h"),
    ("ph", "f"),
    ("ck|qu|q|c(?![eiy]|$)", "k"),
    ("x", "ks"),
    ("w|ff|f(?=$)", "v"),
    ("ij|iy|yi|yy|ii|y|j(?=[aeou])", "i"),
    ("i(?=[aeou])", ""),
    ("oo|ou", "u"),
    ("o", "a"),
)
_STEPS = tuple((re.compile(sound), written) for sound, written in _SOUNDS)
_DOUBLED = re.compile(r"(.)\1+")
_CONSONANTS = re.compile("[^aeiu]")
_SHORTEST_WORD, _SHORTEST_KEY, _FEWEST_CONSONANTS = 5, 5, 3


def kept_key(written: str) -> str | None:
    """Return the key under which a name in a text is kept, None where it is none.

    It says as well whether the name is in plain Latin letters: spellings that both are
    differ in more than the way to write a sound.
    """
    if not written[:1].isupper():
        return None
    # Capitals make no difference, so that one answer does for all ways to write them.
    key = coarse_key(written.lower() if written.isascii() else written)
    return key and f"{_kind(written)}{key}"


def asked_keys(written: str) -> tuple[str, ...]:
    """Return the keys of a name in a query, of other kinds of spelling than its own.

    >>> asked_keys("Lukashenko") == (kept_key("Лукашенко"),) == (kept_key("Łukašenka"),)
    True
    >>> kept_key("Lukashenko") in asked_keys("Лукашенко")
    True
    """
    key = coarse_key(written)
    if key is None:
        return ()
    kinds = (_OTHER,) if _kind(written) == _PLAIN else (_PLAIN, _OTHER)
    return tuple(f"{kind}{key}" for kind in kinds)


_PLAIN, _OTHER = "=", "~"


def _kind(written: str) -> str:
    return _PLAIN if written.replace("’", "'").isascii() else _OTHER


@lru_cache(maxsize=2**16)
def coarse_key(word: str) -> str | None:
    """Return what spellings of the name *word* share, None where that says too little.

    >>> coarse_key("Lukashenko") == coarse_key("Лукашенко") == coarse_key("Łukašenka")
    True
    >>> coarse_key("Astana") == coarse_key("Estonia"), coarse_key("Osh")
    (False, None)
    """
    letters = word
    if not word.isascii():
        # A caron over s, z and c is written as an h in English.
        letters = normalize("NFD", word).replace("\u030c", "h").casefold()
    letters = folded(normalize("NFC", letters)).replace("'", "")
    if len(letters) < _SHORTEST_WORD or not letters.isalpha():
        return None
    key = letters.translate(_LATIN)
    for sound, written in _STEPS:
        key = sound.sub(written, key)
    key = _DOUBLED.sub(r"\1", key)
    tells = len(key) >= _SHORTEST_KEY and (
        len(_CONSONANTS.findall(key)) >= _FEWEST_CONSONANTS
    )
    return key if tells and key.isascii() else None
