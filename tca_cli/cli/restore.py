"""``tca restore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import wait_option

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.restore import RestoreReport


@click.command(cls=Command)
@click.argument(
    "file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@wait_option
@pass_app
def restore_command(app: App, file: Path) -> None:
    """Make an archive of a backup, where there is none.

    Each article is as it was, with its id, versions, corrections and files. FILE may
    come from anybody: nothing of it is used before all of it has been checked.

    Example: tca restore articles.zip --archive /tmp/restored
    """
    from tca_cli.archive.restore import restore
    from tca_cli.cli.steps import steps_shown
    from tca_cli.render.backups import restore_tsv
    from tca_cli.render.machine import json_text

    with steps_shown(app) as progress:
        report = restore(
            file,
            app.directory,
            lambda: app.archive,
            wait_seconds=app.wait_seconds,
            progress=progress,
        )
    app.print_result(report, page=_page, text=restore_tsv, json=json_text)


def _page(report: RestoreReport) -> RenderableType:
    from tca_cli.render.backups import restore_page

    return restore_page(report)
