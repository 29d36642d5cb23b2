"""``tca diff``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import complete_id

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.diff import Difference

_VERSION = click.IntRange(min=1)


@click.command(cls=Command)
@click.argument("prefix", metavar="ID", shell_complete=complete_id)
@click.argument("old", metavar="[V1]", required=False, type=_VERSION)
@click.argument("new", metavar="[V2]", required=False, type=_VERSION)
@pass_app
def diff_command(app: App, prefix: str, old: int | None, new: int | None) -> None:
    """Show what changed between two versions of an article.

    V1 is compared with V2, or with the latest version; without both, the latest is
    compared with the one before. In a pipe, what went is [-so-] and what came {+so+},
    and nothing is left out. Whether anything changed or not, the exit status is 0.

    \b
    Example: tca diff 3f9a
             tca diff 3f9a 1 3
    """
    from tca_cli.archive.diff import diff
    from tca_cli.cli.last_search import resolved
    from tca_cli.render.diff_text import diff_json, diff_text, unchanged_remark

    prefix, _ = resolved(app.directory, prefix)
    difference = diff(app.archive, prefix, old, new)
    if difference.changes or app.as_json:
        app.print_result(
            difference, page=_page, text=diff_text, json=diff_json, paged=True
        )
    if not difference.changes:
        app.remark(unchanged_remark(difference))


def _page(difference: Difference) -> RenderableType:
    from tca_cli.render.diff_page import diff_page

    return diff_page(difference)
