"""Questions to the person at the keyboard, before what cannot be taken back lightly."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tca_cli.cli.app import App

yes_option = click.option(
    "--yes", "-y", "is_sure", is_flag=True, help="Do it without asking."
)


def can_ask() -> bool:
    """Tell whether there is somebody to ask."""
    streams = (sys.stdin, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def must_be_sure(*, is_sure: bool) -> None:
    """Refuse to go on where it neither *is_sure* nor can be asked."""
    if not is_sure and not can_ask():
        raise click.UsageError("There is no terminal to ask on; give --yes to do it.")


def agrees(app: App, lines: Iterable[str], question: str) -> bool:
    """Show *lines* and ask; without an answer it is no."""
    app.report(lines)
    return click.confirm(question, default=False, err=True)
