"""``tca backup``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.backup import BackupReport


@click.command(cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@pass_app
def backup_command(app: App, file: Path, *, force: bool) -> None:
    """Write one file with all that is in the archive.

    The archive is verified first, and the file read again before it gets its name. The
    archive can be searched and added to meanwhile. In a folder, the file is named for
    the day. The index is not in it, since it is made again from the rest.

    FILE is a zip file that holds a bag as BagIt (RFC 8493) has it, which other programs
    can check too; 'tca restore' makes an archive of it.

    \b
    Example: tca backup articles.zip
             tca backup /media/disk/
    """
    from tca_cli.archive.backup import backup
    from tca_cli.cli.steps import steps_shown
    from tca_cli.render.backups import backup_tsv
    from tca_cli.render.machine import json_text

    with steps_shown(app) as progress:
        report = backup(app.archive, file, is_forced=force, progress=progress)
    app.print_result(report, page=_page, text=backup_tsv, json=json_text)


def _page(report: BackupReport) -> RenderableType:
    from tca_cli.render.backups import backup_page

    return backup_page(report)
