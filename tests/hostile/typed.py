"""What can be typed of each command: told by what Click knows of it.

So a command or an option that is added is tried without a word here.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import click

from tca_cli.cli.root import COMMANDS, main

FORMS = ((), ("--json",))
_COMMON = {"--archive", "--json", "--quiet", "--engine", "--help"}


@cache
def command_named(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return command


def arguments_of(command: click.Command) -> list[click.Argument]:
    return [param for param in command.params if isinstance(param, click.Argument)]


def options_of(command: click.Command) -> list[click.Option]:
    """Return the options of its own, longest names first in each."""
    options = (param for param in command.params if isinstance(param, click.Option))
    return [option for option in options if not _COMMON.intersection(option.opts)]


def long_name(option: click.Option) -> str:
    return max(option.opts, key=len)


def takes_value(option: click.Option) -> bool:
    return not (option.is_flag or option.count)


def fit_value(param: click.Parameter, values: Mapping[str, str]) -> str:
    """Return a value that *param* takes, or that suits what it is called.

    *values* has those by the names that commands give to what they take: ID, PATH …
    The last of them, "", is for all others.
    """
    if isinstance(param.type, click.Choice):
        return str(param.type.choices[0])
    if value := _OF_TYPES.get(param.type.name):
        return value
    shown = (getattr(param, "metavar", None) or param.human_readable_name).upper()
    return next(value for name, value in values.items() if name in shown)


_OF_TYPES = {"day": "2015", "integer": "3", "integer range": "3", "size": "1M"}


def fit_arguments(command: click.Command, values: Mapping[str, str]) -> list[str]:
    """Return one value for each argument, whether it need be there or not."""
    return [fit_value(argument, values) for argument in arguments_of(command)]


def usual_calls(name: str, values: Mapping[str, str]) -> Iterator[Sequence[str]]:
    """Yield what is typed of the command: alone, in full, with each of its options."""
    command = command_named(name)
    arguments = fit_arguments(command, values)
    yield [name]
    yield [name, *arguments]
    for option in options_of(command):
        if takes_value(option):
            yield [name, *arguments, long_name(option), fit_value(option, values)]
        else:
            yield [name, *arguments, long_name(option)]


def names_of_commands() -> list[str]:
    return list(COMMANDS)


def home(folder: Path) -> dict[str, str]:
    """Return an environment in which nothing is anybody's own."""
    return {
        "COLUMNS": "80",
        "HOME": str(folder),
        "PAGER": "",
        "TCA_ARCHIVE": str(folder / "archive"),
        "XDG_STATE_HOME": str(folder / "state"),
    }
