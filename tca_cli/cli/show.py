"""``tca show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.options import Command
from tca_cli.errors import ArticleNotFoundError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.article import Article


@click.command(cls=Command)
@click.argument("prefix", metavar="ID")
@pass_app
def show_command(app: App, prefix: str) -> None:
    """Print one article.

    ID is its first 4 digits or more, as search shows them. A page that is longer than
    the terminal goes through TCA_PAGER, PAGER or less.

    Example: tca show 3f9a
    """
    from tca_cli.archive.show import show
    from tca_cli.render.article_text import article_json, article_text

    article = show(app.archive, prefix)
    if article is None:
        if app.as_json:
            click.echo(article_json(article), nl=False)
        raise ArticleNotFoundError(prefix)
    app.print_result(
        article, page=_page, text=article_text, json=article_json, paged=True
    )


def _page(article: Article) -> RenderableType:
    from tca_cli.render.article_page import article_page

    return article_page(article)
