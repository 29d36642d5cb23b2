"""``tca restore-article``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import complete_binned_id, wait_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from tca_cli.article import Article
    from tca_cli.store.bin import BinnedArticle


@click.command(cls=Command)
@click.argument(
    "prefixes", nargs=-1, metavar="[ID...]", shell_complete=complete_binned_id
)
@wait_option
@pass_app
def restore_article_command(app: App, prefixes: tuple[str, ...]) -> None:
    """Bring articles back from the bin; without ID, list it.

    They are found again as they were, with their versions and corrections. ID is its
    first 4 digits or more, as the list shows them. In a pipe, a line of that is the id,
    the day of the removal, the day of the article, and the headline.

    \b
    Example: tca restore-article
             tca restore-article 3f9a
    """
    from tca_cli.archive.bin import all_binned, restore
    from tca_cli.cli.last_search import resolved
    from tca_cli.render.bin_list import bin_remark, bin_tsv, restored_remark
    from tca_cli.render.machine import articles_json, articles_tsv, json_text

    if not prefixes:
        found = all_binned(app.archive)
        app.print_result(
            found, page=_bin_page, text=bin_tsv, json=json_text, paged=True
        )
        app.remark(bin_remark(found))
        return
    ids = [resolved(app.directory, prefix)[0] for prefix in prefixes]
    restored = restore(app.archive, ids)
    app.print_result(
        restored, page=_articles_page, text=articles_tsv, json=articles_json
    )
    app.remark(restored_remark(restored))


def _bin_page(found: Sequence[BinnedArticle]) -> RenderableType:
    from tca_cli.render.bin_list import bin_table

    return bin_table(found)


def _articles_page(restored: Sequence[Article]) -> RenderableType:
    from tca_cli.render.author_list import articles_table

    return articles_table(restored)
