"""The files that could not be read, for a terminal and for programs."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tca_cli.render.machine import json_text, tsv
from tca_cli.render.printable import on_one_line
from tca_cli.store.failures import Failure


def failures_table(found: Sequence[Failure]) -> RenderableType:
    """Return two lines a file: the day and the path, and why."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for failure in found:
        path = Text(on_one_line(failure.path), style="bold")
        if failure.part:
            path.append(f" · {on_one_line(failure.part)}", style="not bold")
        reason = Text(on_one_line(failure.reason), style="dim")
        table.add_row(failure.failed[:10], Text("\n").join([path, reason]))
    return table


def failures_tsv(found: Sequence[Failure]) -> str:
    """Return lines of time, path, part, reason."""
    return tsv((f.failed, f.path, f.part, f.reason) for f in found)


def failures_json(found: Sequence[Failure]) -> str:
    """Return path, part, reason and time of each."""
    return json_text(
        [
            {
                "path": failure.path,
                "part": failure.part or None,
                "reason": failure.reason,
                "failed": failure.failed,
            }
            for failure in found
        ]
    )
