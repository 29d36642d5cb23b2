"""What an archive holds, for a terminal and for a pipe."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tca_cli.archive.status import Status
from tca_cli.render.printable import on_one_line
from tca_cli.render.sizes import spoken_size


def status_page(status: Status) -> RenderableType:
    """Return a line a fact."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _facts(status):
        table.add_row(name, Text(on_one_line(value)))
    return table


def _facts(status: Status) -> Iterator[tuple[str, str]]:
    yield "archive", status.archive
    yield "articles", f"{status.articles:,}"
    if status.in_bin:
        yield "in the bin", f"{status.in_bin:,}"
    yield "versions", f"{status.versions:,}"
    yield "authors", f"{status.authors:,}"
    yield "files", f"{status.files:,} ({spoken_size(status.original_bytes)})"
    if status.first:
        undated = f", {status.undated:,} undated" if status.undated else ""
        yield "published", f"{status.first} – {status.last}{undated}"
    elif status.articles:
        yield "published", "no article is dated"
    if status.last_ingested:
        yield "last taken in", status.last_ingested.replace("+00:00", " UTC")
    yield "record", spoken_size(status.record_bytes)
    yield "index", f"{spoken_size(status.index_bytes)}, {_index_state(status)}"


def _index_state(status: Status) -> str:
    if not status.unindexed:
        return status.index
    return f"{status.index}; the next search adds {status.unindexed:,} articles"
