"""Which words the articles have, how many have each, and some of the articles."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random
from typing import Self

from tca_cli.article import Article
from tca_cli.text.stop_words import is_stop_word

# So many articles tell what to ask, and which words stand together.
_SAMPLE = 2000
_SEED = 7
# Shares of all articles, and a number of them.
_COMMON_FROM, _COMMON_TO = 0.05, 0.2
_RARE_FROM, _RARE_TO = 2, 5

_WORD = re.compile(r"\b[a-z]{3,}\b")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of all articles, and which of the ``sample`` have each.

    Those that are ``telling`` are in so few articles that they are worth asking for.
    """

    known: frozenset[str]
    telling: frozenset[str]
    common: Sequence[str]
    rare: Sequence[str]
    sample: Sequence[Article]
    holders: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Self:
        """Return the words of *articles*, at least one.

        Common ones stand in a good share of them, rare ones in a few.
        """
        counts: Counter[str] = Counter()
        sample: list[Article] = []
        random = Random(_SEED)  # noqa: S311 # the same ones every time are the point
        number = 0
        for number, article in enumerate(articles, start=1):
            counts.update(words_of(article))
            # Every article is as likely as any other to be among them at the end.
            if len(sample) < _SAMPLE:
                sample.append(article)
            elif (place := random.randrange(number)) < _SAMPLE:
                sample[place] = article
        holders = _holders(sample)
        least, most = _COMMON_FROM * number, _COMMON_TO * number
        return cls(
            known=frozenset(counts),
            telling=frozenset(w for w in counts if counts[w] <= max(most, _RARE_TO)),
            common=[word for word in holders if least <= counts[word] <= most],
            rare=[word for word in holders if _RARE_FROM <= counts[word] <= _RARE_TO],
            sample=sample,
            holders=holders,
        )

    @property
    def some_word(self) -> str:
        """A word that is asked for when any will do."""
        return next(chain(self.common, self.rare, sorted(self.holders)))


def words_of(article: Article) -> set[str]:
    """Return the words of its body, in small letters, less the stop words."""
    found = set(_WORD.findall(article.body.lower()))
    return {word for word in found if not is_stop_word(word)}


def _holders(sample: Sequence[Article]) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, article in enumerate(sample):
        for word in words_of(article):
            found[word].add(number)
    return {word: frozenset(numbers) for word, numbers in sorted(found.items())}
