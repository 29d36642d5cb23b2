"""``tca export``."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import narrowing_options
from tca_cli.errors import ExitCode
from tca_cli.writers import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tca_cli.archive.export import Progress
    from tca_cli.query.tree import Filter


@click.command(cls=Command)
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@click.option(
    "--to",
    "form",
    type=click.Choice(tuple(WRITERS)),
    default="markdown",
    show_default=True,
    help="In which form.",
)
@click.option(
    "--damaged",
    "is_salvage",
    is_flag=True,
    help="Of a damaged archive, write what can be read.",
)
@narrowing_options
@pass_app
def export_command(
    app: App,
    directory: Path,
    words: tuple[str, ...],
    *,
    form: str,
    is_salvage: bool,
    narrowed: tuple[Filter, ...],
) -> None:
    """Write all articles to files that others can read.

    Every version of every article goes to DIR, a new or empty folder, with what was
    corrected. 'tca ingest DIR' makes the same archive of it again, whatever the form.
    originals also has the files as they were taken in. What is in the bin is left out.
    QUERY is as for search; with it or the options that narrow it, only what matches is
    written. The archive is verified first.

    \b
    Example: tca export ~/articles-2026
             tca export --to csv --author "Ada Moreau" ~/moreau
    """
    from tca_cli.archive.export import Asked, export, leftovers
    from tca_cli.render.machine import json_text
    from tca_cli.render.remarks import export_remarks

    asked = Asked(" ".join(words), narrowed, app.remark_completing)
    is_narrowed = bool(words or narrowed)
    with _progress(app) as progress:
        report = export(
            app.archive,
            directory,
            form,
            asked=asked if is_narrowed else None,
            is_salvage=is_salvage,
            progress=progress,
        )
    if app.as_json:
        click.echo(json_text(report), nl=False)
    if is_narrowed and not report.articles:
        app.remark("No article matches; nothing was written.")
        app.context.exit(ExitCode.NOTHING_FOUND)
    app.remark(*export_remarks(report, leftovers(directory)))


@contextmanager
def _progress(app: App) -> Iterator[Callable[[Progress], None]]:
    if not app.shows_progress:
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("Writing out"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=app.err, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda now: bar.update(
            task, completed=now.articles, total=now.of_articles
        )
