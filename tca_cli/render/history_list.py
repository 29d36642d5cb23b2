"""The versions of an article, for a terminal and for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.table import Table
from rich.text import Text

from tca_cli.archive.history import HistoryEntry
from tca_cli.render.history_text import origin, told
from tca_cli.render.printable import on_one_line


def history_table(entries: Sequence[HistoryEntry]) -> RenderableType:
    """Return a line a version: number, time, where it was read, what it changed."""
    return _Lines(entries)


@dataclass(frozen=True, slots=True)
class _Lines:
    entries: Sequence[HistoryEntry]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right", no_wrap=True)
        table.add_column(style="dim", no_wrap=True)
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        # Of a path, its end tells most.
        room = options.max_width * 2 // 5
        for entry in self.entries:
            changed = Text(on_one_line(told(entry)))
            if not entry.changed:
                changed.stylize("bold")
            table.add_row(
                str(entry.version),
                f"{entry.ingested[:10]} {entry.ingested[11:16]}",
                Text(_end_of(on_one_line(origin(entry)), room)),
                changed,
            )
        yield table


def _end_of(text: str, cells: int) -> str:
    """Return the end of *text* that has room in so many *cells*."""
    if cell_len(text) <= cells:
        return text
    while cell_len(text) >= cells:
        text = text[1:]
    return f"…{text}"
