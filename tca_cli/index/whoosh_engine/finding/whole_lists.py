"""Answers from whole lists of articles: fast, however many there are."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from tca_cli.index import Sort
from tca_cli.index.whoosh_engine.finding.evaluation import Matches, evaluated
from tca_cli.index.whoosh_engine.finding.holding import Holders
from tca_cli.index.whoosh_engine.finding.postings import Mask
from tca_cli.index.whoosh_engine.finding.snapshot import Snapshot
from tca_cli.index.whoosh_engine.finding.translation import Translation
from tca_cli.query.tree import Query


class WholeLists:
    """Implements ``Means``."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._postings = snapshot.postings
        self._lexicon = snapshot.lexicon

    def holders(
        self, query: Query, translation: Translation
    ) -> tuple[Sequence[int], bool]:
        """Return the articles that match, and whether all that are returned do."""
        if translation.is_exact:
            found = evaluated(translation.query, self._postings)
            return _numbers(found.mask), True
        holding = Holders(self._postings, self._lexicon).holding(query)
        return _numbers(holding.mask), holding.is_exact

    def best(
        self, query: Any, *, limit: int, among: Sequence[int] | None
    ) -> tuple[int, list[tuple[int, float]]]:
        """Return how many match, and the best with their scores."""
        found = evaluated(query, self._postings)
        if among is None:
            return int(np.count_nonzero(found.mask)), _best(found, limit=limit)
        allowed = np.zeros(self._postings.count, np.bool_)
        allowed[among] = True
        barred = Matches(found.mask & allowed, found.scores)
        return len(among), _best(barred, limit=limit)

    def first_by_date(
        self, numbers: Sequence[int], *, limit: int, sort: Sort
    ) -> list[int]:
        """Return the newest or the oldest, those without a date last."""
        there = np.asarray(numbers, np.int64)
        days = self._postings.days[there]
        order = np.lexsort((there, -days if sort == "newest" else days, days == 0))
        first: list[int] = there[order[:limit]].tolist()
        return first


def _numbers(mask: Mask) -> Sequence[int]:
    return np.flatnonzero(mask)  # type: ignore[return-value] # it is used as a sequence


def _best(matches: Matches, *, limit: int) -> list[tuple[int, float]]:
    """Return the *limit* best articles with their scores, of equals the first."""
    numbers = np.flatnonzero(matches.mask)
    scores = matches.scores[numbers]
    if len(numbers) > limit:
        least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        numbers, scores = numbers[scores >= least], scores[scores >= least]
    order = np.lexsort((numbers, -scores))[:limit]
    return list(zip(numbers[order].tolist(), scores[order].tolist(), strict=True))
