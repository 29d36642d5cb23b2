"""``tca failures``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from tca_cli.store.failures import Failure


@click.command(cls=Command)
@pass_app
def failures_command(app: App) -> None:
    """List the files that could not be read, and why.

    A file that has changed since is tried again by itself; the others are with
    'tca ingest --retry'.

    Example: tca failures
    """
    from tca_cli.archive.failures import failures
    from tca_cli.render.failure_list import failures_json, failures_tsv
    from tca_cli.render.remarks import failures_remark

    found = failures(app.archive)
    app.print_result(
        found, page=_page, text=failures_tsv, json=failures_json, paged=True
    )
    app.remark(failures_remark(found))


def _page(found: Sequence[Failure]) -> RenderableType:
    from tca_cli.render.failure_list import failures_table

    return failures_table(found)
