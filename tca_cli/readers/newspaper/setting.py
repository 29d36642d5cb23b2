"""The parts of an article's text: what stands above the body, and the paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tca_cli.readers.newspaper.byline import Byline, byline, byline_at_end, is_role
from tca_cli.readers.newspaper.dateline import Dateline, dateline
from tca_cli.readers.newspaper.dates import date_line
from tca_cli.text.folding import folded


@dataclass(frozen=True, slots=True)
class Setting:
    """The parts above and in the body."""

    paragraphs: tuple[str, ...]
    byline: Byline | None = None
    published: date | None = None
    dateline: Dateline | None = None


def set_apart(lines: Sequence[str], authors: Sequence[str]) -> Setting:
    """Return the parts of an article without headline and footer.

    The name of one of its *authors* on a line of its own is a byline too.
    """
    header = _header(lines, frozenset(map(folded, authors)))
    credited = header.byline
    above = list(_body(lines[: header.standfirst]))
    paragraphs = above + list(_body(lines[header.end :]))
    if credited is None:
        credited, paragraphs = _byline_elsewhere(paragraphs)
    filed, paragraphs = _dateline_taken(paragraphs, expected=len(above))
    return Setting(tuple(paragraphs), credited, header.published, filed)


@dataclass(frozen=True, slots=True)
class _Header:
    """Byline and date above the text, and the lines of a standfirst before them."""

    standfirst: int
    end: int
    byline: Byline | None = None
    published: date | None = None


# So long a line is a paragraph of its own, though no blank line follows.
_LONG_LINE = 120
# A dateline with a date or an agency may also stand this far below the first paragraph.
_DATELINE_WITHIN = 3
# One other may be something else with a dash; two are not.
_BEGINNINGS_OF_A_DIGEST = 2
_POSTED = re.compile(
    r"(?:(?:posted|published)(?: on)?:? )?(?P<day>[^|·]{6,40}?),?"
    r" (?P<byline>by .{3,80})",
    re.IGNORECASE,
)
# No header is longer; a list of names, or of days, is a text.
_LINES_OF_HEADER, _LINES_OF_STANDFIRST, _LONGEST_OF_HEADER = 40, 12, 400
_COMMA = re.compile(r",\s+")
_BESIDE = re.compile(r"\s+[|·]\s+")


def _header(lines: Sequence[str], names: frozenset[str]) -> _Header:
    """Return byline and date at the beginning of *lines*, or below a standfirst.

    A date below a standfirst, with neither byline nor dateline, begins a chronology.
    """
    written = [number for number, line in enumerate(lines) if line]
    for standfirst in (0, *_ends_of_standfirst(lines, written)):
        header = _header_from(lines, standfirst, names)
        next_lines = filter(None, lines[header.end : header.end + 2])
        if header.byline or (
            header.published and (not standfirst or any(map(dateline, next_lines)))
        ):
            return header
        if written and dateline(lines[written[0]]):
            break
    return _Header(0, 0)


def _ends_of_standfirst(lines: Sequence[str], written: Sequence[int]) -> Iterator[int]:
    """Yield where a standfirst may end: within or after the first lines together."""
    if not written:
        return
    first = written[0]
    end = next((n for n in range(first, len(lines)) if not lines[n]), len(lines))
    for number in range(first + 1, min(end, first + _LINES_OF_STANDFIRST)):
        # In smaller letters it may be the rest of a sentence.
        if not lines[number].startswith("by"):
            yield number
    yield end


def _header_from(lines: Sequence[str], begin: int, names: frozenset[str]) -> _Header:
    def credit_in(part: str) -> Byline | None:
        return Byline(part, (part,), None) if folded(part) in names else byline(part)

    credited, published, end = None, None, begin
    for number in range(begin, min(len(lines), begin + _LINES_OF_HEADER)):
        line = lines[number]
        if not line:
            continue
        if len(line) > _LONGEST_OF_HEADER:
            break
        parts = _posted(line) or _parts(line)
        bylines = list(filter(None, map(credit_in, parts)))
        days = list(filter(None, map(date_line, parts)))
        is_role_of_author = credited is not None and is_role(line)
        is_whole = len(parts) > 1 and (credit_in(line) or date_line(line))
        if len(bylines) + len(days) < len(parts) and not (
            is_whole or is_role_of_author
        ):
            break
        for said in bylines or filter(None, [credit_in(line)]):
            credited = _joined(credited, said)
        published = published or next(iter(days), _day_behind(line))
        end = number + 1
    return _Header(begin, end, credited, published)


def _parts(line: str) -> Sequence[str]:
    """Return what stands side by side in *line*, parted by a stroke or a dot."""
    return _BESIDE.split(line) if "|" in line or "·" in line else (line,)


def _day_behind(line: str) -> date | None:
    """Return the day that *line* is, or that stands behind a comma in it.

    >>> _day_behind("By Ada Moreau, October 12, 2018")
    datetime.date(2018, 10, 12)
    """
    rests = (line[comma.end() :] for comma in _COMMA.finditer(line))
    return next(filter(None, map(date_line, (line, *rests))), None)


def _posted(line: str) -> tuple[str, str] | None:
    """Return day and byline of ``[Posted on] 5 May 2016 by NAME``."""
    found = _POSTED.fullmatch(line)
    is_dated = found is not None and date_line(found["day"]) is not None
    return (found["day"], found["byline"]) if found and is_dated else None


def _joined(first: Byline | None, second: Byline) -> Byline:
    """Return one byline for two that stand below each other."""
    if first is None:
        return second
    return Byline(
        printed=f"{first.printed}\n{second.printed}",
        authors=tuple(dict.fromkeys((*first.authors, *second.authors))),
        agency=first.agency or second.agency,
    )


def _body(lines: Iterable[str]) -> Iterator[str]:
    """Yield the paragraphs: between blank lines, and of lines too long to be one."""
    paragraph: list[str] = []
    for line in lines:
        is_apart = not line or (
            len(line) > _LONG_LINE and paragraph and len(paragraph[-1]) > _LONG_LINE
        )
        if is_apart and paragraph:
            yield "\n".join(paragraph)
            paragraph = []
        if line:
            paragraph.append(line)
    if paragraph:
        yield "\n".join(paragraph)


def _byline_elsewhere(paragraphs: list[str]) -> tuple[Byline | None, list[str]]:
    """Take the byline that ends the standfirst, or stands alone below the text."""
    standfirst, *text = paragraphs or [""]
    if not text:
        return None, paragraphs
    if (ending := byline_at_end(standfirst)) and not dateline(standfirst):
        return ending[1], [ending[0], *text]
    if said := byline(text[-1]):
        return said, paragraphs[:-1]
    return None, paragraphs


def _dateline_taken(
    paragraphs: list[str], *, expected: int
) -> tuple[Dateline | None, list[str]]:
    """Take the dateline off its paragraph, which is the *expected* one or near it."""
    numbers = range(min(len(paragraphs), expected + _DATELINE_WITHIN))
    for number in sorted(numbers, key=lambda at: at != expected):
        found = dateline(paragraphs[number])
        after = paragraphs[number + 1 :]
        if found is None or (found.is_bare and number != expected):
            continue
        if _is_digest(found, after):
            break
        rest = [found.rest.strip()] if found.rest.strip() else []
        return found, [*paragraphs[:number], *rest, *after]
    return None, paragraphs


def _is_digest(first: Dateline, after: Sequence[str]) -> bool:
    """Tell whether *first* begins news in brief, with such a beginning to each.

    What stands below a dateline with a day and looks like a bare one is a label.
    """
    second = dateline(after[0]) if after else None
    if not first.is_bare or second:
        return second is not None and (first.is_bare or not second.is_bare)
    others = (other for other in map(dateline, after) if other and other.is_bare)
    return len(list(islice(others, _BEGINNINGS_OF_A_DIGEST))) == _BEGINNINGS_OF_A_DIGEST
