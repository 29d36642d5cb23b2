"""``python -m benchmarks``: measure, print tables, and keep the figures if asked."""

import sys
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import click
from rich.console import Console

from benchmarks.clocks import CLOCKS
from benchmarks.corpus import (
    article_files,
    copy_articles,
    kept_articles,
    write_articles,
)
from benchmarks.measures import GROUPS
from benchmarks.processes import ProcessFailedError
from benchmarks.report import NothingToMeasureError, Plan, Report, report
from benchmarks.table import growth_table, report_json, report_table

_PIPE_WIDTH = 140
# So many are many: they take long, and tell how things grow.
_MANY = 20_000
_RUNS, _RUNS_OF_MANY = 3, 1

_EXISTING = click.Path(exists=True, file_okay=False, path_type=Path)


class _Groups(click.ParamType[Collection[str]]):
    """Names of groups, with commas between them."""

    name = "groups"

    def convert(
        self,
        value: str,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Collection[str]:
        names = {group.replace(" ", "-"): group for group in GROUPS}
        chosen = [name.strip() for name in value.split(",")]
        for name in chosen:
            if name not in names:
                known = ", ".join(names)
                self.fail(f"there is no {name!r}; there are {known}", param, ctx)
        return frozenset(names[name] for name in chosen)


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
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Keep the invented articles there, and take them from there the next time.",
)
@click.option(
    "--folder",
    type=_EXISTING,
    metavar="DIR",
    help="Measure with copies of the text files in it instead.",
)
@click.option(
    "--only",
    "groups",
    type=_Groups(),
    default=",".join(group.replace(" ", "-") for group in GROUPS),
    show_default=True,
    metavar="GROUPS",
    help="What to measure, with commas between.",
)
@click.option(
    "--growth/--no-growth",
    "grows",
    default=None,
    help=(
        "Measure with a hundredth and a tenth of the articles, too."
        f"  [default: from {_MANY:,} articles on]"
    ),
)
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    metavar="N",
    help=(
        "How often to repeat what is slow; what is short is repeated more often."
        f"  [default: {_RUNS}, or {_RUNS_OF_MANY} from {_MANY:,} articles on]"
    ),
)
@click.option(
    "--clock",
    type=click.Choice(list(CLOCKS)),
    default="wall",
    show_default=True,
    help="What to time by; the processor's is steadier where others are at work.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="FILE",
    help="Save the figures there.",
)
def benchmark(
    *,
    articles: int,
    keep: Path | None,
    folder: Path | None,
    groups: Collection[str],
    grows: bool | None,
    runs: int | None,
    clock: str,
    json_file: Path | None,
) -> None:
    """Measure tca against its peers, on this machine, in a temporary folder.

    \b
    Example: python -m benchmarks --articles 500 --runs 1
             python -m benchmarks --only taking-in,adding --json figures.json
             python -m benchmarks --articles 200000 --keep /var/tmp/invented
    """
    start = perf_counter()
    with TemporaryDirectory(prefix="tca-benchmarks-") as temporary:
        room = Path(temporary)
        _say("laying out the files")
        source = kept_articles(keep, number=articles) if keep and not folder else folder
        if source:
            copy_articles(article_files(source), source, room / "files")
        else:
            write_articles(room / "files", number=articles)
        number = len(article_files(room / "files"))
        if not number:
            raise click.UsageError(f"there is no text file in {folder}")
        plan = Plan(
            groups=groups,
            runs=runs or (_RUNS_OF_MANY if number >= _MANY else _RUNS),
            clock=CLOCKS[clock],
            grows=number >= _MANY if grows is None else grows,
            told=_say,
        )
        try:
            measured = report(room, plan)
        except ProcessFailedError as error:
            raise click.ClickException(str(error)) from error
        except NothingToMeasureError as error:
            raise click.ClickException("tca finds no article in these files") from error
    _say(f"done in {perf_counter() - start:.0f} s")
    _print(measured)
    if json_file:
        json_file.write_text(report_json(measured), encoding="utf-8")


def _print(measured: Report) -> None:
    # In a pipe there is no width to ask for, and a narrow table would be cut.
    console = Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH, markup=False)
    console.print(report_table(measured))
    if measured.growth:
        console.print()
        console.print(growth_table(measured.growth))
    for remark in measured.remarks:
        click.echo(remark, err=True)


def _say(what: str) -> None:
    click.echo(what, err=True)


if __name__ == "__main__":
    benchmark()
