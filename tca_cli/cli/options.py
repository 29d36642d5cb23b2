"""The options that every command has, before its name and after it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tca_cli.cli.app import app_of
from tca_cli.index import ENGINES


def common_options() -> list[click.Option]:
    """Return new options that each tell the App what was chosen."""
    return [
        click.Option(
            ["--archive"],
            metavar="DIR",
            type=click.Path(file_okay=False, path_type=Path),
            help="Folder of the archive.  [env: TCA_ARCHIVE]",
            expose_value=False,
            callback=_choose("named_directory"),
        ),
        click.Option(
            ["--engine"],
            type=click.Choice(tuple(ENGINES)),
            help="How to search.  [env: TCA_ENGINE]",
            expose_value=False,
            callback=_choose("engine"),
        ),
        click.Option(
            ["--json", "as_json"],
            is_flag=True,
            help="Print one JSON value.",
            expose_value=False,
            callback=_choose("as_json"),
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            help="Print results and errors only.",
            expose_value=False,
            callback=_choose("quiet"),
        ),
    ]


class Command(click.Command):
    """A command that has the common options after its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += common_options()
        self.context_settings = {"help_option_names": ["-h", "--help"]}


def _choose(setting: str) -> Callable[[click.Context, click.Parameter, object], None]:
    def choose(context: click.Context, _: click.Parameter, value: object) -> None:
        # What was said before the command's name holds where nothing is said after it.
        if value and not context.resilient_parsing:
            setattr(app_of(context), setting, value)

    return choose
