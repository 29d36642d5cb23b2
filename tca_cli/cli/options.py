"""The options that several commands share."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from tca_cli.cli.command import choose
from tca_cli.cli.days import Day

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from tca_cli.store.counting import Facet


wait_option = click.option(
    "--wait",
    "wait_seconds",
    metavar="SECONDS",
    type=click.IntRange(min=0, max=1_000_000),
    help="How long to wait while another process writes.  [default: 10]",
    expose_value=False,
    callback=choose("wait_seconds"),
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
