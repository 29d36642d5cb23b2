"""Counts as bars, for a terminal."""

from collections.abc import Mapping
from fractions import Fraction

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tca_cli.render.printable import on_one_line

# From an eighth of a cell to a full one.
_PARTS = " ▏▎▍▌▋▊▉█"
_WIDEST = 40


def bars(counts: Mapping[str, int], *, title: str | None = None) -> RenderableType:
    """Return a line a count: its name, the count, and a bar as long as it is large."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim" if title is None else "", overflow="ellipsis")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    if title:
        table.add_row(Text(title, style="bold"))
    most = max(counts.values(), default=1) or 1
    for name, count in counts.items():
        bar = Text(_bar(Fraction(count, most)), style="cyan")
        table.add_row(Text(on_one_line(name)), f"{count:,}", bar)
    return table


def _bar(share: Fraction) -> str:
    eighths = round(share * _WIDEST * 8)
    if share and not eighths:
        eighths = 1
    return _PARTS[8] * (eighths // 8) + _PARTS[eighths % 8].strip()
