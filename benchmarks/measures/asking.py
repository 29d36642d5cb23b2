"""Questions of many kinds, asked where some have been answered before."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from statistics import median, quantiles
from typing import TypeAlias

from benchmarks.comparison import Comparison
from benchmarks.fts5_table import Fts5Table
from benchmarks.measures.trial import Trial
from benchmarks.questions import COMMON, Question
from tca_cli.archive import Archive
from tca_cli.archive.search import search
from tca_cli.query.filters import filters

# Questions of a kind that are asked before they are timed.
_TO_WARM = 5

_Asked: TypeAlias = Callable[[Question], object]


@dataclass(frozen=True, slots=True)
class _Contest:
    """Questions of one *kind*: what tca is asked, and what the *peer* is."""

    kind: str
    peer: str
    theirs: _Asked
    pairs: Sequence[tuple[Question, Question]]


def asking(trial: Trial) -> Iterator[Comparison]:
    """Yield how long answers take, p50 and p95, beside those of FTS5.

    What FTS5 cannot be asked is beside a common word, asked of tca itself.
    """
    table = Fts5Table.of(trial.articles(), trial.room / "asked")
    with closing(table), closing(trial.opened()) as archive:
        ours: _Asked = partial(_ask, archive)
        for kind, asked in trial.questions.items():
            if all(question.match for question in asked):
                same = [(question, question) for question in asked]
                contest = _Contest(kind, "FTS5", table.ask, same)
            else:
                plain = cycle(trial.questions[COMMON])
                other = list(zip(asked, plain, strict=False))
                contest = _Contest(kind, f"tca, {COMMON}", ours, other)
            if contest.pairs:
                yield from _compared(contest, ours, trial)


def _compared(contest: _Contest, ours: _Asked, trial: Trial) -> Iterator[Comparison]:
    timed = trial.clock.timed
    for mine, its in contest.pairs[:_TO_WARM]:
        ours(mine)
        contest.theirs(its)
    all_rounds = [
        [(timed(ours, mine), timed(contest.theirs, its)) for mine, its in contest.pairs]
        for _ in range(trial.runs)
    ]
    for percentile, figure in (("p50", median), ("p95", _p95)):
        yield Comparison(
            group="asking",
            name=f"{contest.kind}, {percentile}",
            peer=contest.peer,
            unit="seconds",
            ours=tuple(figure([one for one, _ in pairs]) for pairs in all_rounds),
            theirs=tuple(figure([one for _, one in pairs]) for pairs in all_rounds),
        )


def _ask(archive: Archive, question: Question) -> None:
    search(
        archive,
        question.typed,
        filters=filters(place=question.place),
        limit=10,
        sort=question.sort,
        facets=(question.facet,) if question.facet else (),
        before_completing=lambda _: None,
    )


def _p95(seconds: Sequence[float]) -> float:
    if len(seconds) == 1:
        return seconds[0]
    return quantiles(seconds, n=20, method="inclusive")[-1]
