"""The articles to measure with: invented ones, or copies of real ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from pathlib import Path
from random import Random
from shutil import copyfile
from typing import Self

SUFFIX = ".txt"

_SEED = 1987
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
_SENTENCES_OF_A_PARAGRAPH = 3
_FILES_OF_A_FOLDER = 1000


def write_articles(folder: Path, *, number: int) -> None:
    """Write *number* invented articles below *folder*, the same ones every time.

    Their words follow Zipf's law, their lengths are spread as those of news are.
    """
    newsroom = _Newsroom.founded(_random(_SEED))
    for at in range(number):
        parent = folder / f"{at // _FILES_OF_A_FOLDER:03}"
        parent.mkdir(parents=True, exist_ok=True)
        path = parent / f"article-{at:06}{SUFFIX}"
        path.write_text(newsroom.article(), encoding="utf-8")


def copy_articles(source: Path, folder: Path) -> None:
    """Copy the plain-text files below *source* to the same places below *folder*.

    Copies, because one of the peers writes its index among the files.
    """
    for path in article_files(source):
        copy = folder / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copyfile(path, copy)


def article_files(folder: Path) -> list[Path]:
    """Return the plain-text files below *folder*, less hidden ones."""
    return sorted(
        path
        for path in folder.rglob(f"*{SUFFIX}")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


@dataclass(frozen=True, slots=True)
class _Newsroom:
    """Who writes, about what, from where."""

    random: Random
    words: Sequence[str]
    weights: Sequence[float]
    places: Sequence[str]
    agencies: Sequence[str]
    authors: Sequence[str]

    @classmethod
    def founded(cls, random: Random) -> Self:
        """Return a newsroom with a vocabulary of its own."""
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
        parts = [self._sentence(self.random.randint(5, 10)).rstrip(".")]
        if self.random.random() < _SHARE_WITH_BYLINE:
            parts.append(f"By {self.random.choice(self.authors)}")
        paragraphs = list(self._paragraphs(words))
        if self.random.random() < _SHARE_WITH_DATELINE:
            place, agency = map(self.random.choice, (self.places, self.agencies))
            paragraphs[0] = f"{place} ({agency}) — {paragraphs[0]}"
        return "\n\n".join((*parts, *paragraphs)) + "\n"

    def _paragraphs(self, words: int) -> Iterator[str]:
        while words > 0:
            paragraph: list[str] = []
            while words > 0 and len(paragraph) < _SENTENCES_OF_A_PARAGRAPH:
                length = min(self.random.randint(8, 25), words)
                paragraph.append(self._sentence(length))
                words -= length
            yield " ".join(paragraph)

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


def _name(random: Random) -> str:
    return _word(random, syllables=3).capitalize()


def _word(random: Random, *, syllables: int) -> str:
    onsets = _CONSONANTS * 2 + _CLUSTERS
    spelt = (random.choice(onsets) + random.choice(_VOWELS) for _ in range(syllables))
    return "".join(spelt) + random.choice(("", "n", "r", "l"))


def _random(seed: int) -> Random:
    return Random(seed)  # noqa: S311 # the same articles every time are the point
