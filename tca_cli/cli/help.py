"""``tca help``."""

from __future__ import annotations

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.render.printable import on_one_line

TOPICS = ("query",)


@click.command(cls=Command)
@click.argument("topic", required=False, metavar="[TOPIC]")
@pass_app
def help_command(app: App, topic: str | None) -> None:
    """Explain a topic, which is query, or a command.

    \b
    Example: tca help query
             tca help ingest
    """
    from tca_cli.render.query_help import query_help

    root = app.context.find_root()
    if topic in TOPICS:
        app.print_page(query_help())
    elif topic is None:
        app.print_page(f"{root.get_help()}\n")
    elif isinstance(root.command, click.Group) and (
        command := root.command.get_command(root, topic)
    ):
        with click.Context(command, info_name=topic, parent=root) as context:
            app.print_page(f"{context.get_help()}\n")
    else:
        raise click.BadArgumentUsage(
            f"There is no topic and no command {on_one_line(topic)}."
        )
