"""``python -m benchmarks``: measure, print a table, and keep the figures if asked."""

import os
import platform
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console

from benchmarks.comparison import Comparison, Report
from benchmarks.corpus import article_files, copy_articles, write_articles
from benchmarks.measures import (
    Contestants,
    ingest_comparisons,
    question_comparisons,
    size_comparisons,
    start_comparisons,
)
from benchmarks.processes import ProcessFailedError
from benchmarks.questions import Question, questions
from benchmarks.table import report_json, report_table
from tca_cli.article import Article

_PIPE_WIDTH = 120


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--articles",
    type=click.IntRange(min=1),
    default=2000,
    show_default=True,
    metavar="N",
    help="How many articles to invent.",
)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Measure with copies of the text files in it instead.",
)
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    metavar="N",
    help="How often to repeat what is slow; what is short is repeated more often.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Save the figures there.",
)
def benchmark(
    *, articles: int, folder: Path | None, runs: int, json_file: Path | None
) -> None:
    """Measure tca against its peers, on this machine, in a temporary folder.

    Example: python -m benchmarks --articles 500 --runs 2
    """
    with TemporaryDirectory(prefix="tca-benchmarks-") as temporary:
        room = Path(temporary)
        if folder:
            copy_articles(folder, room / "files")
        else:
            write_articles(room / "files", number=articles)
        if not article_files(room / "files"):
            raise click.UsageError(f"there is no text file in {folder}")
        try:
            report = _report(room, runs=runs)
        except ProcessFailedError as error:
            raise click.ClickException(str(error)) from error
    # In a pipe there is no width to ask for, and a narrow table would be cut.
    console = Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, markup=False)
    console.print(report_table(report))
    for remark in report.remarks:
        click.echo(remark, err=True)
    if json_file:
        json_file.write_text(report_json(report), encoding="utf-8")


def _report(room: Path, *, runs: int) -> Report:
    files = article_files(room / "files")
    source_bytes = sum(path.stat().st_size for path in files)
    them = Contestants.of(room / "files", room, files=len(files))
    _say("preparing")
    them.prepare()
    articles = them.articles()
    if not articles:
        raise click.ClickException("tca finds no article in these files")
    kinds = questions(articles)
    return Report(
        files=len(files),
        articles=len(articles),
        source_bytes=source_bytes,
        runs=runs,
        versions=_versions(),
        comparisons=(
            *_comparisons(them, articles, kinds, runs=runs),
            *size_comparisons(them, source_bytes=source_bytes),
        ),
        remarks=tuple(_remarks(them, kinds)),
    )


def _comparisons(
    them: Contestants,
    articles: Sequence[Article],
    kinds: Mapping[str, Sequence[Question]],
    *,
    runs: int,
) -> Iterator[Comparison]:
    _say("taking in")
    yield from ingest_comparisons(them, runs=runs)
    asked = next(chain.from_iterable(kinds.values()), None)
    if asked:
        _say("starting")
        word = asked.words[0]
        yield from start_comparisons(them, articles[0].id, word, runs=runs)
    _say("asking")
    yield from question_comparisons(them, articles, kinds, runs=runs)


def _remarks(
    them: Contestants, kinds: Mapping[str, Sequence[Question]]
) -> Iterator[str]:
    if not them.whoosh:
        yield "left out, since it is not installed here: Whoosh's own command, whoosh"
    for kind, asked in kinds.items():
        if not asked:
            yield f"left out, since these articles are too few or too like: {kind}"


def _versions() -> dict[str, str]:
    found = {name: version(name) for name in ("tca-cli", "click", "rich", "whoosh3")}
    return found | {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
    }


def _say(what: str) -> None:
    click.echo(f"{what} …", err=True)


if __name__ == "__main__":
    benchmark()
