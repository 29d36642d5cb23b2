"""``tca verify``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.verdict import Verdict


@click.command(cls=Command)
@pass_app
def verify_command(app: App) -> None:
    """Compare all that is kept with what was written.

    The record, every article and the bytes of every file are compared with their
    digests, and the index with the record. What is damaged is named, with what to do
    about it; the exit status is 3 then. Nothing of it is changed, and others may read
    and write meanwhile. Where the seal, the SHA-256 of the whole record, is out of date
    and no damage was found, it is made anew.

    Example: tca verify
    """
    from tca_cli.archive.verify import verify
    from tca_cli.bootstrap import open_archive, open_archive_to_check
    from tca_cli.cli.steps import steps_shown
    from tca_cli.render.machine import json_text
    from tca_cli.render.verify_page import verify_remarks, verify_tsv

    directory, engine = app.directory, app.chosen_engine
    with steps_shown(app, of_bytes=False) as shown:
        verdict = verify(
            partial(open_archive_to_check, directory, engine=engine),
            partial(open_archive, directory, engine=engine, create=False),
            told=lambda now: shown(*now),
        )
    app.print_result(verdict, page=_page, text=verify_tsv, json=json_text)
    app.remark(*verify_remarks(verdict))
    if verdict.damages:
        app.context.exit(ExitCode.ARCHIVE_UNUSABLE)


def _page(verdict: Verdict) -> RenderableType:
    from tca_cli.render.verify_page import verify_page

    return verify_page(verdict)
