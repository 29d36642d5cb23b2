"""How often a thing is written about, over time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from tca_cli.archive import Archive
from tca_cli.archive.understanding import understood
from tca_cli.query.tree import Filter

Period: TypeAlias = Literal["year", "month", "day"]

# So many lines of a chart are read at a glance.
_MOST_MONTHS, _MOST_DAYS = 36, 40
_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Timeline:
    """The articles of each period between the first and the last, none left out."""

    query: str
    period: Period
    counts: Mapping[str, int]
    undated: int


def timeline(
    archive: Archive,
    query: str,
    *,
    filters: Iterable[Filter] = (),
    period: Period | None = None,
    before_completing: Callable[[int], None],
) -> Timeline:
    """Return how many articles match *query* in each *period*, or in one that suits."""
    tree = understood(archive, query, filters)
    answer = archive.index.ask(
        lambda index: (
            ids := list(index.ids(tree)),
            archive.store.counts(ids, "day"),
        ),
        before_completing=before_completing,
    )
    ids, days = answer.found
    by_day = {date.fromisoformat(day): count for day, count in days.items()}
    chosen = period or _suitable(by_day)
    counts = dict.fromkeys(_periods(by_day, chosen), 0)
    for day, count in by_day.items():
        counts[_name(day, chosen)] += count
    return Timeline(query, chosen, counts, len(ids) - sum(by_day.values()))


def _suitable(days: Iterable[date]) -> Period:
    days = sorted(days)
    if not days:
        return "month"
    first, last = days[0], days[-1]
    if (last - first).days < _MOST_DAYS:
        return "day"
    return "month" if _month(last) - _month(first) < _MOST_MONTHS else "year"


def _periods(days: Iterable[date], period: Period) -> Iterator[str]:
    days = sorted(days)
    if not days:
        return
    first, last = days[0], days[-1]
    match period:
        case "day":
            for day in range(first.toordinal(), last.toordinal() + 1):
                yield _name(date.fromordinal(day), period)
        case "month":
            for month in range(_month(first), _month(last) + 1):
                year, number = divmod(month, _MONTHS_OF_A_YEAR)
                yield _name(date(year, number + 1, 1), period)
        case "year":
            for year in range(first.year, last.year + 1):
                yield _name(date(year, 1, 1), period)


def _month(day: date) -> int:
    return day.year * _MONTHS_OF_A_YEAR + day.month - 1


def _name(day: date, period: Period) -> str:
    length = {"year": 4, "month": 7, "day": 10}[period]
    return day.isoformat()[:length]
