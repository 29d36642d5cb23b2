"""Days as they are typed after an option."""

from datetime import date

import click


class Day(click.ParamType[date]):
    """Turns ``2015``, ``2015-08-13`` or ``last month`` into its first or last day."""

    name = "day"

    def __init__(self, *, last: bool) -> None:
        self._last = last

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the first or the last day of what was typed."""
        if isinstance(value, date):
            return value
        # Imported when it is needed: most commands are given no day.
        from tca_cli.query.spans_of_days import span_of_days

        span = span_of_days(str(value))
        day = span and span[1 if self._last else 0]
        return day or self.fail(
            f"{value!r} is no date; type 2015, 2015-08, 2015-08-13, yesterday,"
            " 'last month' or '3 months ago'",
            param,
            ctx,
        )
