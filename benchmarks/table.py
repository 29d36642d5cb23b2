"""A report as tables for people, and as JSON for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from statistics import median

from rich.table import Table

from benchmarks.comparison import Comparison, Unit
from benchmarks.growth import Growth
from benchmarks.report import Report
from tca_cli.render.sizes import spoken_size

_THOUSAND = 1000
_MANY = 10


def report_table(report: Report) -> Table:
    """Return a line a comparison, a section a group."""
    table = _table(
        title=(
            f"{report.articles:,} articles in {report.files:,} files of"
            f" {spoken_size(report.source_bytes)}; runs: {report.runs};"
            f" clock: {report.clock}"
        ),
        caption=(
            "Medians. The ratio is tca to peer, round by round: below 1, tca is faster"
            " or smaller."
        ),
        names=("", "peer"),
        figures=("tca", "of peer", "ratio", "least – most"),
    )
    group, said = None, ("", "")
    for comparison in report.comparisons:
        if comparison.group != group:
            group, said = comparison.group, ("", "")
            table.add_row()
            table.add_row(group, style="bold")
        name, peer, ours, *rest = _cells(comparison)
        # What is compared with several peers is said once.
        is_new = (name, ours) != said
        said = (name, ours)
        table.add_row(*((name, peer, ours) if is_new else ("", peer, "")), *rest)
    return table


def growth_table(growth: Sequence[Growth]) -> Table:
    """Return a line for each program of each measure, a column for each size."""
    first = growth[0]
    table = _table(
        title="The same with fewer articles, and more",
        caption="In parentheses: how many times the figure with the fewest articles.",
        names=("", "program"),
        figures=tuple(f"{articles:,}" for articles in first.articles),
    )
    name = None
    for one in growth:
        shown = one.name if one.name != name else ""
        name = one.name
        cells = (
            f"{_spoken(seconds, 'seconds')} ({_spoken_ratio(ratio)})"
            for seconds, ratio in zip(one.seconds, one.ratios, strict=True)
        )
        table.add_row(shown, one.program, *cells)
    return table


def report_json(report: Report) -> str:
    """Return one JSON value, times in seconds and sizes in bytes."""
    value = asdict(report) | {
        "comparisons": _comparisons(report.comparisons),
        "smaller": [
            {"articles": one.articles, "comparisons": _comparisons(one.comparisons)}
            for one in report.smaller
        ],
        "growth": [asdict(one) | {"ratios": one.ratios} for one in report.growth],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _comparisons(comparisons: Sequence[Comparison]) -> list[dict[str, object]]:
    return [asdict(one) | {"ratio": asdict(one.ratio)} for one in comparisons]


def _table(
    *, title: str, caption: str, names: Sequence[str], figures: Sequence[str]
) -> Table:
    table = Table(
        title=title, caption=caption, box=None, pad_edge=False, padding=(0, 2, 0, 0)
    )
    for heading in names:
        table.add_column(heading)
    for heading in figures:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


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
