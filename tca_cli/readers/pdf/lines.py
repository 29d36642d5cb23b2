"""The lines of the pages of a PDF file, in the order in which they are drawn."""

from __future__ import annotations

import re
from math import hypot
from time import monotonic
from typing import TYPE_CHECKING

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.limits import MEBIBYTE
from tca_cli.readers.pdf.printed_lines import Line

if TYPE_CHECKING:
    from pypdf import PdfReader

    from tca_cli.readers.document import Document


def lines_of_pages(document: Document, reader: PdfReader) -> list[list[Line]]:
    """Return the lines of each page, in the order in which they are drawn."""
    pages: list[list[Line]] = []
    met = PageLines(document)
    budget = document.budget()
    for page in reader.pages:
        content = page.get_contents()
        if content is not None:
            budget.take(len(content.get_data()))
        met.page, met.lines = len(pages), []
        page.extract_text(visitor_operand_before=met.check, visitor_text=met.meet)
        # The library passes over what is raised within a form on the page.
        met.check()
        met.end_line()
        pages.append(met.lines)
    return pages


_SLOW = "reading it takes too long"
# The library bounds what one stream unpacks to, but not how often a form is drawn.
_SECONDS, _SECONDS_A_MEBIBYTE = 20, 20
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff]")
_HALF_SIGNS = re.compile("[\ud800-\udfff]")


class PageLines:
    """Collects the lines of pages as the library meets the pieces of them.

    Raises UnreadableFileError where that takes too long.
    """

    def __init__(self, document: Document) -> None:
        self.path = document.path
        self.seconds = _SECONDS + _SECONDS_A_MEBIBYTE * len(document.data) // MEBIBYTE
        self.end = monotonic() + self.seconds
        self.lines: list[Line] = []
        self.page = 0
        self._pieces: list[str] = []
        self._place: tuple[float, float, float] | None = None

    def check(self, *_step: object) -> None:
        """Look at the clock; the library calls this at each step of a page."""
        if monotonic() > self.end:
            raise UnreadableFileError(self.path, _SLOW)

    def meet(
        self,
        text: str,
        matrix: list[float],
        text_matrix: list[float],
        _font: object,
        size: float,
    ) -> None:
        """Take a piece of *text*, which may end one line and begin another."""
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end_line()
            self._pieces.append(piece)
            if piece.strip() and self._place is None:
                self._place = _place(matrix, text_matrix, size)

    def end_line(self) -> None:
        """Keep the line that was met, unless it is empty."""
        if text := tidied("".join(self._pieces)):
            x, y, size = self._place or (0.0, 0.0, 0.0)
            self.lines.append(Line(text, x, y, size, self.page))
        self._pieces.clear()
        self._place = None


def _place(
    matrix: list[float], text_matrix: list[float], size: float
) -> tuple[float, float, float]:
    """Return where on the page a text begins, and its size there, in points."""
    a, b, c, d, e, f = map(float, matrix)
    _, _, up, along, x, y = map(float, text_matrix)
    scale = hypot(up * a + along * c, up * b + along * d)
    return a * x + c * y + e, b * x + d * y + f, abs(float(size)) * scale


def tidied(text: str) -> str:
    """Return *text* on one line, with plain letters for ligatures."""
    text = _UNSHOWN.sub("", text.translate(_LIGATURES))
    return " ".join(_HALF_SIGNS.sub("\ufffd", text).split())
