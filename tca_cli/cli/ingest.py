"""``tca ingest``."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import wait_option
from tca_cli.cli.reading_options import reading_options
from tca_cli.errors import ExitCode
from tca_cli.errors.files import UnreadableFileError
from tca_cli.render.printable import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import RenderableType

    from tca_cli.archive.explain import ExplainedArticle
    from tca_cli.archive.ingest import IngestOptions, Progress
    from tca_cli.archive.outcomes import KeptArticle
    from tca_cli.archive.reading import ReadingOptions

STDIN = Path("-")
_SECONDS_SHOWN = 0.05


@click.command(cls=Command)
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option(
    "--explain", is_flag=True, help="Show what is found in a file, and where."
)
@click.option("--retry", is_flag=True, help="Try again what could not be read.")
@click.option(
    "--again", is_flag=True, help="Read all anew, and bring back what was removed."
)
@click.option(
    "--include", multiple=True, metavar="GLOB", help="Of folders, only these."
)
@click.option("--exclude", multiple=True, metavar="GLOB", help="Of folders, not these.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    help="Read files in so many processes; by default, one a processor.",
)
@wait_option
@pass_app
@reading_options
def ingest_command(
    app: App, paths: tuple[Path, ...], reading: ReadingOptions, **chosen: Any
) -> None:
    """Take in files, and folders with all below them.

    The files are only ever read. Run it again whenever you like: what is known already
    is left as it is, and a file that has changed makes a new version of its article.
    PATH may be -, for one file that comes through a pipe.

    \b
    Example: tca ingest articles/
             tca ingest --dry-run export.zip
             curl -s https://example.org/storm | tca ingest - --as html
    """
    if not paths and not chosen["retry"]:
        raise click.UsageError("Missing argument 'PATH...'.")
    if paths and STDIN not in paths and not any(map(os.path.lexists, paths)):
        raise click.BadArgumentUsage(f"There is no {on_one_line(str(paths[0]))}.")
    if chosen.pop("explain"):
        _explain(app, paths, reading)
    else:
        _ingest(app, paths, _options(paths, reading, **chosen))


def _options(
    paths: Sequence[Path],
    reading: ReadingOptions,
    *,
    dry_run: bool,
    retry: bool,
    again: bool,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    jobs: int | None,
) -> IngestOptions:
    from tca_cli.archive.ingest import IngestOptions
    from tca_cli.archive.walking import Globs

    return IngestOptions(
        reading=reading,
        globs=Globs(include, exclude),
        jobs=jobs or _processors(),
        is_retry=retry,
        is_again=again,
        is_trial=dry_run,
        piped=_piped(reading) if STDIN in paths else None,
    )


def _ingest(app: App, paths: Sequence[Path], options: IngestOptions) -> None:
    from tca_cli.archive.ingest import ingest
    from tca_cli.render.machine import json_text
    from tca_cli.render.remarks import failed_remarks, ingest_remarks
    from tca_cli.render.trial import trial_json, trial_lines

    kept: list[KeptArticle] = []
    told = kept.append if options.is_trial else lambda _: None
    archive = app.archive_to_try if options.is_trial else app.archive_to_fill
    files = [path for path in paths if path != STDIN]
    try:
        with _progress(app) as progress:
            report = ingest(archive, files, options, progress=progress, told=told)
    except KeyboardInterrupt:
        app.remark("What was taken in stays; the same command goes on from there.")
        raise
    if app.as_json:
        made = trial_json(report, kept) if options.is_trial else json_text(report)
        app.print_text(made)
    elif options.is_trial:
        app.print_text(trial_lines(kept, for_a_person=app.is_on_terminal))
    app.report(failed_remarks(report))
    app.remark(*ingest_remarks(report, is_trial=options.is_trial))
    if report.failures:
        app.context.exit(ExitCode.SOME_UNREADABLE)


def _explain(app: App, paths: Sequence[Path], reading: ReadingOptions) -> None:
    from tca_cli.archive.explain import ExplainedArticle, explain, explain_below
    from tca_cli.render.explained import explained_text
    from tca_cli.render.machine import json_text

    files = [path for path in paths if path != STDIN]
    found = list(explain_below(files, reading, without=app.directory))
    if STDIN in paths:
        found += explain(STDIN, reading, piped=_piped(reading))
    articles = [one for one in found if isinstance(one, ExplainedArticle)]
    app.print_result(
        articles, page=_explained_page, text=explained_text, json=json_text, paged=True
    )
    refusals = [one for one in found if not isinstance(one, ExplainedArticle)]
    app.report(f"cannot read {on_one_line(one.path)}: {one.reason}" for one in refusals)
    if refusals:
        app.context.exit(ExitCode.SOME_UNREADABLE)


def _explained_page(found: Sequence[ExplainedArticle]) -> RenderableType:
    from tca_cli.render.explained import explained_page

    return explained_page(found)


def _piped(reading: ReadingOptions) -> bytes:
    """Return what comes through the pipe, and no more than a file may have."""
    most = reading.limits.file_bytes
    if sys.stdin is None or sys.stdin.closed:
        raise UnreadableFileError(STDIN, "there is no pipe")
    data = sys.stdin.buffer.read(most + 1)
    if len(data) > most:
        from tca_cli.errors.files import FileTooLargeError

        raise FileTooLargeError(STDIN, most)
    if not data:
        raise UnreadableFileError(STDIN, "nothing came through the pipe")
    return data


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _progress(app: App) -> Iterator[Callable[[Progress], None] | None]:
    if not app.shows_progress:
        yield None
        return
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TextColumn("{task.fields[files]}"),
        TimeRemainingColumn(compact=True),
    )
    with Bar(*columns, console=app.err, transient=True) as bar:
        task = bar.add_task("Taking in", total=None, files="")
        shown = 0.0

        def progress(now: Progress) -> None:
            nonlocal shown
            is_done = now.files == now.of_files
            # Nobody sees more, and there may be thousands of files a second.
            if is_done or monotonic() - shown > _SECONDS_SHOWN:
                shown = monotonic()
                bar.update(
                    task,
                    description="Indexing" if is_done else "Taking in",
                    completed=now.size,
                    total=now.of_size,
                    files=f"{now.files:,}/{now.of_files:,} files",
                )

        yield progress
