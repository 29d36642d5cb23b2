"""What is said to the person at the keyboard, on standard error."""

import sys

import click

from tca_cli.render.printable import printable


def say(message: str) -> None:
    """Say *message*, on a terminal with its lines broken between words.

    Of a line that is as long as what was typed, or as a name, the middle is left out.
    """
    text = "\n".join(map(_cut, printable(message).split("\n")))
    if sys.stderr is not None and sys.stderr.isatty():
        from shutil import get_terminal_size

        width = get_terminal_size().columns
        text = "\n".join(
            line if len(line) <= width else _wrapped(line, width)
            for line in text.split("\n")
        )
    click.echo(text, err=True)


def _cut(line: str) -> str:
    if len(line) <= _LONGEST_LINE:
        return line
    half = _LONGEST_LINE // 2
    return f"{line[:half]} … {line[-half:]}"


_LONGEST_LINE = 1000


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
