"""Days as they are typed: a day, or a month or a year for its first or last day."""

import re
from calendar import monthrange
from datetime import date

import click

_TYPED = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
_DECEMBER = 12


class Day(click.ParamType):
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
        try:
            if found:
                return _day(*(part and int(part) for part in found.groups()), self._last)
        except ValueError:  # 31 June
            pass
        self.fail(f"{value!r} is no date; type 2015, 2015-08 or 2015-08-13", param, ctx)


def _day(year: int | None, month: int | None, day: int | None, last: bool) -> date:  # noqa: FBT001 -- private
    assert year is not None  # noqa: S101 -- the pattern asks for it
    month = month or (_DECEMBER if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1))
