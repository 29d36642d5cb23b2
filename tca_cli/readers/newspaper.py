"""How newspapers set an article: the one place for its rules, whatever the format.

HEADLINE
byline, date                 each optional, in either order
standfirst                   may end in ``by NAME``
dateline — first paragraph
paragraphs
footer                       who posted it, the credit, the bio
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tca_cli.article import ArticleContent
from tca_cli.readers.byline import Byline, byline, byline_at_end, is_role
from tca_cli.readers.dateline import Dateline, dateline
from tca_cli.readers.dates import date_in_address, date_in_name, date_line
from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.findings import Findings
from tca_cli.readers.footer import Footer, footer
from tca_cli.readers.furniture import is_furniture
from tca_cli.text.folding import folded


def article_of(
    document: Document,
    text: str,
    said: Findings | None = None,
    *,
    key: str | None = None,
    first_line: int | None = None,
) -> FoundArticle:
    r"""Return the article that *text*, with ``\n`` for line ends, is in *document*.

    What was *said* beside the text counts before what the text says of itself; without
    a headline there, its first line is the headline. *first_line* is the number of the
    line in the file where the text begins, where it stands there as it is.
    Headline and body are empty where there are none.
    """
    said = said or Findings()
    lines = [line.strip() for line in text.split("\n")]
    first = next((number for number, line in enumerate(lines) if line), len(lines))
    begin = first
    origin = _Origin(lines, first_line)
    if "headline" not in said.values and first < len(lines):
        begin += 1
        where = origin.of("the first line", lines[first])
        said.keep("headline", " ".join(lines[first].split()), where)
    elif first < len(lines) and _is_same(lines[first], said.values["headline"]):
        begin += 1
    below = _without_furniture(lines[begin:])
    # The footer's credit may be the dateline's agency, and the dateline is above it.
    authors = said.values.get("authors", ())
    setting = _set_apart(below, authors)
    agency = setting.dateline.agency if setting.dateline else None
    if end := footer(below, agency=agency):
        setting = _set_apart(below[: end.begin], authors)
    _note_parts(said, setting, end, origin)
    _note_dates_of_names(said, document, key)
    found = {"headline": ""} | said.values | {"body": "\n\n".join(setting.paragraphs)}
    return FoundArticle(ArticleContent(**found), key, said.origins)


@dataclass(frozen=True, slots=True)
class _Setting:
    """The parts above and in the body."""

    paragraphs: tuple[str, ...]
    byline: Byline | None = None
    published: date | None = None
    dateline: Dateline | None = None


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
_BESIDE = re.compile(r"\s+[|·]\s+")


@dataclass(frozen=True, slots=True)
class _Origin:
    """Says where in the text a part of the article was found."""

    lines: Sequence[str]
    first_line: int | None

    def of(self, part: str, printed: str) -> str:
        """Return the name of the *part*, with its line where lines can be counted."""
        begin = printed.split("\n", maxsplit=1)[0]
        if self.first_line is None:
            return part
        numbers = (at for at, line in enumerate(self.lines) if begin in line)
        at = next(numbers, None)
        return part if at is None else f"{part}, line {at + self.first_line}"


def _note_parts(
    said: Findings, setting: _Setting, end: Footer | None, origin: _Origin
) -> None:
    """Note what dateline, date line, byline and footer say, in this order of trust."""
    if filed := setting.dateline:
        where = origin.of("the dateline", filed.printed)
        said.keep("dateline", filed.printed, where)
        said.keep("place", filed.place, where)
        said.keep("published", filed.published, where)
        said.keep("agency", filed.agency, where)
    said.keep("published", setting.published, "the date line")
    if credited := setting.byline:
        where = origin.of("the byline", credited.printed)
        said.keep("byline", credited.printed, where)
        said.keep("authors", credited.authors, where)
        said.keep("agency", credited.agency, where)
    if end:
        said.keep("authors", (end.author,) if end.author else (), "the footer")
        said.keep("agency", end.agency, "the footer")
        said.keep("author_bio", end.bio, "the footer")


def _note_dates_of_names(said: Findings, document: Document, key: str | None) -> None:
    if address := said.values.get("url"):
        said.keep("published", date_in_address(address), "the address")
    if key is None:
        named = date_in_name(document.name)
        said.keep("published", named, "the name of the file")


def _is_same(line: str, other: str) -> bool:
    return folded(" ".join(line.split())) == folded(other)


def _without_furniture(lines: Sequence[str]) -> list[str]:
    return ["" if is_furniture(line) else line for line in lines]


def _blocks(lines: Iterable[str]) -> list[list[str]]:
    """Return the lines that stand together, between blank ones."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _set_apart(lines: Sequence[str], authors: Sequence[str]) -> _Setting:
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
    return _Setting(tuple(paragraphs), credited, header.published, filed)


def _header(lines: Sequence[str], names: frozenset[str]) -> _Header:
    """Return byline and date at the beginning of *lines*, or below a standfirst.

    A date below a standfirst, with neither byline nor dateline, begins a chronology.
    """
    written = [number for number, line in enumerate(lines) if line]
    for standfirst in (0, *_ends_of_standfirst(lines, written)):
        header = _header_from(lines, standfirst, names)
        next_lines = lines[header.end : header.end + 2]
        is_above_dateline = any(map(dateline, filter(None, next_lines)))
        if header.byline or (
            header.published and (is_above_dateline or not standfirst)
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
    for number in range(first + 1, end):
        # In smaller letters it may be the rest of a sentence.
        if not lines[number].startswith("by"):
            yield number
    yield end


def _header_from(lines: Sequence[str], begin: int, names: frozenset[str]) -> _Header:
    def credit_in(part: str) -> Byline | None:
        return Byline(part, (part,), None) if folded(part) in names else byline(part)

    credited, published, end = None, None, begin
    for number in range(begin, len(lines)):
        line = lines[number]
        if not line:
            continue
        parts = _posted(line) or _BESIDE.split(line)
        bylines = list(filter(None, map(credit_in, parts)))
        days = list(filter(None, map(date_line, parts)))
        is_role_of_author = credited is not None and is_role(line)
        if len(bylines) + len(days) < len(parts) and not (
            credit_in(line) or date_line(line) or is_role_of_author
        ):
            break
        for said in bylines or filter(None, [credit_in(line)]):
            credited = _joined(credited, said)
        published = published or next(iter(days), date_line(line))
        end = number + 1
    return _Header(begin, end, credited, published)


def _posted(line: str) -> tuple[str, str] | None:
    """Return day and byline of ``[Posted on] 5 May 2016 by NAME``."""
    found = _POSTED.fullmatch(line)
    return (found["day"], found["byline"]) if found else None


def _joined(first: Byline | None, second: Byline) -> Byline:
    """Return one byline for two that stand below each other."""
    if first is None:
        return second
    return Byline(
        printed=f"{first.printed}\n{second.printed}",
        authors=tuple(dict.fromkeys((*first.authors, *second.authors))),
        agency=first.agency or second.agency,
    )


def _body(lines: Sequence[str]) -> Iterator[str]:
    for block in _blocks(lines):
        yield from _paragraphs(block)


def _paragraphs(block: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of *block*: one, unless its lines are too long for that."""
    paragraph: list[str] = []
    for line in block:
        if len(line) > _LONG_LINE and paragraph and len(paragraph[-1]) > _LONG_LINE:
            yield "\n".join(paragraph)
            paragraph = []
        paragraph.append(line)
    yield "\n".join(paragraph)


def _byline_elsewhere(paragraphs: list[str]) -> tuple[Byline | None, list[str]]:
    """Take the byline that ends the standfirst, or stands alone below the text."""
    standfirst, *text = paragraphs or [""]
    if not text:
        return None, paragraphs
    if not dateline(standfirst) and (ending := byline_at_end(standfirst)):
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
