"""``tca ingest``."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.options import Command
from tca_cli.errors import ExitCode
from tca_cli.render.printable import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@click.command(cls=Command)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(path_type=Path),
)
@pass_app
def ingest_command(app: App, paths: tuple[Path, ...]) -> None:
    """Take in files, and folders with all below them.

    The files are only ever read. Run it again whenever you like: what is known already
    is left as it is, and a file that has changed makes a new version of its article.

    Example: tca ingest articles/
    """
    if not any(map(os.path.lexists, paths)):
        raise click.BadArgumentUsage(f"There is no {on_one_line(str(paths[0]))}.")
    from tca_cli.archive.ingest import ingest
    from tca_cli.render.machine import json_text
    from tca_cli.render.remarks import ingest_remarks

    try:
        with _progress(app) as progress:
            report = ingest(app.archive_to_fill, paths, progress=progress)
    except KeyboardInterrupt:
        app.remark("What was taken in stays; the same command goes on from there.")
        raise
    app.report(
        f"cannot read {on_one_line(failure.path)}: {failure.reason}"
        for failure in report.failures
    )
    if app.as_json:
        click.echo(json_text(report), nl=False)
    app.remark(*ingest_remarks(report))
    if report.failures:
        app.context.exit(ExitCode.SOME_UNREADABLE)


@contextmanager
def _progress(app: App) -> Iterator[Callable[[int, int], None]]:
    if not app.shows_progress:
        yield lambda *_: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("Taking in"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=app.err, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
