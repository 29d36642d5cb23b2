"""From the lines of printed pages back to the paragraphs that were set in them.

Where a paragraph begins is told by the space above it, by its indent, by its size, and
by room at the end of the line before.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from statistics import median

from tca_cli.readers.newspaper.byline import byline
from tca_cli.readers.newspaper.dates import date_line
from tca_cli.readers.pdf.hyphens import Hyphens


@dataclass(frozen=True, slots=True)
class Line:
    """A line, where it begins from the left and from below, and its size, in points."""

    text: str
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and the first of the lines that it was set in."""

    text: str
    first: Line

    @property
    def size(self) -> float:
        """The size of its letters, in points."""
        return self.first.size


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual in a text: size, distance of lines by size, length of lines."""

    size: float
    leading: float
    length: int
    is_indented: bool


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> tuple[list[Paragraph], float]:
    """Return the paragraphs on *pages*, and the size that most of the text has.

    Page numbers, and what stands at the head or foot of page after page, are left out.
    """
    lines = [line for page in _without_running_heads(pages) for line in page]
    if not lines:
        return [], 0.0
    lines = list(_with_initials(lines))
    measure = _measured(lines)
    groups = [[lines[0]]]
    for at, (line, below) in enumerate(pairwise(lines), start=1):
        after = lines[at + 1] if at + 1 < len(lines) else None
        if _begins_paragraph(line, below, after, measure):
            groups.append([])
        groups[-1].append(below)
    hyphens = Hyphens.of(line.text for line in lines)
    return (
        [Paragraph(hyphens.joined([at.text for at in g]), g[0]) for g in groups],
        measure.size,
    )


_EDGE = 2  # lines at the top and the bottom of a page that may be running heads
_OFTEN = 0.4  # of pages: heads of left and right pages differ
_NUMBER = re.compile(
    r"(?:[-–—|·•\s]*(?:page|p\.|стр\.?|с\.|страница)?\s*\d{1,4}"
    r"(?:\s*(?:of|из|/)\s*\d{1,4})?[-–—|·•\s]*)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_INITIAL = re.compile(r"[«“\"'‘]?[^\W\d_a-zа-яё]")
_ENDS_SENTENCE = re.compile(r"[.!?…:][»”\"'’)\]]*$")
_ITEM = re.compile(r"[•●▪■◦]\s?")
# A line may also begin so within a sentence.
_PERHAPS_ITEM = re.compile(r"[*–—-]\s|\d{1,3}[.)]\s")
# The lines below the first of an item are indented.
_HANGS = re.compile(f"{_ITEM.pattern}|{_PERHAPS_ITEM.pattern}")
_SMALLER, _LARGER, _GREATER_GAP, _INDENT, _DEEPEST_INDENT = 0.85, 1.12, 1.3, 0.7, 6.0
_INITIAL_SIZE, _FARTHEST = 1.6, 3.0
_ROOM, _ROOM_AFTER_SENTENCE = 0.6, 0.8
_FULL_LENGTH = 0.8  # the quantile of lengths that a full line has


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    edges = [_edge(page) for page in pages]
    seen = Counter(
        head for lines in edges for head in {_DIGITS.sub("#", at.text) for at in lines}
    )
    often = max(2, _OFTEN * len(pages))
    sizes = [line.size for page in pages for line in page]
    biggest, small = max(sizes, default=0.0), _SMALLER * _usual_size(pages)
    kept: set[str] = set()
    for page, edge in zip(pages, edges, strict=True):
        left_out = set()
        for line in edge:
            head = _DIGITS.sub("#", line.text)
            if _NUMBER.fullmatch(line.text) or (line is edge[0] and line.size < small):
                left_out.add(line)
            elif seen[head] >= often:
                # A headline, in large letters, may be what heads the next pages.
                if head in kept or line.size < biggest or not biggest:
                    left_out.add(line)
                kept.add(head)
        yield [line for line in page if line not in left_out]


def _edge(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.y)
    return list(dict.fromkeys([*by_height[:_EDGE], *by_height[-_EDGE:]]))


def _with_initials(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield *lines*, a large initial with the line that it begins."""
    initial = None
    for line, below in pairwise([*lines, Line("")]):
        if initial:
            yield replace(line, text=initial.text + line.text)
            initial = None
        elif _INITIAL.fullmatch(line.text) and line.size > _INITIAL_SIZE * below.size:
            initial = line if below.text else None
            if not initial:
                yield line
        else:
            yield line


def _usual_size(pages: Iterable[Iterable[Line]]) -> float:
    """Return the size that most letters have."""
    letters: Counter[float] = Counter()
    for line in chain.from_iterable(pages):
        letters[round(line.size, 1)] += len(line.text)
    return max(letters, key=lambda size: (letters[size], -size), default=0.0)


def _measured(lines: Sequence[Line]) -> _Measure:
    size = _usual_size([lines])
    # Rounding takes very small sizes for others.
    of_text = [line for line in lines if _is_about(line.size, size)] or lines
    steps = [
        (line.y - below.y, below.x - line.x)
        for line, below in pairwise(of_text)
        if line.page == below.page and 0 < line.y - below.y < _FARTHEST * size
    ]
    lengths = sorted(len(line.text) for line in of_text)
    indents = sum(_INDENT * size < step < _DEEPEST_INDENT * size for _, step in steps)
    return _Measure(
        size=size,
        leading=median(gap for gap, _ in steps) / size if steps and size else 0.0,
        length=lengths[int(_FULL_LENGTH * (len(lengths) - 1))],
        is_indented=indents > 1,
    )


def _is_about(size: float, other: float) -> bool:
    return size <= _LARGER * other and other <= _LARGER * size


def _begins_paragraph(
    line: Line, below: Line, after: Line | None, measure: _Measure
) -> bool:
    """Tell whether *below* begins a paragraph, *line* standing before it."""
    if not _is_about(line.size, below.size) or _begins_item(line, below):
        return True
    if _is_credit(line) or _is_credit(below) or _has_room(line, below, measure):
        return True
    gap = line.y - below.y
    if line.page == below.page and gap >= 0:
        usual = max(measure.leading, 1.0) * line.size
        return (gap > _GREATER_GAP * usual > 0) or (
            _is_indented(line, below) and not _HANGS.match(line.text)
        )
    # On another page, or in the next column.
    if measure.is_indented and after and after.page == below.page:
        return _is_indented(after, below)
    return bool(_ENDS_SENTENCE.search(line.text))


def _begins_item(line: Line, below: Line) -> bool:
    return bool(
        _ITEM.match(below.text)
        or (_PERHAPS_ITEM.match(below.text) and _ENDS_SENTENCE.search(line.text))
    )


def _is_credit(line: Line) -> bool:
    """Tell whether *line* is a byline or a date, which stand on the first page."""
    return line.page == 0 and bool(
        date_line(line.text) or (line.text[0].isupper() and byline(line.text))
    )


def _is_indented(line: Line, other: Line) -> bool:
    return _INDENT * line.size < other.x - line.x < _DEEPEST_INDENT * line.size


def _has_room(line: Line, below: Line, measure: _Measure) -> bool:
    """Tell whether the first word of *below* would have had room on *line*."""
    if line.size > _LARGER * measure.size:
        return False
    first_word = below.text.split(maxsplit=1)[0] if below.text.split() else ""
    share = _ROOM_AFTER_SENTENCE if _ENDS_SENTENCE.search(line.text) else _ROOM
    return len(line.text) + 1 + len(first_word) < share * measure.length
