"""``tca concordance``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import narrowing_options
from tca_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from tca_cli.archive.concordance import Occurrence, Order
    from tca_cli.query.tree import Filter


@click.command(cls=Command)
@click.argument("words", nargs=-1, metavar="QUERY...", required=True)
@narrowing_options
@click.option(
    "--sort",
    "order",
    type=click.Choice(("date", "left", "right")),
    default="date",
    show_default=True,
    help="By date, or by the words before or behind.",
)
@click.option(
    "--width",
    type=click.IntRange(min=10, max=1000),
    default=80,
    show_default=True,
    help="Characters to each side; a terminal shows what fits.",
)
@pass_app
def concordance_command(
    app: App,
    words: tuple[str, ...],
    *,
    narrowed: tuple[Filter, ...],
    order: Order,
    width: int,
) -> None:
    """Print every occurrence in its context, one a line.

    QUERY is as for search. In a pipe, a line is id, date, place, the text before, the
    word, and the text behind.

    Example: tca concordance 'dump truck*' --sort right
    """
    from tca_cli.archive.concordance import concordance
    from tca_cli.render.machine import concordance_tsv, json_text
    from tca_cli.render.remarks import concordance_remark

    found = concordance(
        app.archive,
        " ".join(words),
        filters=narrowed,
        order=order,
        width=width,
        before_completing=app.remark_completing,
    )
    app.print_result(
        found, page=_page, text=concordance_tsv, json=json_text, paged=True
    )
    app.remark(concordance_remark(found))
    if not found:
        app.context.exit(ExitCode.NOTHING_FOUND)


def _page(found: Sequence[Occurrence]) -> RenderableType:
    from tca_cli.render.concordance_page import concordance_page

    return concordance_page(found)
