"""``tca remove``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.asking import yes_option
from tca_cli.cli.command import Command
from tca_cli.cli.options import complete_id, wait_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from tca_cli.store.bin import BinnedArticle


@click.command(cls=Command)
@click.argument(
    "prefixes", nargs=-1, required=True, metavar="ID...", shell_complete=complete_id
)
@yes_option
@wait_option
@pass_app
def remove_command(app: App, prefixes: tuple[str, ...], *, is_sure: bool) -> None:
    """Move articles to the bin.

    Nothing finds or lists them then, and 'tca restore-article' brings them back. Their
    files are not touched; when those are taken in again, the articles stay in the bin.
    ID is as for show; without a terminal to ask on, --yes is needed.

    \b
    Example: tca remove 3f9a
             tca remove --yes @2 @3
    """
    from tca_cli.archive.bin import remove, to_remove
    from tca_cli.cli.asking import agrees, must_be_sure
    from tca_cli.cli.last_search import resolved
    from tca_cli.render.bin_list import asked_about, bin_tsv, counted, removed_remark
    from tca_cli.render.machine import json_text

    must_be_sure(is_sure=is_sure)
    ids = [resolved(app.directory, prefix)[0] for prefix in prefixes]
    if not is_sure:
        articles = to_remove(app.archive, ids)
        question = f"Move {counted(len(articles), 'article')} to the bin?"
        if not agrees(app, asked_about(articles), question):
            app.remark("nothing was removed")
            return
    removed = remove(app.archive, ids)
    # On a terminal they were shown with the question.
    if is_sure or app.as_json or not app.is_on_terminal:
        app.print_result(removed, page=_page, text=bin_tsv, json=json_text)
    app.remark(removed_remark(removed))


def _page(removed: Sequence[BinnedArticle]) -> RenderableType:
    from tca_cli.render.bin_list import bin_table

    return bin_table(removed)
