"""``tca status``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.status import Status


@click.command(cls=Command)
@pass_app
def status_command(app: App) -> None:
    """Say what the archive holds.

    How many articles there are, by how many authors, of which years, how large it all
    is, and whether the index is current.

    Example: tca status
    """
    from tca_cli.archive.status import status
    from tca_cli.render.machine import json_text, status_tsv

    app.print_result(status(app.archive), page=_page, text=status_tsv, json=json_text)


def _page(status: Status) -> RenderableType:
    from tca_cli.render.status_page import status_page

    return status_page(status)
