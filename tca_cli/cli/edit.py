"""``tca edit``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import complete_id, wait_option

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.article import Article


@click.command(cls=Command)
@click.argument("prefix", metavar="ID", shell_complete=complete_id)
@click.argument("values", nargs=-1, metavar="[FIELD=VALUE...]")
@click.option(
    "--revert", multiple=True, metavar="FIELD", help="Take what the file says again."
)
@wait_option
@pass_app
def edit_command(
    app: App, prefix: str, values: tuple[str, ...], revert: tuple[str, ...]
) -> None:
    """Correct what was read of an article.

    A correction is put over whatever its files say, now and when they change. Authors
    and keywords are parted by ; and nothing after = is none.

    \b
    Example: tca edit 3f9a authors='Ada Moreau; Tom Reyes' published=2015-08-13
             tca edit 3f9a --revert authors
    """
    from tca_cli.archive.edit import edit, value_of
    from tca_cli.cli.last_search import resolved
    from tca_cli.render.article_text import article_json, corrections_text

    pairs = [value.partition("=") for value in values]
    if wrong := next((field for field, sign, _ in pairs if not sign), None):
        raise click.BadArgumentUsage(
            f"{wrong!r} is no FIELD=VALUE; quote a value that has spaces in it."
        )
    if not pairs and not revert:
        raise click.UsageError(
            "Nothing to correct; type FIELD=VALUE or --revert FIELD."
        )
    corrected = {
        field.strip(): value_of(field.strip(), text) for field, _, text in pairs
    }
    prefix, _ = resolved(app.directory, prefix)
    app.print_result(
        edit(app.archive, prefix, corrected, reverted=revert),
        page=_page,
        text=corrections_text,
        json=article_json,
    )


def _page(article: Article) -> RenderableType:
    from rich.text import Text

    from tca_cli.render.article_text import corrections_text

    return Text(corrections_text(article).rstrip("\n"))
