"""Which articles hold what a query asks for, as far as the index tells."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tca_cli.index.whoosh_engine.finding.evaluation import evaluated
from tca_cli.index.whoosh_engine.finding.lexicon import Lexicon
from tca_cli.index.whoosh_engine.finding.postings import Mask, Postings
from tca_cli.index.whoosh_engine.finding.spans import Reading, Within
from tca_cli.index.whoosh_engine.finding.translation import translated
from tca_cli.query.tree import (
    And,
    AtLeast,
    Filter,
    In,
    Most,
    Not,
    Or,
    Query,
)


@dataclass(frozen=True, slots=True)
class Holding:
    """The articles that hold it; unless ``is_exact``, some of them may not."""

    mask: Mask
    is_exact: bool


class Holders:
    """Tells of one index."""

    def __init__(self, postings: Postings, lexicon: Lexicon) -> None:
        self._postings = postings
        self._lexicon = lexicon

    def holding(self, query: Query, within: Within = None) -> Holding:
        """Return the articles that hold *query*, perhaps *within* one passage."""
        match query:
            case In(passage, part):
                return self.holding(part, passage)
            case Not(part):
                left_out = self.holding(part, within)
                there = self._postings.is_there
                if left_out.is_exact:
                    return Holding(there & ~left_out.mask, is_exact=True)
                return Holding(there, is_exact=False)
            case And(parts) | Most(parts):
                return self._joined(np.logical_and, parts, within)
            case Or(parts):
                return self._joined(np.logical_or, parts, within)
            case AtLeast(times, part):
                return self._counted(part, times, within)
            case _:
                translation = translated(query, self._lexicon)
                has_passage = not isinstance(query, Filter)
                if translation.is_exact and not (within and has_passage):
                    found = evaluated(translation.query, self._postings)
                    return Holding(found.mask, is_exact=True)
                return self._counted(query, 1, within)

    def _joined(
        self, join: np.ufunc, parts: Iterable[Query], within: Within
    ) -> Holding:
        found = [self.holding(part, within) for part in parts]
        mask = join.reduce([part.mask for part in found])
        return Holding(mask, is_exact=all(part.is_exact for part in found))

    def _counted(self, query: Query, times: int, within: Within) -> Holding:
        """Return the articles in which *query* occurs so many times."""
        translation = translated(query, self._lexicon)
        found = evaluated(translation.query, self._postings)
        among = np.flatnonzero(found.mask)
        spans = Reading(self._postings, among, within).spans(query)
        if spans is None:
            return Holding(found.mask, is_exact=False)
        articles = spans.passages >> 1
        counts = np.bincount(articles, minlength=self._postings.count)
        return Holding(counts >= times, is_exact=True)
