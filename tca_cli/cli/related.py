"""``tca related``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import complete_id, limit_option
from tca_cli.errors import ExitCode
from tca_cli.errors.asked import ArticleNotFoundError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.search import SearchResult


@click.command(cls=Command)
@click.argument("prefix", metavar="ID", shell_complete=complete_id)
@limit_option
@pass_app
def related_command(app: App, prefix: str, limit: int) -> None:
    """Find articles like one.

    They have the words that tell most about it. ID is its first 4 digits or more, or @2
    for the second that the last search found.

    Example: tca related 3f9a
    """
    from tca_cli.archive.related import related
    from tca_cli.cli.last_search import LastSearch, remember, resolved
    from tca_cli.render.remarks import related_remarks
    from tca_cli.render.search_text import search_json, search_tsv

    prefix, _ = resolved(app.directory, prefix)
    result = related(
        app.archive, prefix, limit=limit, before_completing=app.remark_completing
    )
    if result is None:
        raise ArticleNotFoundError(prefix)
    app.print_result(result, page=_page, text=search_tsv, json=search_json, paged=True)
    if result.hits:
        ids = [hit.article.id for hit in result.hits]
        remember(app.directory, LastSearch(result.query, ids))
    app.remark(*related_remarks(result))
    if not result.hits:
        app.context.exit(ExitCode.NOTHING_FOUND)


def _page(result: SearchResult) -> RenderableType:
    from tca_cli.render.search_results import results_page

    return results_page(result)
