"""A command, and the options that every one has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tca_cli.cli.app import app_of
from tca_cli.errors import ExitCode, TcaError
from tca_cli.index import ENGINES

if TYPE_CHECKING:
    from collections.abc import Callable


def common_options() -> list[click.Option]:
    """Return new options that each tell the App what was chosen."""
    return [
        click.Option(
            ["--archive"],
            metavar="DIR",
            type=click.Path(file_okay=False, readable=False),
            help="Folder of the archive.  [env: TCA_ARCHIVE]",
            expose_value=False,
            callback=choose("named_directory"),
        ),
        click.Option(
            ["--engine"],
            type=click.Choice(tuple(ENGINES)),
            help="How to search.  [env: TCA_ENGINE]",
            expose_value=False,
            callback=choose("engine"),
        ),
        click.Option(
            ["--json", "as_json"],
            is_flag=True,
            help="Print one JSON value.",
            expose_value=False,
            callback=choose("as_json"),
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            help="Print results and errors only.",
            expose_value=False,
            callback=choose("quiet"),
        ),
    ]


class Command(click.Command):
    """A command that has the common options after its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += common_options()
        self.context_settings = {"help_option_names": ["-h", "--help"]}

    def invoke(self, ctx: click.Context) -> object:
        """Run it; where it fails for no reason of its own, look for damage.

        Where nothing of what was asked for is there, null is its JSON.
        """
        try:
            return super().invoke(ctx)
        except TcaError as error:
            if error.exit_code is ExitCode.NOTHING_FOUND and app_of(ctx).as_json:
                app_of(ctx).print_text("null\n")
            raise
        except Exception as error:
            app_of(ctx).explain(error)
            raise


def choose(setting: str) -> Callable[[click.Context, click.Parameter, object], None]:
    """Return what tells the App what was chosen for one of its settings."""

    def chosen(context: click.Context, _: click.Parameter, value: object) -> None:
        # What was said before the command's name holds where nothing is said after it.
        # Of numbers, 0 is one that may be chosen.
        is_chosen = value is not None and value is not False
        if is_chosen and not context.resilient_parsing:
            setattr(app_of(context), setting, value)

    return chosen
