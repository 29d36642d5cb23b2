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

from tca_cli.article import ArticleContent
from tca_cli.readers.byline import Byline, byline, byline_at_end
from tca_cli.readers.dateline import Dateline, dateline
from tca_cli.readers.dates import date_line
from tca_cli.readers.footer import Footer, footer
from tca_cli.readers.furniture import is_furniture


def article_in(text: str, *, published_by_name: date | None = None) -> ArticleContent:
    r"""Return what *text*, with ``\n`` for line ends, says of its article.

    The body is empty where there is none. *published_by_name* is the date in the name
    of the file, which counts where the text has no date of its own.
    """
    lines = [line.strip() for line in text.split("\n")]
    first = next(number for number, line in enumerate(lines) if line)
    headline, below = lines[first], _without_furniture(lines[first + 1 :])
    # The footer's credit may be the dateline's agency, and the dateline is above it.
    setting = _set_apart(_blocks(below))
    agency = setting.dateline.agency if setting.dateline else None
    if end := footer(below, agency=agency):
        setting = _set_apart(_blocks(below[: end.begin]))
    return _content(headline, setting, end, published_by_name)


@dataclass(frozen=True, slots=True)
class _Setting:
    """The parts above and in the body."""

    paragraphs: tuple[str, ...]
    byline: Byline | None = None
    published: date | None = None
    dateline: Dateline | None = None


# So long a line is a paragraph of its own, though no blank line follows.
_LONG_LINE = 120
# A dateline stands in the first paragraph, or after a standfirst.
_DATELINE_WITHIN = 3
_SPACES = re.compile(r"[ \t]{2,}")


def _content(
    headline: str, setting: _Setting, end: Footer | None, by_name: date | None
) -> ArticleContent:
    credited, filed = setting.byline, setting.dateline
    authors = credited.authors if credited else ()
    if not authors and end and end.author:
        authors = (end.author,)
    crediting = (part.agency for part in (filed, credited, end) if part)
    return ArticleContent(
        headline=headline,
        byline=credited.printed if credited else None,
        authors=authors,
        author_bio=end.bio if end else None,
        agency=next(filter(None, crediting), None),
        dateline=filed.printed if filed else None,
        place=filed.place if filed else None,
        published=(filed and filed.published) or setting.published or by_name,
        body="\n\n".join(setting.paragraphs),
    )


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


def _set_apart(blocks: list[list[str]]) -> _Setting:
    """Return the parts of an article without headline and footer."""
    credited, published, blocks = _above_the_text(blocks)
    paragraphs = [paragraph for block in blocks for paragraph in _paragraphs(block)]
    if credited is None:
        credited, paragraphs = _byline_elsewhere(paragraphs)
    filed, paragraphs = _dateline_taken(paragraphs)
    return _Setting(tuple(paragraphs), credited, published, filed)


def _above_the_text(
    blocks: list[list[str]],
) -> tuple[Byline | None, date | None, list[list[str]]]:
    """Take byline and date off the beginning, in any order, also below a standfirst."""
    credited, published = None, None
    for skipped in (0, 1):
        rest = [list(block) for block in blocks[skipped:]]
        while rest:
            line = rest[0][0]
            if credited is None and (said := byline(line)):
                credited = said
            elif published is None and (day := date_line(line)):
                published = day
            else:
                break
            rest[0].pop(0)
            rest = [block for block in rest if block]
        if credited or published:
            return credited, published, blocks[:skipped] + rest
        if blocks and dateline(blocks[0][0]):
            break
    return None, None, blocks


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
    if len(paragraphs) < 2:  # noqa: PLR2004 -- a byline alone is no article
        return None, paragraphs
    standfirst, *text = paragraphs
    before, _, last_line = standfirst.rpartition("\n")
    if before and (said := byline(last_line)):
        return said, [before, *text]
    if not dateline(standfirst) and (ending := byline_at_end(standfirst)):
        return ending[1], [ending[0], *text]
    if said := byline(paragraphs[-1]):
        return said, paragraphs[:-1]
    return None, paragraphs


def _dateline_taken(paragraphs: list[str]) -> tuple[Dateline | None, list[str]]:
    for number, paragraph in enumerate(paragraphs[:_DATELINE_WITHIN]):
        if found := dateline(paragraph):
            after = paragraphs[number + 1 :]
            # Several such beginnings are news in brief from as many places.
            if found.is_bare and (number or (after and dateline(after[0]))):
                break
            rest = [found.rest.strip()] if found.rest.strip() else []
            return found, [*paragraphs[:number], *rest, *after]
    return None, paragraphs
