"""``tca show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.options import Command, complete_id
from tca_cli.errors import ArticleNotFoundError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.show import ShownArticle


@click.command(cls=Command)
@click.argument("prefix", metavar="ID", shell_complete=complete_id)
@click.option("--query", metavar="QUERY", help="Mark these words in the text.")
@pass_app
def show_command(app: App, prefix: str, query: str | None) -> None:
    """Print one article.

    ID is its first 4 digits or more, as search shows them, or @2 for the second that
    the last search found. A page that is longer than the terminal goes through
    TCA_PAGER, PAGER or less.

    \b
    Example: tca show 3f9a
             tca show @2
    """
    from tca_cli.archive.show import ShownArticle, show, show_marked
    from tca_cli.cli.last_search import resolved
    from tca_cli.render.article_text import article_json, article_text

    prefix, asked = resolved(app.directory, prefix)
    query = query or asked
    if query and app.is_on_terminal and not app.as_json:
        shown = show_marked(app.archive, prefix, query)
    else:
        article = show(app.archive, prefix)
        shown = ShownArticle(article) if article else None
    if shown is None:
        if app.as_json:
            click.echo(article_json(None), nl=False)
        raise ArticleNotFoundError(prefix)
    app.print_result(
        shown,
        page=_page,
        text=lambda shown: article_text(shown.article),
        json=lambda shown: article_json(shown.article),
        paged=True,
    )


def _page(shown: ShownArticle) -> RenderableType:
    from tca_cli.render.article_page import article_page

    return article_page(shown)
