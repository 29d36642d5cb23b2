"""A report as a table for people, and as JSON for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from statistics import median

from rich.table import Table

from benchmarks.comparison import Comparison, Report, Unit
from tca_cli.render.sizes import spoken_size

_THOUSAND = 1000
_MANY = 10


def report_table(report: Report) -> Table:
    """Return a line a comparison, a section a group."""
    table = Table(
        title=(
            f"{report.articles:,} articles in {report.files:,} files of"
            f" {spoken_size(report.source_bytes)}; runs: {report.runs}"
        ),
        caption=(
            "Medians. The ratio is tca to peer, round by round: below 1, tca is faster"
            " or smaller."
        ),
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
    )
    for heading in ("", "peer"):
        table.add_column(heading)
    for heading in ("tca", "of peer", "ratio", "least – most"):
        table.add_column(heading, justify="right", no_wrap=True)
    group = None
    for comparison in report.comparisons:
        if comparison.group != group:
            group = comparison.group
            table.add_row()
            table.add_row(group, style="bold")
        table.add_row(*_cells(comparison))
    return table


def report_json(report: Report) -> str:
    """Return one JSON value, times in seconds and sizes in bytes."""
    value = asdict(report)
    value["comparisons"] = [
        asdict(comparison) | {"ratio": asdict(comparison.ratio)}
        for comparison in report.comparisons
    ]
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _cells(comparison: Comparison) -> tuple[str, ...]:
    ratio = comparison.ratio
    spread = f"{_spoken_ratio(ratio.least)} – {_spoken_ratio(ratio.most)}"
    return (
        comparison.name,
        comparison.peer,
        _figure(comparison.ours, comparison),
        _figure(comparison.theirs, comparison),
        _spoken_ratio(ratio.median),
        spread if len(comparison.ours) > 1 else "",
    )


def _figure(figures: Sequence[float], comparison: Comparison) -> str:
    middle = median(figures)
    spoken = _spoken(middle, comparison.unit)
    if comparison.files is None:
        return spoken
    return f"{spoken}, {comparison.files / middle:,.0f}/s"


def _spoken(figure: float, unit: Unit) -> str:
    if unit == "bytes":
        return spoken_size(figure)
    if figure >= 1:
        return f"{figure:.2f} s"
    milliseconds = figure * _THOUSAND
    digits = 0 if milliseconds >= _MANY else 2
    return f"{milliseconds:.{digits}f} ms"


def _spoken_ratio(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio >= _MANY else f"{ratio:.2f}"
