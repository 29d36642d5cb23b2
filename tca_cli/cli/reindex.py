"""``tca reindex``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import wait_option

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.reindex import Reindexed


@click.command(cls=Command)
@click.option("--if-needed", is_flag=True, help="Only where it is not current.")
@wait_option
@pass_app
def reindex_command(app: App, *, if_needed: bool) -> None:
    """Make the index anew from the record.

    The old index is not opened, and stays in place until the new one is whole. A search
    does the same by itself where it finds the index damaged.

    \b
    Example: tca reindex
             tca reindex --if-needed
    """
    from tca_cli.archive.reindex import reindex
    from tca_cli.cli.steps import steps_shown
    from tca_cli.render.machine import json_text
    from tca_cli.render.reindexed import indexing_remark, reindexed_text

    count = 0

    def before_making(articles: int) -> None:
        nonlocal count
        count = articles
        app.remark(indexing_remark(articles))

    archive = app.archive
    with steps_shown(app, of_bytes=False) as shown:
        result = reindex(
            archive,
            if_needed=if_needed,
            before_making=before_making,
            told=lambda done: shown("Indexing", done, count),
        )
    app.print_result(result, page=_page, text=reindexed_text, json=json_text)


def _page(result: Reindexed) -> RenderableType:
    from rich.text import Text

    from tca_cli.render.reindexed import reindexed_text

    return Text(reindexed_text(result).rstrip("\n"))
