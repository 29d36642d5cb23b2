"""Spans of days as they are typed: 2015, 2014..2015, >=2015-08, last month."""

import re
from calendar import monthrange
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
_BOUND = re.compile(r"(>=|<=|>|<)\s*(.+)")
_AGO = re.compile(r"(\d{1,3}|an?|one) (day|week|month|year)s? ago")
_ONE_DAY = timedelta(days=1)
_DECEMBER = 12


def span_of_days(
    typed: str, *, today: date | None = None
) -> tuple[date | None, date | None] | None:
    """Return the first and the last day of what was *typed*, None where it is no date.

    A side that is open is None.

    >>> span_of_days("2015-02")
    (datetime.date(2015, 2, 1), datetime.date(2015, 2, 28))
    >>> span_of_days("2014.."), span_of_days("13.08.2015")
    ((datetime.date(2014, 1, 1), None), None)
    """
    try:
        return _span(" ".join(typed.split()).lower(), today)
    except OverflowError:  # the day after the last there is
        return None


def _span(text: str, today: date | None) -> tuple[date | None, date | None] | None:
    if ".." in text:
        first, _, last = text.partition("..")
        return _joined(first.strip(), last.strip(), today)
    if bound := _BOUND.fullmatch(text):
        found = _period(bound[2], today)
        return found and _bounded(bound[1], *found)
    return _period(text, today)


def _joined(
    first: str, last: str, today: date | None
) -> tuple[date | None, date | None] | None:
    since, until = (_period(side, today) if side else None for side in (first, last))
    if (first and not since) or (last and not until):
        return None
    return since and since[0], until and until[1]


def _bounded(sign: str, first: date, last: date) -> tuple[date | None, date | None]:
    match sign:
        case ">=":
            return first, None
        case "<=":
            return None, last
        case ">":
            return last + _ONE_DAY, None
        case _:
            return None, first - _ONE_DAY


def _period(text: str, today: date | None) -> tuple[date, date] | None:
    try:
        if found := _DAY.fullmatch(text):
            return _of_numbers(*found.groups())
        return _of_words(text, today or date.today())  # noqa: DTZ011 -- the reader's day
    except (ValueError, OverflowError):  # 31 June; before the year 1
        return None


def _of_numbers(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    first = date(int(year), int(month or 1), int(day or 1))
    if day:
        return first, first
    last_month = int(month or _DECEMBER)
    last_day = monthrange(first.year, last_month)[1]
    return first, date(first.year, last_month, last_day)


def _of_words(text: str, today: date) -> tuple[date, date] | None:
    match text:
        case "today":
            return today, today
        case "yesterday":
            return today - _ONE_DAY, today - _ONE_DAY
        case "this week" | "last week":
            monday = today - timedelta(days=today.weekday())
            monday -= timedelta(weeks=text.startswith("last"))
            return monday, monday + timedelta(days=6)
        case "this month" | "last month":
            first = _months_before(today.replace(day=1), text.startswith("last"))
            return _of_numbers(str(first.year), str(first.month), None)
        case "this year" | "last year":
            return _of_numbers(str(today.year - text.startswith("last")), None, None)
    if ago := _AGO.fullmatch(text):
        number = int(ago[1]) if ago[1].isdigit() else 1
        day = {
            "day": lambda: today - timedelta(days=number),
            "week": lambda: today - timedelta(weeks=number),
            "month": lambda: _months_before(today, number),
            "year": lambda: _months_before(today, number * _DECEMBER),
        }[ago[2]]()
        return day, day
    return None


def _months_before(day: date, number: int) -> date:
    months = day.year * _DECEMBER + day.month - 1 - number
    year, month = divmod(months, _DECEMBER)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
