"""``tca help``."""

from __future__ import annotations

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.options import Command

TOPICS = ("query",)


@click.command(cls=Command)
@click.argument("topic", required=False, type=click.Choice(TOPICS), metavar="[TOPIC]")
@pass_app
def help_command(app: App, topic: str | None) -> None:
    """Explain a topic: query.

    Example: tca help query
    """
    from tca_cli.render.query_help import query_help

    if topic is None:
        click.echo(app.context.get_help())
    else:
        click.echo(query_help(), nl=False)
