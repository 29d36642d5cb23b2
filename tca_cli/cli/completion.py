"""``tca completion``, and what completes names and ids from the archive."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.render.printable import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from click.shell_completion import CompletionItem

    from tca_cli.archive import Archive
    from tca_cli.store.counting import Facet

Answer = TypeVar("Answer")

SHELLS = ("bash", "zsh", "fish")
_MOST = 200
_OF_SHELLS = frozenset('$`\\"!;&|<>(){}[]*?~#=^%')


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(SHELLS), metavar="SHELL")
@pass_app
def completion_command(app: App, shell: str) -> None:
    """Print what teaches your shell to complete commands.

    It then knows options, and the ids and names of the archive, as well.

    \b
    Example: tca completion bash > ~/.local/share/bash-completion/completions/tca
             tca completion zsh > ~/.zfunc/_tca
             tca completion fish > ~/.config/fish/completions/tca.fish
    """
    from click.shell_completion import get_completion_class

    root = app.context.find_root().command
    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    app.print_page(f"{script(root, {}, 'tca', '_TCA_COMPLETE').source()}\n")


def ids(
    ctx: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the ids that begin so, each with its headline."""
    from click.shell_completion import CompletionItem

    digits = incomplete.lower()
    if not digits or not _are_digits(digits):
        return []
    return [
        CompletionItem(article.id[:8], help=on_one_line(article.headline))
        for article in _asked(ctx, lambda a: a.store.articles.find(digits, limit=_MOST))
    ]


def binned_ids(
    ctx: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the ids in the bin that begin so, each with its headline."""
    from click.shell_completion import CompletionItem

    digits = incomplete.lower()
    if not _are_digits(digits):
        return []
    found = _asked(ctx, lambda archive: archive.store.bin.find(digits))
    return [CompletionItem(one.id[:8], help=one.headline) for one in found[:_MOST]]


def _are_digits(typed: str) -> bool:
    return all(digit in "0123456789abcdef" for digit in typed)


def names(field: Facet, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """Return the archive's own authors, places or agencies that begin so.

    A name that a shell would take for more than a word, when it stands in the line that
    is typed, is none to offer: files could make the person run it.
    """
    from click.shell_completion import CompletionItem

    from tca_cli.text.folding import folded

    begun = folded(incomplete)
    known = _asked(ctx, lambda archive: archive.store.names(field))
    fitting = (
        name
        for name in known
        if name.isprintable()
        and _OF_SHELLS.isdisjoint(name)
        and folded(name).startswith(begun)
    )
    return [CompletionItem(name) for name in list(fitting)[:_MOST]]


def _asked(
    ctx: click.Context, question: Callable[[Archive], Iterable[Answer]]
) -> list[Answer]:
    """Put *question* to the archive that is named; [] where there is none."""
    from tca_cli.bootstrap import open_archive

    app = App(ctx)
    app.named_directory = ctx.find_root().params.get("directory")
    try:
        archive = open_archive(app.directory, engine="scan", create=False)
        with closing(archive):
            return list(question(archive))
    except Exception:  # noqa: BLE001 -- a shell that completes must not be disturbed
        return []
