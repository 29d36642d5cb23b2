"""What is said to the person at the keyboard, on standard error."""

import sys

import click

from tca_cli.render.printable import printable


def say(message: str) -> None:
    """Say *message*, on a terminal with its lines broken between words."""
    text = printable(message)
    if sys.stderr is not None and sys.stderr.isatty():
        from shutil import get_terminal_size

        width = get_terminal_size().columns
        text = "\n".join(
            line if len(line) <= width else _wrapped(line, width)
            for line in text.split("\n")
        )
    click.echo(text, err=True)


def _wrapped(line: str, width: int) -> str:
    import textwrap

    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(
        line,
        width,
        break_long_words=False,
        break_on_hyphens=False,
        subsequent_indent=indent,
    )
