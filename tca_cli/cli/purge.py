"""``tca purge``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.asking import yes_option
from tca_cli.cli.command import Command
from tca_cli.cli.options import complete_binned_id, wait_option

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.bin import Purge


@click.command(cls=Command)
@click.argument(
    "prefixes", nargs=-1, metavar="[ID...]", shell_complete=complete_binned_id
)
@yes_option
@wait_option
@pass_app
def purge_command(app: App, prefixes: tuple[str, ...], *, is_sure: bool) -> None:
    """Delete what is in the bin for good.

    With ID, only these articles of it. Every version goes, and the bytes of their files
    in the archive unless other articles were read from them. The files themselves are
    not touched; when they are taken in again, the articles stay out, unless it is with
    'tca ingest --again'. Backups and exports that were made before still have them.
    Without a terminal to ask on, --yes is needed.

    \b
    Example: tca purge
             tca purge --yes 3f9a
    """
    from tca_cli.archive.bin import all_binned, binned, count_versions, purge
    from tca_cli.cli.asking import agrees, must_be_sure
    from tca_cli.cli.last_search import resolved
    from tca_cli.render.bin_list import (
        asked_about,
        bin_remark,
        counted,
        purge_remarks,
        purge_tsv,
    )
    from tca_cli.render.machine import json_text

    must_be_sure(is_sure=is_sure)
    ids = [resolved(app.directory, prefix)[0] for prefix in prefixes]
    articles = binned(app.archive, ids) if ids else all_binned(app.archive)
    if articles and not is_sure:
        versions = count_versions(app.archive, articles)
        question = (
            f"Delete {counted(len(articles), 'article')},"
            f" {counted(versions, 'version')}, for good?"
        )
        if not agrees(app, asked_about(articles), question):
            app.remark("nothing was purged")
            return
    result = purge(app.archive, [one.id for one in articles])
    app.print_result(result, page=_page, text=purge_tsv, json=json_text)
    app.remark(*([] if articles else [bin_remark(articles)]), *purge_remarks(result))


def _page(purge: Purge) -> RenderableType:
    from rich.text import Text

    from tca_cli.render.bin_list import purge_line

    return Text(purge_line(purge))
