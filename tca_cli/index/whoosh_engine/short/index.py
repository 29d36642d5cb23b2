"""The index as short questions find it."""

from collections.abc import Iterable
from contextlib import ExitStack, closing
from functools import cached_property
from heapq import nsmallest
from pathlib import Path

from whoosh.util.numeric import byte_to_length

from tca_cli.index import Hit, Hits
from tca_cli.index.whoosh_engine.scoring import lucene_idf
from tca_cli.index.whoosh_engine.short.plan import planned, terms_of
from tca_cli.index.whoosh_engine.short.ranking import Ranking, ToldTerm, norms_of
from tca_cli.index.whoosh_engine.short.segment import Segment
from tca_cli.index.whoosh_engine.short.toc import segments_of
from tca_cli.index.whoosh_engine.terms import HEADLINE, TEXT
from tca_cli.query.tree import Query

# So many articles are looked at, for all questions together, in the time that it takes
# to import Whoosh and NumPy.
_MOST_STEPS = 40_000
# To look up a term takes as long as so many.
_STEPS_OF_A_TERM = 100
_RANKED = (TEXT, HEADLINE)
_CODES = 256


class ShortIndex:
    """The index in *directory*, of which only *files* are seen.

    Raises UnknownFormError where it is not in the form that is known here.
    """

    def __init__(self, directory: Path, files: Iterable[str]) -> None:
        self._steps_left = _MOST_STEPS
        infos = segments_of(directory, files)
        self._articles = sum(info.articles for info in infos)
        with ExitStack() as opened:
            self._segments = [
                opened.enter_context(closing(Segment(directory, info)))
                for info in infos
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
        terms: dict[tuple[str, bytes], list[ToldTerm]] = {}
        for field, text, _ in terms_of(plan):
            if (field, text) not in terms:
                terms[field, text] = self._told(field, text)
        if self._steps_left < 0:
            return None
        found: list[tuple[float, int, int]] = []
        for number, segment in enumerate(self._segments):
            told = {key: everywhere[number] for key, everywhere in terms.items()}
            scores = Ranking(segment, told, self._norms).scores(plan)
            found += [
                (-score, number, article)
                for article, score in scores.items()
                if article not in segment.info.deleted
            ]
        return Hits(
            len(found),
            tuple(
                Hit(self._segments[number].article_id(article), -score)
                for score, number, article in nsmallest(limit, found)
            ),
        )

    def _told(self, field: str, text: bytes) -> list[ToldTerm]:
        """Return what each segment tells of a term."""
        entries = [segment.entry(field, text) for segment in self._segments]
        having = sum(entry.articles for entry in entries if entry)
        self._steps_left -= having + _STEPS_OF_A_TERM
        idf = lucene_idf(self._articles, having)
        return [ToldTerm(entry, idf) for entry in entries]

    @cached_property
    def _norms(self) -> dict[str, list[float]]:
        lengths = [byte_to_length(code) for code in range(_CODES)]
        norms = {}
        for field in _RANKED:
            words = sum(s.info.lengths.get(field, 0) for s in self._segments)
            norms[field] = norms_of(words / (self._articles or 1) or 1, lengths)
        return norms
