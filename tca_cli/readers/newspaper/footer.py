"""The footer that a site prints below an article: who posted it, the credit, the bio.

The credit stands twice, the second time in the last line, so it is found from the end.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tca_cli.readers.newspaper.agencies import is_in_capitals, known_agency
from tca_cli.readers.newspaper.byline import is_person


@dataclass(frozen=True, slots=True)
class Footer:
    """What the footer says, and the number of the line where it begins."""

    begin: int
    author: str | None
    agency: str | None
    bio: str | None


def footer(lines: Sequence[str], *, agency: str | None) -> Footer | None:
    """Return the footer in which *lines* end, or None.

    *agency* is that of the dateline: a credit that is the same names no person.

    >>> found = footer(["Text.", "Ada Moreau", "", "HNS", "", "Ada Moreau writes.",
    ...     "View more articles fromHNS"], agency=None)
    >>> found.begin, found.author, found.agency, found.bio
    (1, 'Ada Moreau', 'HNS', 'Ada Moreau writes.')
    """
    last = _last_line(lines, end=len(lines))
    found = _LAST_LINE.fullmatch(lines[last].strip()) if last is not None else None
    if last is None or not found:
        return None
    credit = found["credit"].strip()
    is_agency = (
        is_in_capitals(credit)
        or known_agency(credit) is not None
        or (agency is not None and credit.casefold() == agency.casefold())
    )
    author = credit if not is_agency and is_person(credit) else None
    begin, poster, bio = last, None, None
    if (at := _credit_line(lines, credit, end=last)) is not None:
        begin, bio = at, _bio(lines[at + 1 : last])
        if (before := _poster_line(lines, end=at)) is not None:
            begin, poster = before, lines[before].strip()
    if poster is not None and not is_person(poster):
        poster = None  # an account of the site
    return Footer(
        begin=begin,
        author=poster if is_agency else author,
        agency=(known_agency(credit) or credit) if is_agency else None,
        bio=bio,
    )


_LAST_LINE = re.compile(
    r"view (?:more|all) articles from\s*(?P<credit>\S.*)", re.IGNORECASE
)
_DIVIDER = "divider"
_MOST_WORDS = 5
_SENTENCE_ENDS = '.!?…:;,”"»'


def _last_line(lines: Sequence[str], *, end: int) -> int | None:
    numbers = (at for at in range(end - 1, -1, -1) if lines[at].strip())
    return next(numbers, None)


def _credit_line(lines: Sequence[str], credit: str, *, end: int) -> int | None:
    """Return the number of the line where the credit stands first, of the footer's two.

    A bio may be headed by the same name again: the one below the poster's name is it.
    """
    same = [at for at in range(end) if lines[at].strip() == credit]
    posted = (at for at in same if _poster_line(lines, end=at) is not None)
    return next(posted, same[-1] if same else None)


def _poster_line(lines: Sequence[str], *, end: int) -> int | None:
    """Return the number of the last line before *end*, if it names someone."""
    last = _last_line(lines, end=end)
    if last is None:
        return None
    name = lines[last].strip()
    is_short = len(name.split()) <= _MOST_WORDS and name[-1] not in _SENTENCE_ENDS
    return last if is_short and name[0].isupper() else None


def _bio(lines: Sequence[str]) -> str | None:
    told = (line.strip() for line in lines)
    paragraphs = [line for line in told if line and line.casefold() != _DIVIDER]
    return "\n\n".join(paragraphs) or None
