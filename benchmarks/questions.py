"""What the archive is asked: words, phrases and places that its articles hold."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Self

from tca_cli.article import Article
from tca_cli.text.stop_words import is_stop_word

# As many as a page of results shows.
_PAGE = 10
_OF_A_KIND = 25
_ATTEMPTS = 100 * _OF_A_KIND
_SEED = 7

# Shares of all articles, and a number of them.
_COMMON_FROM, _COMMON_TO = 0.05, 0.2
_RARE_FROM, _RARE_TO = 2, 5

_WORD = re.compile(r"\b[a-z]{3,}\b")
_TWO_WORDS = re.compile(r"\b([a-z]{3,}) ([a-z]{3,})\b")


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks for, in a form from which each program's own is made."""

    words: tuple[str, ...]
    is_phrase: bool = False
    place: str | None = None

    @property
    def typed(self) -> str:
        """Its words as they are typed after ``tca search``."""
        words = " ".join(self.words)
        return f'"{words}"' if self.is_phrase else words


def questions(articles: Sequence[Article]) -> dict[str, list[Question]]:
    """Return some questions of each kind, the same ones for the same *articles*.

    There must be an article. A kind is empty where they are too few for it or too much
    alike.
    """
    words = _Words.of(articles)
    random = Random(_SEED)  # noqa: S311 # the same ones every time are the point
    kinds: dict[str, Callable[[], Question | None]] = {
        "one common word": lambda: _one_word(words.common, random),
        "one rare word": lambda: _one_word(words.rare, random),
        "two words, often together": lambda: _two_words(words, random),
        "two words, seldom together": lambda: _two_seldom(words, articles, random),
        "a phrase": lambda: _phrase(articles, random),
        "a word and a place": lambda: _with_place(words, articles, random),
    }
    return {kind: _several(one) for kind, one in kinds.items()}


@dataclass(frozen=True, slots=True)
class _Words:
    """Which articles hold each word, and which words many or few of them hold."""

    holders: Mapping[str, frozenset[int]]
    common: Sequence[str]
    rare: Sequence[str]

    @classmethod
    def of(cls, articles: Sequence[Article]) -> Self:
        """Return the words of *articles*."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for number, article in enumerate(articles):
            for word in set(_WORD.findall(article.body.lower())):
                found[word].add(number)
        holders = {
            word: frozenset(numbers)
            for word, numbers in sorted(found.items())
            if not is_stop_word(word)
        }
        least, most = (share * len(articles) for share in (_COMMON_FROM, _COMMON_TO))
        return cls(
            holders,
            common=[w for w, held in holders.items() if least <= len(held) <= most],
            rare=[w for w, h in holders.items() if _RARE_FROM <= len(h) <= _RARE_TO],
        )


def _several(one: Callable[[], Question | None]) -> list[Question]:
    """Return different questions that *one* gives, which may give none at times."""
    found: dict[Question, None] = {}
    for _ in range(_ATTEMPTS):
        if question := one():
            found[question] = None
        if len(found) == _OF_A_KIND:
            break
    return list(found)


def _one_word(words: Sequence[str], random: Random) -> Question | None:
    return Question((random.choice(words),)) if words else None


def _two_words(words: _Words, random: Random) -> Question | None:
    if len(words.common) <= 1:
        return None
    first, second = random.sample(words.common, 2)
    both = words.holders[first] & words.holders[second]
    return Question((first, second)) if len(both) >= _PAGE else None


def _two_seldom(
    words: _Words, articles: Sequence[Article], random: Random
) -> Question | None:
    if not words.rare:
        return None
    rare = random.choice(words.rare)
    number = random.choice(sorted(words.holders[rare]))
    common = _common_words(words, articles[number])
    return Question((random.choice(common), rare)) if common else None


def _phrase(articles: Sequence[Article], random: Random) -> Question | None:
    article = random.choice(articles)
    pairs = [
        pair
        for pair in _TWO_WORDS.findall(article.body)
        if not any(map(is_stop_word, pair))
    ]
    return Question(random.choice(pairs), is_phrase=True) if pairs else None


def _with_place(
    words: _Words, articles: Sequence[Article], random: Random
) -> Question | None:
    article = random.choice(articles)
    common = _common_words(words, article)
    if not common or not article.place:
        return None
    return Question((random.choice(common),), place=article.place)


def _common_words(words: _Words, article: Article) -> list[str]:
    common = set(words.common)
    return sorted(common.intersection(_WORD.findall(article.body.lower())))
