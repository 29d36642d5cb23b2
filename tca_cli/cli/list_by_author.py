"""``tca list-by-author``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import complete_author
from tca_cli.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from tca_cli.article import Article, AuthorEntry


@click.command(cls=Command)
@click.argument("name", nargs=-1, metavar="[NAME]", shell_complete=complete_author)
@pass_app
def list_by_author_command(app: App, name: tuple[str, ...]) -> None:
    """List the authors; with NAME, the articles of that person.

    NAME matches in any case and order of its words, with or without accents; one of the
    names will do.

    \b
    Example: tca list-by-author
             tca list-by-author "Sergey Kwan"
    """
    from tca_cli.archive.authors import articles_by, authors
    from tca_cli.render import machine
    from tca_cli.render.remarks import articles_remark

    asked = " ".join(name).strip()
    if not asked:
        app.print_result(
            authors(app.archive),
            page=_authors_page,
            text=machine.authors_tsv,
            json=machine.json_text,
            paged=True,
        )
        return
    articles = articles_by(app.archive, asked)
    app.print_result(
        articles,
        page=_articles_page,
        text=machine.articles_tsv,
        json=machine.articles_json,
        paged=True,
    )
    app.remark(articles_remark(articles, asked))
    if not articles:
        app.context.exit(ExitCode.NOTHING_FOUND)


def _authors_page(entries: Sequence[AuthorEntry]) -> RenderableType:
    from tca_cli.render.author_list import authors_table

    return authors_table(entries)


def _articles_page(articles: Sequence[Article]) -> RenderableType:
    from tca_cli.render.author_list import articles_table

    return articles_table(articles)
