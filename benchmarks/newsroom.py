"""Invents articles: words by Zipf's law, in sentences as long as those of news."""

from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import log
from random import Random
from typing import Self

SEED = 1987

_STEMS = 20_000
_ENDINGS = ("s", "ed", "ing")
_SHARE_INFLECTED = 0.4
# Of Zipf's law; that of news in English is about so.
_STEEPNESS = 1.1
# The most frequent words are the shortest ones.
_WORDS_OF_ONE_SYLLABLE = 150
_SHARE_OF_THREE = 0.35
_CONSONANTS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z")
_CLUSTERS = ("br", "ch", "dr", "gl", "kr", "pl", "sh", "st", "tr")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")

_MEDIAN_WORDS, _FEWEST_WORDS, _MOST_WORDS = 140, 20, 900
# Of the logarithm of a length.
_DEVIATION = 0.75
_PLACES, _AGENCIES, _AUTHORS = 40, 6, 80
_SHARE_WITH_BYLINE, _SHARE_WITH_DATELINE = 0.6, 0.8
_FIRST_DAY, _LAST_DAY = date(2008, 1, 1).toordinal(), date(2017, 12, 31).toordinal()
_WORDS_OF_A_HEADLINE, _WORDS_OF_A_SENTENCE = (5, 10), (8, 25)
_WORDS_ABOUT_SOMEBODY = (4, 8)
_SENTENCES_OF_A_PARAGRAPH = 3


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Who writes, about what, from where."""

    random: Random
    words: Sequence[str]
    weights: Sequence[float]
    places: Sequence[str]
    agencies: Sequence[str]
    authors: Sequence[str]

    @classmethod
    def founded(cls, seed: int = SEED) -> Self:
        """Return a newsroom with a vocabulary of its own, always the same for *seed*.

        So are its articles, one after the other.
        """
        random = Random(seed)  # noqa: S311 # the same articles every time are the point
        words = _vocabulary(random)
        ranks = range(1, len(words) + 1)
        return cls(
            random=random,
            words=words,
            weights=list(accumulate((rank + 2) ** -_STEEPNESS for rank in ranks)),
            places=[_name(random).upper() for _ in range(_PLACES)],
            agencies=[_name(random)[:3].upper() for _ in range(_AGENCIES)],
            authors=[f"{_name(random)} {_name(random)}" for _ in range(_AUTHORS)],
        )

    def article(self) -> str:
        """Return the next article, as a reader of a news site saves it."""
        length = self.random.lognormvariate(log(_MEDIAN_WORDS), _DEVIATION)
        words = min(max(round(length), _FEWEST_WORDS), _MOST_WORDS)
        parts = [self._sentence(self.random.randint(*_WORDS_OF_A_HEADLINE)).rstrip(".")]
        if self.random.random() < _SHARE_WITH_BYLINE:
            parts.append(f"By {self.random.choice(self.authors)}")
        paragraphs = list(self._paragraphs(words))
        if self.random.random() < _SHARE_WITH_DATELINE:
            place, agency = map(self.random.choice, (self.places, self.agencies))
            paragraphs[0] = f"{place}, {self._day()} ({agency}) — {paragraphs[0]}"
        paragraphs[-1] += f" {self._sentence_about_somebody()}"
        return "\n\n".join((*parts, *paragraphs)) + "\n"

    def _paragraphs(self, words: int) -> Iterator[str]:
        while words > 0:
            paragraph: list[str] = []
            while words > 0 and len(paragraph) < _SENTENCES_OF_A_PARAGRAPH:
                length = min(self.random.randint(*_WORDS_OF_A_SENTENCE), words)
                paragraph.append(self._sentence(length))
                words -= length
            yield " ".join(paragraph)

    def _sentence_about_somebody(self) -> str:
        """Return a sentence with a name of its own: there are always new ones."""
        rest = self._sentence(self.random.randint(*_WORDS_ABOUT_SOMEBODY))
        return f"{_name(self.random, syllables=4)} {rest[0].lower()}{rest[1:]}"

    def _day(self) -> str:
        day = date.fromordinal(self.random.randint(_FIRST_DAY, _LAST_DAY))
        return f"{month_name[day.month]} {day.day}, {day.year}"

    def _sentence(self, length: int) -> str:
        words = self.random.choices(self.words, cum_weights=self.weights, k=length)
        words[length // 2] += ","
        return f"{' '.join(words).capitalize()}."


def _vocabulary(random: Random) -> list[str]:
    """Return the words, the most frequent first, which are short as in a language."""
    stems: dict[str, None] = {}
    while len(stems) < _STEMS:
        if len(stems) < _WORDS_OF_ONE_SYLLABLE:
            syllables = 1
        else:
            syllables = 3 if random.random() < _SHARE_OF_THREE else 2
        stems[_word(random, syllables=syllables)] = None
    words: dict[str, None] = {}
    for stem in stems:
        words[stem] = None
        if random.random() < _SHARE_INFLECTED:
            words[stem + random.choice(_ENDINGS)] = None
    return list(words)


def _name(random: Random, *, syllables: int = 3) -> str:
    return _word(random, syllables=syllables).capitalize()


def _word(random: Random, *, syllables: int) -> str:
    onsets = _CONSONANTS * 2 + _CLUSTERS
    spelt = (random.choice(onsets) + random.choice(_VOWELS) for _ in range(syllables))
    return "".join(spelt) + random.choice(("", "n", "r", "l"))
