"""The last look at a page before it goes to a terminal."""

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from tca_cli.frozen import Frozen
from tca_cli.render.printable import printable


class Printable(Frozen):
    """A *page* whose text is printable, whoever made it; its styles stay."""

    page: RenderableType

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[Segment]:
        for segment in console.render(self.page, options):
            yield Segment(printable(segment.text), segment.style, segment.control)
