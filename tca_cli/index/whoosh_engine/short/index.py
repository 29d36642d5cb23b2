"""The index as short questions find it."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from heapq import nsmallest
from pathlib import Path
from typing import TypeAlias

from whoosh.scoring import bm25
from whoosh.util.numeric import byte_to_length

from tca_cli.index import Hit, Hits
from tca_cli.index.whoosh_engine.scoring import K1, B, lucene_idf
from tca_cli.index.whoosh_engine.short.plan import (
    AllOf,
    AnyOf,
    Plan,
    Term,
    planned,
    terms_of,
)
from tca_cli.index.whoosh_engine.short.segment import Entry, Segment
from tca_cli.index.whoosh_engine.short.toc import segments_of
from tca_cli.index.whoosh_engine.terms import HEADLINE, TEXT
from tca_cli.query.tree import Query

# So many articles are looked at, for all questions together, in the time that it takes
# to import Whoosh.
_MOST_STEPS = 15_000
# To look up a term takes as long as so many.
_STEPS_OF_A_TERM = 50
_RANKED = (TEXT, HEADLINE)

# Where a term is told of in each segment, None where it is not.
_Entries: TypeAlias = Sequence[Entry | None]
# The numbers of articles in one segment, with their scores.
_Scores: TypeAlias = dict[int, float]


class ShortIndex:
    """The index in *directory*, of which only *files* are seen.

    Raises UnknownFormError where it is not in the form that is known here.
    """

    def __init__(self, directory: Path, files: Iterable[str]) -> None:
        self._steps_left = _MOST_STEPS
        with ExitStack() as opened:
            self._segments = [
                opened.enter_context(closing(Segment(directory, info)))
                for info in segments_of(directory, files)
            ]
            self._opened = opened.pop_all()

    def close(self) -> None:
        """Release the files."""
        self._opened.close()

    def search(self, query: Query, *, limit: int) -> Hits | None:
        """Return the *limit* best of those that match, None where it takes too long."""
        plan = planned(query)
        if plan is None:
            return None
        entries: dict[tuple[str, bytes], _Entries] = {}
        for field, text, _ in terms_of(plan):
            if (field, text) not in entries:
                told = [segment.entry(field, text) for segment in self._segments]
                entries[field, text] = told
                self._steps_left -= _having(told) + _STEPS_OF_A_TERM
        if self._steps_left < 0:
            return None
        found: list[tuple[float, int, int]] = []
        for number, segment in enumerate(self._segments):
            ranking = _Ranking(self._segments, number, entries)
            found += [
                (-score, number, article)
                for article, score in ranking.scores(plan).items()
                if article not in segment.info.deleted
            ]
        return Hits(
            len(found),
            tuple(
                Hit(self._segments[number].article_id(article), -score)
                for score, number, article in nsmallest(limit, found)
            ),
        )


class _Ranking:
    """Ranks the articles of one of the *segments* by what is in all of them."""

    def __init__(
        self,
        segments: Sequence[Segment],
        number: int,
        entries: Mapping[tuple[str, bytes], _Entries],
    ) -> None:
        self._segment = segments[number]
        self._infos = [segment.info for segment in segments]
        self._number = number
        self._entries = entries

    def scores(self, plan: Plan) -> _Scores:
        """Return the articles that *plan* asks for."""
        match plan:
            case Term():
                return self._scores_of(plan)
            case AnyOf(parts):
                scores: _Scores = {}
                for part in parts:
                    for article, score in self.scores(part).items():
                        scores[article] = scores.get(article, 0.0) + score
                return scores
            case AllOf(parts):
                first, *others = map(self.scores, parts)
                for other in others:
                    first = {
                        article: score + other[article]
                        for article, score in first.items()
                        if article in other
                    }
                return first

    def _scores_of(self, term: Term) -> _Scores:
        field, text, boost = term
        told = self._entries[field, text]
        entry = told[self._number]
        if entry is None:
            return {}
        weights = self._segment.postings(entry)
        if field not in _RANKED:
            return {article: weight * boost for article, weight in weights}
        articles = sum(info.articles for info in self._infos)
        words = sum(info.lengths.get(field, 0) for info in self._infos)
        idf, average = lucene_idf(articles, _having(told)), words / articles or 1
        length = self._segment.coded_length
        return {
            article: bm25(
                *(idf, weight, byte_to_length(length(field, article)), average, B, K1)
            )
            * boost
            for article, weight in weights
        }


def _having(entries: _Entries) -> int:
    """Return how many articles have a term, the deleted ones among them."""
    return sum(entry.articles for entry in entries if entry)
