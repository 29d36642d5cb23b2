"""``tca show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import complete_id
from tca_cli.errors.asked import ArticleNotFoundError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.show import ShownArticle


@click.command(cls=Command)
@click.argument("prefix", metavar="ID", shell_complete=complete_id)
@click.option("--query", metavar="QUERY", help="Mark these words in the text.")
@click.option(
    "--version",
    metavar="NUMBER",
    type=click.IntRange(min=1),
    help="As it was in this version; tca history lists them.",
)
@pass_app
def show_command(app: App, prefix: str, query: str | None, version: int | None) -> None:
    """Print one article.

    ID is its first 4 digits or more, as search shows them, or @2 for the second that
    the last search found. A page that is longer than the terminal goes through
    TCA_PAGER, PAGER or less.

    \b
    Example: tca show 3f9a
             tca show @2
             tca show 3f9a --version 1
    """
    from tca_cli.archive.show import shown
    from tca_cli.cli.last_search import resolved
    from tca_cli.render.article_text import article_json, article_text

    prefix, asked = resolved(app.directory, prefix)
    is_marked = app.is_on_terminal and not app.as_json
    found = shown(
        app.archive,
        prefix,
        query=(query or asked) if is_marked else None,
        version=version,
    )
    if found is None:
        raise ArticleNotFoundError(prefix)
    app.print_result(
        found,
        page=_page,
        text=lambda found: article_text(found.article, found.versions),
        json=lambda found: article_json(found.article),
        paged=True,
    )


def _page(found: ShownArticle) -> RenderableType:
    from tca_cli.render.article_page import article_page

    return article_page(found)
