"""The articles of one segment that a short question asks for, with their scores."""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import NamedTuple, TypeAlias

from tca_cli.index.whoosh_engine.posting_lists import Entry
from tca_cli.index.whoosh_engine.scoring import K1, B
from tca_cli.index.whoosh_engine.short.plan import AllOf, AnyOf, InARow, Plan, Term
from tca_cli.index.whoosh_engine.short.segment import Segment

# The numbers of articles, with their scores.
Scores: TypeAlias = dict[int, float]


class ToldTerm(NamedTuple):
    """Where a segment tells of a term, and how much it tells over the whole index."""

    entry: Entry | None
    idf: float


class Ranking:
    """Ranks the articles of *segment*.

    *terms* are those that are asked for, by field and text. *norms* have, for each
    field that is ranked, what its length adds to a weight, by the byte for that length.
    """

    def __init__(
        self,
        segment: Segment,
        terms: Mapping[tuple[str, bytes], ToldTerm],
        norms: Mapping[str, Sequence[float]],
    ) -> None:
        self._segment = segment
        self._terms = terms
        self._norms = norms

    def scores(self, plan: Plan) -> Scores:
        """Return the articles that *plan* asks for, the deleted ones among them."""
        match plan:
            case Term():
                return self._scores_of(plan)
            case AnyOf(parts):
                scores: Scores = {}
                for part in parts:
                    for article, score in self.scores(part).items():
                        scores[article] = scores.get(article, 0.0) + score
                return scores
            case AllOf(parts):
                return reduce(_both, map(self.scores, parts))
            case InARow(terms):
                scores = self.scores(AllOf(terms))
                # Where each term stands, counted from where the first one would.
                begins = (self._begins(term, n, scores) for n, term in enumerate(terms))
                found = reduce(set.intersection, begins)
                return {article: scores[article] for article, _ in found}

    def _scores_of(self, term: Term) -> Scores:
        field, text, boost = term
        entry, idf = self._terms[field, text]
        if entry is None:
            return {}
        weights = self._segment.postings(entry)
        norms = self._norms.get(field)
        if norms is None:
            return {article: weight * boost for article, weight in weights}
        lengths = self._segment.coded_lengths(field)
        # As Whoosh's own ``bm25`` has it.
        return {
            article: idf
            * (weight * (K1 + 1) / (weight + norms[lengths[article]]))
            * boost
            for article, weight in weights
        }

    def _begins(self, term: Term, ahead: int, among: Scores) -> set[tuple[int, int]]:
        """Return where *term* is found, less how far *ahead*, in which articles."""
        entry, _ = self._terms[term.field, term.text]
        if entry is None:
            return set()
        return {
            (article, position - ahead)
            for article, positions in self._segment.positions(entry, among)
            for position in positions
        }


def norms_of(average: float, lengths: Sequence[int]) -> list[float]:
    """Return what each of *lengths* adds to a weight, if they are so on *average*."""
    return [K1 * ((1 - B) + B * length / average) for length in lengths]


def _both(one: Scores, other: Scores) -> Scores:
    return {
        article: score + other[article]
        for article, score in one.items()
        if article in other
    }
