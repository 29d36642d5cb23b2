"""A Click group that imports a subcommand only when it is asked for."""

from collections.abc import Mapping
from typing import ClassVar

import click

from tca_cli.named import named


class LazyGroup(click.Group):
    """Knows its subcommands by name and ``"module:attribute"``.

    Help lists them by kind with what each does, and imports none of them.
    """

    lazy: ClassVar[Mapping[str, str]]
    kinds: ClassVar[Mapping[str, Mapping[str, str]]]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which help shows them."""
        return [name for names in self.kinds.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command, or return None for a name that is none."""
        target = self.lazy.get(cmd_name)
        if target is None:
            return None
        command: click.Command = named(target)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that *args* begin with; name the nearest if it is none."""
        if args[0] not in self.lazy and not args[0].startswith("-"):
            # Imported when it is needed: few mistype a command.
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.lazy, n=1, cutoff=0.5)
            hint = f"; did you mean '{near[0]}'?" if near else "."
            ctx.fail(f"No such command '{args[0]}'{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the commands under what a person wants of them."""
        widest = max(map(len, self.lazy))
        for kind, names in self.kinds.items():
            with formatter.section(kind):
                formatter.write_dl(
                    [(name.ljust(widest), does) for name, does in names.items()]
                )
