"""Words in their context, for a terminal: aligned on the word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

from tca_cli.archive.concordance import Occurrence
from tca_cli.render.printable import on_one_line
from tca_cli.render.styles import MATCH

_WIDE = 100
_WIDEST_PLACE = 14


def concordance_page(found: Sequence[Occurrence]) -> RenderableType:
    """Return a line an occurrence, as wide as the terminal."""
    return _Lines(found)


@dataclass(frozen=True, slots=True)
class _Lines:
    found: Sequence[Occurrence]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        is_dated = any(occurrence.published for occurrence in self.found)
        is_wide = options.max_width >= _WIDE
        for occurrence in self.found:
            line = Text(f"{occurrence.id[:8]}  ", style="dim", no_wrap=True)
            if is_dated:
                line.append(f"{occurrence.published or ''!s:10}  ")
            if is_wide:
                place = on_one_line(occurrence.place or "")
                line.append(f"{set_cell_size(place, _WIDEST_PLACE)}  ")
            word = on_one_line(occurrence.word)
            # The words begin below each other, however long they are.
            room = options.max_width - line.cell_len
            before = room * 2 // 5
            left = _last(on_one_line(occurrence.left), before)
            behind = max(0, room - before - cell_len(word))
            right = set_cell_size(on_one_line(occurrence.right), behind)
            yield Text.assemble(
                line, (left, "not dim"), (word, f"not dim {MATCH}"), (right, "not dim")
            )


def _last(text: str, cells: int) -> str:
    """Return the end of *text* in so many *cells*, filled at its beginning."""
    shown = ""
    for sign in reversed(text):
        if cell_len(shown) + cell_len(sign) > cells:
            break
        shown = sign + shown
    return " " * (cells - cell_len(shown)) + shown
