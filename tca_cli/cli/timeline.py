"""``tca timeline``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import narrowing_options
from tca_cli.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.timeline import Period, Timeline
    from tca_cli.query.tree import Filter


@click.command(cls=Command)
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@narrowing_options
@click.option(
    "--by",
    "period",
    type=click.Choice(("year", "month", "day")),
    help="Length of a period; else what suits.",
)
@pass_app
def timeline_command(
    app: App,
    words: tuple[str, ...],
    *,
    narrowed: tuple[Filter, ...],
    period: Period | None,
) -> None:
    """Chart how many articles match, over time.

    QUERY is as for search; without any, all articles are counted. In a pipe, each line
    is a period and its number of articles.

    Example: tca timeline BelAZ --since 2014
    """
    from tca_cli.archive.timeline import timeline
    from tca_cli.query.filters import filters
    from tca_cli.render.machine import json_text, timeline_tsv
    from tca_cli.render.remarks import timeline_remarks

    result = timeline(
        app.archive,
        " ".join(words),
        filters=narrowed if words or narrowed else filters(everything=True),
        period=period,
        before_completing=app.remark_completing,
    )
    app.print_result(result, page=_page, text=timeline_tsv, json=json_text, paged=True)
    app.remark(*timeline_remarks(result))
    if not result.counts:
        app.context.exit(ExitCode.NOTHING_FOUND)


def _page(timeline: Timeline) -> RenderableType:
    from tca_cli.render.timeline_chart import timeline_chart

    return timeline_chart(timeline)
