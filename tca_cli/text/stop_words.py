"""Words that say little, and those among them that can also be a name.

They are indexed like all others, since a phrase needs them; it is a query that leaves
them out where there is something better to look for.
"""

from collections.abc import Iterable

# Written in capitals, these are the United States, the sector, the organisation, the
# group; such a word has a term of its own beside the common one.
ACRONYMS = frozenset({"is", "it", "us", "who"})

# Written with a capital, these are a month and a person.
NAMES = frozenset({"may", "will"})

_ENGLISH = """
    a about above across after again against ago all almost along already also although
    always am among an and another any anyone anything are around as at away
    be became because become been before being below between both but by
    came can cannot cant could couldnt
    did didnt do does doesnt doing dont done down during
    each either else ever every everyone everything
    few for from further
    get gets getting given gives go goes going gone got
    had hadnt has hasnt have havent having he her here hers herself him himself his how
    however
    i if in into is isnt it its itself
    just
    least less let like
    made make many may me might mine more most much must my myself
    near neither never no nobody nor not nothing now
    of off often on once one only onto or other others otherwise our ours ourselves out
    over own
    per perhaps put
    quite
    rather really
    said same say says see seem seemed seems seen several shall she should shouldnt
    since so some someone something such
    take taken than that the their theirs them themselves then there therefore these they
    this those though through throughout thus to together too toward towards
    under until up upon us use used using
    very via
    want was wasnt way we well went were werent what whatever when where whether which
    while who whole whom whose why will with within without wont would wouldnt
    yet you your yours yourself yourselves
"""

_RUSSIAN = """
    а без более бы был была были было быть
    в вам вами вас весь во вот все всего всей всем всех вся вы
    где да даже для до другой
    его ее ей ему если есть еще
    же за здесь
    и из или им ими их
    к как какая какой когда кого кому которая которого которой которые который которых кто
    куда
    ли лишь между меня мне много может можно мы
    на над надо нас нам нами наш не него нее ней нем нет ни них но ну
    о об один одна однако одно он она они оно от очень
    перед по под после потом потому почти при про
    раз
    с сам свое свои своей своих свой себе себя со
    так также такая такие такой там тебя тем теперь то тогда того тоже той только том тот
    три ту тут ты
    у уже
    хоть хотя
    чего чей чем через что чтобы чуть
    эта эти этих это этого этой этом этот эту
    я
"""

STOP_WORDS = frozenset(_ENGLISH.split()) | frozenset(_RUSSIAN.split())


def is_stop_word(folded: str, *, written: str) -> bool:
    """Tell whether a word, folded and as it was *written*, says too little to look for.

    >>> is_stop_word("us", written="us"), is_stop_word("us", written="US")
    (True, False)
    """
    if folded not in STOP_WORDS:
        return False
    if folded in ACRONYMS and _is_in_capitals(written):
        return False
    return not (folded in NAMES and written[:1].isupper())


def _is_in_capitals(letters: Iterable[str]) -> bool:
    return all(letter.isupper() for letter in letters if letter.isalpha())
