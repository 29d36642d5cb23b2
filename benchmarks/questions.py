"""What the archive is asked: words that its articles have, as people put them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from string import ascii_lowercase

from benchmarks.vocabulary import Vocabulary, words_of
from tca_cli.article import Article
from tca_cli.index import Sort
from tca_cli.store.counting import Facet

COMMON = "one common word"

# As many as a page of results shows.
_PAGE = 10
_OF_A_KIND = 20
_ATTEMPTS = 100 * _OF_A_KIND
_SEED = 7
_PREFIX = 4
_ANY = 3
_NEAR = 5

_TWO_WORDS = re.compile(r"\b([a-z]{3,}) ([a-z]{3,})\b")
_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Question:
    """What a person types after ``tca search``, and chooses there.

    ``match`` is the same for FTS5, where that can be asked the same.
    """

    typed: str
    match: str | None
    place: str | None = None
    sort: Sort = "relevance"
    facet: Facet | None = None


def questions(words: Vocabulary) -> dict[str, list[Question]]:
    """Return some questions of each kind, the same ones for the same *words*.

    A kind is empty where the articles are too few for it or too much alike.
    """
    asking = _Asking(words, Random(_SEED))  # noqa: S311 # always the same are the point
    kinds: dict[str, Callable[[], Question | None]] = {
        COMMON: asking.common_word,
        "one rare word": asking.rare_word,
        "two words, often together": asking.two_often_together,
        "two words, seldom together": asking.two_seldom_together,
        "any of three words (OR)": asking.any_of_three,
        "one without another (NOT)": asking.one_without_another,
        "a phrase": asking.phrase,
        "two words, close (w/5)": asking.close_together,
        "two words in a sentence (w/s)": asking.in_a_sentence,
        "a beginning (word*)": asking.beginning,
        "a letter left open (w?rd)": asking.letter_left_open,
        "a word misspelt (word~)": asking.misspelt,
        "a word and a place": asking.word_and_place,
        "a word, newest first": asking.newest_first,
        "a word, counted by year": asking.by_year,
        "a word that occurs nowhere": asking.nowhere,
    }
    return {kind: _several(one) for kind, one in kinds.items()}


def _several(one: Callable[[], Question | None]) -> list[Question]:
    """Return different questions that *one* gives, which may give none at times."""
    found: dict[Question, None] = {}
    for _ in range(_ATTEMPTS):
        if question := one():
            found[question] = None
        if len(found) == _OF_A_KIND:
            break
    return list(found)


@dataclass(frozen=True, slots=True)
class _Asking:
    """Makes up questions, one of a kind at a time, or None where it has no luck."""

    words: Vocabulary
    random: Random

    def common_word(self) -> Question | None:
        return _plain(self._one_of(self.words.common))

    def rare_word(self) -> Question | None:
        return _plain(self._one_of(self.words.rare))

    def two_often_together(self) -> Question | None:
        pair = self._several_of(self.words.common, 2)
        if not pair:
            return None
        first, second = (self.words.holders[word] for word in pair)
        return _plain(*pair) if len(first & second) >= _PAGE else None

    def two_seldom_together(self) -> Question | None:
        rare = self._one_of(self.words.rare)
        if not rare:
            return None
        holder = self.random.choice(sorted(self.words.holders[rare]))
        common = self._common_word_of(self.words.sample[holder])
        return _plain(common, rare) if common else None

    def any_of_three(self) -> Question | None:
        three = self._several_of(self.words.common, _ANY)
        if not three:
            return None
        return Question(" OR ".join(three), _in_text(" OR ".join(map(_quoted, three))))

    def one_without_another(self) -> Question | None:
        pair = self._several_of(self.words.common, 2)
        if not pair:
            return None
        return Question(" NOT ".join(pair), _in_text(" NOT ".join(map(_quoted, pair))))

    def phrase(self) -> Question | None:
        pairs = [
            pair
            for pair in _TWO_WORDS.findall(self._article().body)
            if self.words.telling.issuperset(pair)
        ]
        if not pairs:
            return None
        words = _quoted(" ".join(self.random.choice(pairs)))
        return Question(words, _in_text(words))

    def close_together(self) -> Question | None:
        pair = self._pair_of_a_sentence()
        if not pair:
            return None
        first, second = pair
        # FTS5 counts the words between them.
        match = f"NEAR({_quoted(first)} {_quoted(second)}, {_NEAR - 1})"
        return Question(f"{first} w/{_NEAR} {second}", _in_text(match))

    def in_a_sentence(self) -> Question | None:
        pair = self._pair_of_a_sentence()
        return Question(" w/s ".join(pair), match=None) if pair else None

    def beginning(self) -> Question | None:
        word = self._one_of(self.words.common)
        if not word or len(word) <= _PREFIX:
            return None
        start = word[:_PREFIX]
        return Question(f"{start}*", _in_text(f"{_quoted(start)}*"))

    def letter_left_open(self) -> Question | None:
        word = self._one_of(self.words.common)
        if not word or len(word) <= _PREFIX:
            return None
        return Question(self._with_other_letter(word, "?"), match=None)

    def misspelt(self) -> Question | None:
        word = self._misspelt_word()
        return Question(f"{word}~", match=None) if word else None

    def word_and_place(self) -> Question | None:
        article = self._article()
        common = self._common_word_of(article)
        if not common or not article.place:
            return None
        place = _quoted(article.place.replace('"', ""))
        match = f"{_in_text(_quoted(common))} AND place : {place}"
        return Question(common, match, place=article.place)

    def newest_first(self) -> Question | None:
        word = self._one_of(self.words.common)
        if not word:
            return None
        return Question(word, _in_text(_quoted(word)), sort="newest")

    def by_year(self) -> Question | None:
        word = self._one_of(self.words.common)
        if not word:
            return None
        return Question(word, _in_text(_quoted(word)), facet="year")

    def nowhere(self) -> Question | None:
        return _plain(self._misspelt_word())

    def _misspelt_word(self) -> str | None:
        """Return a common word with another letter in it, which no article has."""
        word = self._one_of(self.words.common)
        if not word or len(word) <= _PREFIX:
            return None
        misspelt = self._with_other_letter(word, self.random.choice(ascii_lowercase))
        return None if misspelt in self.words.known else misspelt

    def _with_other_letter(self, word: str, letter: str) -> str:
        at = self.random.randrange(1, len(word) - 1)
        return f"{word[:at]}{letter}{word[at + 1 :]}"

    def _pair_of_a_sentence(self) -> tuple[str, str] | None:
        """Return two words of a sentence that stand close to each other."""
        sentence = self._one_of(_SENTENCE.findall(self._article().body))
        if not sentence:
            return None
        near = _WORD.findall(sentence)[: _NEAR + 1]
        pair = self._several_of([w for w in near if w in self.words.telling], 2)
        return (pair[0], pair[1]) if pair and pair[0] != pair[1] else None

    def _common_word_of(self, article: Article) -> str | None:
        common = words_of(article).intersection(self.words.common)
        return self._one_of(sorted(common))

    def _article(self) -> Article:
        return self.random.choice(self.words.sample)

    def _one_of(self, words: Sequence[str]) -> str | None:
        return self.random.choice(words) if words else None

    def _several_of(self, words: Sequence[str], number: int) -> list[str] | None:
        return self.random.sample(words, number) if len(words) >= number else None


def _plain(*words: str | None) -> Question | None:
    """Return the question for *words*, all of which are wanted."""
    asked = [word for word in words if word]
    if not asked:
        return None
    return Question(" ".join(asked), _in_text(" AND ".join(map(_quoted, asked))))


def _quoted(words: str) -> str:
    return f'"{words}"'


def _in_text(match: str) -> str:
    return f"{{headline body}} : ({match})"
