"""Days as they are typed: a day, or a month or a year for its first or last day."""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date

import click

_TYPED = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")


class Day(click.ParamType[date]):
    """Turns ``2015``, ``2015-08`` or ``2015-08-13`` into a day."""

    name = "day"

    def __init__(self, *, last: bool) -> None:
        self._last = last

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the first or the last day of what was typed."""
        if isinstance(value, date):
            return value
        found = _TYPED.fullmatch(str(value).strip())
        if found:
            with suppress(ValueError):  # 31 June
                return self._day(*found.groups())
        return self.fail(
            f"{value!r} is no date; type 2015, 2015-08 or 2015-08-13", param, ctx
        )

    def _day(self, year: str, month: str | None, day: str | None) -> date:
        first = date(int(year), int(month or (12 if self._last else 1)), int(day or 1))
        if day or not self._last:
            return first
        return first.replace(day=monthrange(first.year, first.month)[1])
