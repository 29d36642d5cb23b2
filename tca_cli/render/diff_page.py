"""What changed between two versions, for a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.constrain import Constrain
from rich.table import Table
from rich.text import Text

from tca_cli.archive.diff import Difference
from tca_cli.render.diff_text import SIGNS, passages, versions_line
from tca_cli.render.printable import on_one_line, printable
from tca_cli.render.styles import ADDED, REMOVED
from tca_cli.text.changes import Kind, Part

# A longer line is hard to read.
_MEASURE = 90
_STYLES: dict[Kind, str] = {"same": "", "removed": REMOVED, "added": ADDED}


def diff_page(difference: Difference) -> RenderableType:
    """Return the changed fields, of long ones what changed and a line around it."""
    return _Page(difference)


@dataclass(frozen=True, slots=True)
class _Page:
    difference: Difference

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        # Where there are no colours, signs tell what came and what went.
        is_signed = console.no_color or console.color_system is None
        table = Table.grid(padding=(0, 2))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for change in self.difference.changes:
            shown = _folded(change.parts, is_signed=is_signed)
            table.add_row(change.field, Group(*shown))
        yield Text(printable(self.difference.new.headline), style="bold")
        yield Text(versions_line(self.difference), style="dim")
        yield Constrain(table, _MEASURE)


def _folded(parts: Sequence[Part], *, is_signed: bool) -> Iterator[Text]:
    """Yield the paragraphs that changed, and between them the nearest of the others."""
    shown = [passage for passage in passages(parts) if passage]
    runs = [(is_same, list(run)) for is_same, run in groupby(shown, key=_is_same)]
    for number, (is_same, run) in enumerate(runs):
        if is_same:
            is_first, is_last = number == 0, number == len(runs) - 1
            yield from _context(run, is_first=is_first, is_last=is_last)
        else:
            yield from (_marked(passage, is_signed=is_signed) for passage in run)


def _is_same(passage: Sequence[Part]) -> bool:
    return all(part.kind == "same" for part in passage)


def _context(
    run: Sequence[Sequence[Part]], *, is_first: bool, is_last: bool
) -> Iterator[Text]:
    """Yield the first and the last of a *run* of paragraphs, and how many are between.

    Only those beside a change.
    """
    start, end = int(not is_first), len(run) - int(not is_last)
    yield from map(_line, run[:start])
    if hidden := max(0, end - start):
        noun = "paragraph" if hidden == 1 else "paragraphs"
        yield Text(f"… {hidden:,} {noun} unchanged …", style="dim")
    yield from map(_line, run[max(start, end) :])


def _line(passage: Sequence[Part]) -> Text:
    text = " ".join("".join(part.text for part in passage).split())
    return Text(on_one_line(text), style="dim", no_wrap=True, overflow="ellipsis")


def _marked(passage: Sequence[Part], *, is_signed: bool) -> Text:
    marked = Text()
    last = Part("same", "")
    for part in passage:
        before, behind = SIGNS[part.kind] if is_signed else ("", "")
        if last.kind == "removed" and part.kind == "added" and not is_signed:
            marked.append(" ")
        text = f"{before}{printable(part.text)}{behind}"
        marked.append(text, _STYLES[part.kind])
        last = part
    return marked
