"""The ``tca`` command: its options, its subcommands, and how every run ends."""

import io
import os
import sys
import warnings
from typing import Any, NoReturn

import click

from tca_cli.cli.app import app_of
from tca_cli.cli.command import common_options
from tca_cli.cli.lazy_group import LazyGroup
from tca_cli.cli.messages import say
from tca_cli.errors import ExitCode, TcaError
from tca_cli.render.printable import on_one_line

COMMANDS = {
    "backup": "tca_cli.cli.backup:backup_command",
    "completion": "tca_cli.cli.completion:completion_command",
    "concordance": "tca_cli.cli.concordance:concordance_command",
    "diff": "tca_cli.cli.diff:diff_command",
    "edit": "tca_cli.cli.edit:edit_command",
    "export": "tca_cli.cli.export:export_command",
    "failures": "tca_cli.cli.failures:failures_command",
    "help": "tca_cli.cli.help:help_command",
    "history": "tca_cli.cli.history:history_command",
    "ingest": "tca_cli.cli.ingest:ingest_command",
    "list-by-author": "tca_cli.cli.list_by_author:list_by_author_command",
    "purge": "tca_cli.cli.purge:purge_command",
    "reindex": "tca_cli.cli.reindex:reindex_command",
    "related": "tca_cli.cli.related:related_command",
    "restore": "tca_cli.cli.restore:restore_command",
    "remove": "tca_cli.cli.remove:remove_command",
    "restore-article": "tca_cli.cli.restore_article:restore_article_command",
    "search": "tca_cli.cli.search:search_command",
    "show": "tca_cli.cli.show:show_command",
    "status": "tca_cli.cli.status:status_command",
    "timeline": "tca_cli.cli.timeline:timeline_command",
    "verify": "tca_cli.cli.verify:verify_command",
}

# What a person wants, in the order in which it is wanted, and what helps with it. Said
# here too, since help would have to import every command for it.
KINDS = {
    "Take in": {"ingest": "Take in files, and folders with all below them."},
    "Find": {
        "search": "Find articles, best first.",
        "list-by-author": "List the authors; with NAME, the articles of that person.",
        "related": "Find articles like one.",
        "timeline": "Chart how many articles match, over time.",
    },
    "Read": {
        "show": "Print one article.",
        "history": "List the versions of an article, and what changed in each.",
        "diff": "Show what changed between two versions of an article.",
        "concordance": "Print every occurrence in its context, one a line.",
    },
    "Look after": {
        "edit": "Correct what was read of an article.",
        "remove": "Move articles to the bin.",
        "restore-article": "Bring articles back from the bin; without ID, list it.",
        "purge": "Delete what is in the bin for good.",
        "failures": "List the files that could not be read, and why.",
        "status": "Say what the archive holds.",
        "completion": "Print what teaches your shell to complete commands.",
        "help": "Explain a topic, which is query, or a command.",
    },
    "Keep safe": {
        "verify": "Compare all that is kept with what was written.",
        "backup": "Write one file with all that is in the archive.",
        "restore": "Make an archive of a backup, where there is none.",
        "export": "Write all articles to files that others can read.",
        "reindex": "Make the index anew from the record.",
    },
}


class _Root(LazyGroup):
    """Ends every run with a message, where there is one, and one of our exit codes."""

    lazy = COMMANDS
    kinds = KINDS

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        # Click left alone ends with 1, which is ours to say that nothing was found.
        kwargs["standalone_mode"] = False
        _prepare_streams()
        _forget_odd_sizes()
        # A person does not know the lines of the program that it comes from.
        warnings.showwarning = lambda message, *_: say(
            f"Warning: {on_one_line(str(message))}"
        )
        try:
            code = super().main(*args, **kwargs)
            if sys.stdout is not None:
                sys.stdout.flush()
        except TcaError as error:
            say(f"Error: {error}")
            code = error.exit_code
        except click.ClickException as error:
            say(_usage_message(error))
            code = ExitCode.USAGE
        except click.Abort:
            say("Interrupted.")
            code = ExitCode.INTERRUPTED
        except BrokenPipeError:
            # The reader has seen enough; at exit too nothing more may be written.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = ExitCode.DONE
        except OSError as error:
            say(f"Error: cannot print: {error.strerror or error}")
            code = ExitCode.OUTPUT_FAILED
        except SystemExit:
            # Click's and Rich's answer to the same.
            code = ExitCode.DONE
        except Exception as error:
            if os.environ.get("TCA_DEBUG"):
                raise
            say(
                f"Error: a fault of tca itself, {type(error).__name__}: {error};"
                " nothing that was taken in is lost\nTCA_DEBUG=1 shows where it is."
            )
            code = ExitCode.FAULT
        sys.exit(code)


def _version() -> str:
    from importlib.metadata import version

    return version("tca-cli")


def _print_version(ctx: click.Context, _: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"tca {_version()}")
        ctx.exit()


@click.group(
    cls=_Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version.",
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Keep, search and read a local archive of newspaper articles.

    \b
    Example: tca ingest articles/
             tca search '"dump trucks" Kazakhstan'
    """
    app_of(ctx)
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


main.params[:0] = common_options()


def _usage_message(error: click.ClickException) -> str:
    # What was typed is in there as it was typed, with its line ends.
    message = f"Error: {' '.join(error.format_message().split())}"
    if isinstance(error, click.UsageError) and error.ctx:
        message += f"\nTry '{error.ctx.command_path} --help'."
    return message


def _prepare_streams() -> None:
    """Let no character that an article may hold end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def _forget_odd_sizes() -> None:
    """Let the terminal say how large it is, where the environment says what cannot be.

    Libraries take such a size for one, or end the program.
    """
    for name in ("COLUMNS", "LINES"):
        said = os.environ.get(name, "1")
        if not (said.isascii() and said.isdigit() and 0 < int(said[:9]) < _TOO_LARGE):
            del os.environ[name]


_TOO_LARGE = 10_000
