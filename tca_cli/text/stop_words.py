"""Words that say little, and those among them that can also be a name.

They are indexed like all others, since a phrase needs them; it is a query that leaves
them out where there is something better to look for.
"""

from tca_cli.text.folding import folded

# Written in capitals, these are the United States, the sector, the organisation, the
# group; such a word has a term of its own beside the common one.
ACRONYMS = frozenset({"is", "it", "us", "who"})

# Written with a capital, these are a month and a person.
NAMES = frozenset({"may", "will"})

# Few and plain: a longer list (across, many, without) ranked worse where it was judged.
_ENGLISH = """
    a about above after again against all am an and any are as at
    be because been before being below between both but by
    can cannot cant could couldnt
    did didnt do does doesnt doing dont down during
    each
    few for from further
    had hadnt has hasnt have havent having he her here hers herself him himself his how
    i if in into is isnt it its itself
    just
    may me more most my myself
    no nor not now
    of off on once only or other our ours ourselves out over own
    same she should shouldnt so some such
    than that the their theirs them themselves then there these they this those through
    to too
    under until up us
    very
    was wasnt we were werent what when where which while who whom why will with wont
    would wouldnt
    you your yours yourself yourselves
"""

_RUSSIAN = """
    а без более бы был была были было быть
    в вам вами вас весь во вот все всего всей всем всех вся вы
    где да даже для до другой
    его ее ей ему если есть еще
    же за здесь
    и из или им ими их
    к как какая какой когда кого кому которая которого которой которые который которых
    кто куда
    ли лишь между меня мне много может можно мы
    на над надо нас нам нами наш не него нее ней нем нет ни них но ну
    о об один одна однако одно он она они оно от очень
    перед по под после потом потому почти при про
    раз
    с сам свое свои своей своих свой себе себя со
    так также такая такие такой там тебя тем теперь то тогда того тоже той только том
    тот три ту тут ты
    у уже
    хоть хотя
    чего чей чем через что чтобы чуть
    эта эти этих это этого этой этом этот эту
    я
"""

STOP_WORDS = frozenset(_ENGLISH.split()) | frozenset(_RUSSIAN.split())


def is_stop_word(written: str) -> bool:
    """Tell whether a word, as it was *written*, says too little to be looked for.

    >>> is_stop_word("us"), is_stop_word("US"), is_stop_word("May"), is_stop_word("The")
    (True, False, False, True)
    """
    word = folded(written).replace("'", "").replace(".", "")
    if word not in STOP_WORDS:
        return False
    is_in_capitals = written.isupper() or "." in written
    if word in ACRONYMS and is_in_capitals:
        return False
    return not (word in NAMES and written[:1].isupper())
