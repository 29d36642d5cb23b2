"""Answers from Whoosh's own matchers, which step from article to article."""

from collections.abc import Sequence
from heapq import nsmallest
from typing import Any

from whoosh import query as whoosh_query

from tca_cli.index import Sort
from tca_cli.index.whoosh_engine.finding.snapshot import Snapshot
from tca_cli.index.whoosh_engine.finding.translation import Translation
from tca_cli.query.tree import Query

# To begin with a term takes as long as so many steps.
_STEPS_OF_A_TERM = 20


class Stepping:
    """Implements ``Means``: at once where there are few steps."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def holders(
        self, query: Query, translation: Translation
    ) -> tuple[Sequence[int], bool]:
        """Return the articles that match, and whether all that are returned do."""
        del query
        found = self._snapshot.searcher.docs_for_query(translation.query)
        return list(found), translation.is_exact

    def best(
        self, query: Any, *, limit: int, among: Sequence[int] | None
    ) -> tuple[int, list[tuple[int, float]]]:
        """Return how many match, and the best with their scores."""
        # Whoosh counts what it ranks as if there were no filter.
        allowed = None if among is None else set(among)
        found = self._snapshot.searcher.search(query, limit=limit, filter=allowed)
        total = len(found) if among is None else len(among)
        return total, [(number, score) for score, number in found.top_n]

    def first_by_date(
        self, numbers: Sequence[int], *, limit: int, sort: Sort
    ) -> list[int]:
        """Return the newest or the oldest, those without a date last."""
        days = self._snapshot.days
        sign = -1 if sort == "newest" else 1

        def order(number: int) -> tuple[bool, int, int]:
            return not days[number], sign * days[number], number

        return nsmallest(limit, numbers, key=order)


def takes_more_steps(query: Any, steps: int, reader: Any) -> bool:
    """Tell whether Whoosh would take more than so many steps to answer *query*."""
    return _steps_left(query, steps, reader) < 0


def _steps_left(query: Any, steps: int, reader: Any) -> int:
    match query:
        case whoosh_query.Term(fieldname=field, text=text):
            return _less_term(steps, field, text, reader)
        case whoosh_query.Phrase(fieldname=field, words=words):
            for word in words:
                steps = _less_term(steps, field, word, reader)
            return steps
        case whoosh_query.And() | whoosh_query.Or():
            for part in query.subqueries:
                if steps < 0:
                    break
                steps = _steps_left(part, steps, reader)
            return steps
        case _:
            return steps - int(reader.doc_count_all())


def _less_term(steps: int, field: str, text: str, reader: Any) -> int:
    try:
        return steps - _STEPS_OF_A_TERM - int(reader.doc_frequency(field, text))
    except UnicodeEncodeError:  # half of a surrogate pair: no article has it
        return steps
