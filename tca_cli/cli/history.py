"""``tca history``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import complete_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from tca_cli.archive.history import HistoryEntry


@click.command(cls=Command)
@click.argument("prefix", metavar="ID", shell_complete=complete_id)
@pass_app
def history_command(app: App, prefix: str) -> None:
    """List the versions of an article, and what changed in each.

    The newest is first; times are UTC. In a pipe, a line is the version, the time,
    the file, the key in it, and the fields that changed; of the first, the headline.

    Example: tca history 3f9a
    """
    from tca_cli.archive.history import history
    from tca_cli.cli.last_search import resolved
    from tca_cli.render.history_text import history_json, history_tsv

    prefix, _ = resolved(app.directory, prefix)
    entries = history(app.archive, prefix)
    app.print_result(
        entries, page=_page, text=history_tsv, json=history_json, paged=True
    )


def _page(entries: Sequence[HistoryEntry]) -> RenderableType:
    from tca_cli.render.history_list import history_table

    return history_table(entries)
