"""The options that every command has, and those that several share."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from tca_cli.cli.app import app_of
from tca_cli.cli.days import Day
from tca_cli.index import ENGINES

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from tca_cli.store.counting import Facet


def common_options() -> list[click.Option]:
    """Return new options that each tell the App what was chosen."""
    return [
        click.Option(
            ["--archive"],
            metavar="DIR",
            type=click.Path(file_okay=False),
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

    def invoke(self, ctx: click.Context) -> object:
        """Run it; where it fails for no reason of its own, look for damage."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            app_of(ctx).explain(error)
            raise


def _choose(setting: str) -> Callable[[click.Context, click.Parameter, object], None]:
    def choose(context: click.Context, _: click.Parameter, value: object) -> None:
        # What was said before the command's name holds where nothing is said after it.
        # Of numbers, 0 is one that may be chosen.
        is_chosen = value is not None and value is not False
        if is_chosen and not context.resilient_parsing:
            setattr(app_of(context), setting, value)

    return choose


wait_option = click.option(
    "--wait",
    "wait_seconds",
    metavar="SECONDS",
    type=click.IntRange(min=0, max=1_000_000),
    help="How long to wait while another process writes.  [default: 10]",
    expose_value=False,
    callback=_choose("wait_seconds"),
)

limit_option = click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="How many to print.",
)


def narrowing_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that narrow a query; it is handed their filters."""

    @wraps(function)
    def narrowed(*args: Any, **options: Any) -> None:
        from tca_cli.query.filters import filters

        given = {name: options.pop(name) for name in _NARROWING}
        function(*args, narrowed=filters(**given), **options)

    for option in reversed(
        (
            click.option(
                "--author",
                "-a",
                metavar="NAME",
                help="Only by this person.",
                shell_complete=_names("author"),
            ),
            click.option(
                "--place",
                "-p",
                metavar="NAME",
                help="Only what was filed there.",
                shell_complete=_names("place"),
            ),
            click.option(
                "--agency",
                metavar="NAME",
                help="Only what it supplied.",
                shell_complete=_names("agency"),
            ),
            click.option(
                "--since", type=Day(last=False), help="Published then or later."
            ),
            click.option(
                "--until", type=Day(last=True), help="Published then or earlier."
            ),
        )
    ):
        narrowed = option(narrowed)
    return narrowed


def complete_id(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the ids that begin as what was typed does."""
    # Imported when it is needed: a shell asks, and nobody else.
    from tca_cli.cli.completion import ids

    return ids(ctx, param, incomplete)


def complete_binned_id(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the ids of articles in the bin that begin as what was typed does."""
    from tca_cli.cli.completion import binned_ids

    return binned_ids(ctx, param, incomplete)


def complete_author(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the authors whose names begin as what was typed does."""
    return _names("author")(ctx, param, incomplete)


def _names(
    field: Facet,
) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    def complete(
        ctx: click.Context, _: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from tca_cli.cli.completion import names

        return names(field, ctx, incomplete)

    return complete


_NARROWING = ("author", "place", "agency", "since", "until")
