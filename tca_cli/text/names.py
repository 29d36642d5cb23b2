"""Names of persons, places and agencies, and when two spellings are one name."""

import re
from functools import lru_cache

from tca_cli.text.folding import folded

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@lru_cache(maxsize=2**14)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of *name*, folded, in the order in which it is spoken.

    >>> name_words("Kwan, Sergey"), name_words("J.R. D’Afflisio")
    (('sergey', 'kwan'), ('j', 'r', 'dafflisio'))
    """
    family, comma, given = name.partition(",")
    if comma and given.strip() and "," not in given:
        name = f"{given} {family}"
    return tuple(word.replace("'", "") for word in _WORD.findall(folded(name)))


def name_key(name: str) -> str:
    """Return what all spellings of *name* share.

    >>> name_key("KWAN, Sergey") == name_key("Sergey Kwan")
    True
    """
    return " ".join(name_words(name))


def is_named(asked: str, key: str) -> bool:
    """Tell whether the name with this *key* has every word of the name *asked* for.

    >>> is_named("kwan", name_key("Sergey Kwan"))
    True
    >>> is_named("Sergei Kwan", name_key("Sergey Kwan"))
    False
    """
    words = name_words(asked)
    return bool(words) and set(words) <= set(key.split())
