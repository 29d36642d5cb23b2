"""Bylines: who wrote it, as printed, and the persons and the agency in it.

No author is better than a wrong one: what might be no name is left out.
"""

import re
from dataclasses import dataclass

from tca_cli.readers.agencies import is_in_capitals, known_agency


@dataclass(frozen=True, slots=True)
class Byline:
    """A line that says who wrote the article."""

    printed: str
    authors: tuple[str, ...]
    agency: str | None


def byline(line: str) -> Byline | None:
    """Return the byline that *line* is, or None.

    >>> byline("BY TED D'AFFLISIO, Reuters").authors
    ("TED D'AFFLISIO",)
    >>> byline("• Written by Ada Moreau, TCA publisher").authors
    ('Ada Moreau',)
    >>> byline("By Monday the river had risen") is None
    True
    """
    found = _LINE.fullmatch(line.strip())
    if not found:
        return None
    names = _TAIL.sub("", found["names"])
    is_alone_enough = bool(found["label"])
    authors: list[str] = []
    agency = None
    is_credit = True
    for piece in filter(None, map(str.strip, _BETWEEN.split(names))):
        if known := known_agency(piece):
            agency = agency or known
        elif _ROLE.search(piece):
            agency = agency or _agency_of_role(piece)
        elif is_person(piece):
            authors.append(piece)
        elif not (authors or _is_family_name(piece)):
            is_credit = False
    if not authors and (agency or is_alone_enough):
        authors = [piece for piece in [names.split(",")[0]] if _is_family_name(piece)]
    if not is_credit or not (authors or agency or _ROLE.search(names)):
        return None
    return Byline(found["printed"], tuple(authors), agency)


def byline_at_end(standfirst: str) -> tuple[str, Byline] | None:
    """Return what *standfirst* says before the byline that ends it, and that byline.

    >>> byline_at_end("The sea is coming back, by Ada Moreau")[0]
    'The sea is coming back'
    >>> byline_at_end("The mine was bought by Vostok Zoloto") is None
    True
    """
    found = _AT_END.fullmatch(standfirst.strip())
    if not found or (not found["stop"] and _PASSIVE.search(found["before"])):
        return None
    credited = byline(found["byline"])
    if credited is None or not credited.authors:
        return None
    # A full stop belongs to what was said; a comma or a dash only led to the name.
    stop = found["stop"] if found["stop"] in _SENTENCE_ENDS else ""
    return f"{found['before']}{stop}", credited


def is_person(text: str) -> bool:
    """Tell whether *text* is a person's name as bylines print it, of two words or more.

    >>> [is_person(text) for text in ("Łukasz Wiśniewski", "Staff Reporter", "the sea")]
    [True, False, False]
    """
    words = text.split()
    return (
        len(words) in _WORDS_OF_A_NAME
        and bool(_NAME.fullmatch(text))
        and not _ROLE.search(text)
        and not _ORGANISATION.search(text)
        and not _WEEKDAY.match(text)
        and known_agency(text) is None
    )


_WORDS_OF_A_NAME = range(2, 7)
_LINE = re.compile(
    r"(?:[•●▪*·–—-]\s*)?"
    r"(?P<printed>(?P<label>(?:written|reported|text|story|words)\s+by|authors?\s*:"
    r"|авторы?\s*:|текст\s*:)?(?(label)\s*|by\b)\s*:?\s*(?P<names>\S.{0,150}))",
    re.IGNORECASE,
)
# By NAME in Moscow, By NAME (@handle), By NAME | 13 August
_TAIL = re.compile(r"\s+(?:in|at|for)\s+[A-ZА-ЯЁ].*$|\s*[(|@].*$|\s+[–—-]+\s.*$")
_BETWEEN = re.compile(
    r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|und|et|и)\s+|\s*&\s*", re.IGNORECASE
)
_PARTICLES = (
    "al|bin|da|de|del|della|den|der|di|dos|du|e|el|ibn|kyzy|la|le|oglu|ogly|ter|uulu|van"
    "|von|y|zu|кызы|оглы|уулу"
)
_LETTER = r"[^\W\d_]"
_NAME = re.compile(
    rf"(?!(?:{_PARTICLES})\b)"
    rf"(?:(?:{_PARTICLES}|(?![a-zа-яё]){_LETTER}(?:{_LETTER}|['’ʼ`.\u0300-\u036f-])*)"
    rf"(?:\s+|$))+"
)
_ROLE = re.compile(
    r"\b(?:agency|analyst|bureau|chief|columnist|contribut\w+|correspondents?|desk"
    r"|director|editors?|editorial|fellow|journalist|newsroom|our own|press|professor"
    r"|publisher|reporters?|special to|staff|team|writers?"
    r"|корреспондент\w*|обозреватель|редактор\w*|редакция|собкор\w*)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:bank|company|corp|council|embassy|foundation|fund|gmbh|government|group"
    r"|holding|inc|institute|ltd|media|ministry|news|office|plc|railways?|service"
    r"|university)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow)\b", re.IGNORECASE
)
_SENTENCE_ENDS = (".", "!", "?", "…")
_AT_END = re.compile(
    r"(?P<before>\S.{9,400}?)(?P<stop>[.!?…,;:–—-])?\s+(?P<byline>by\s+[^.!?]{3,60})",
    re.IGNORECASE | re.DOTALL,
)
# Built by, led by, a book by: the deed of that person, not the text about it.
_PASSIVE = re.compile(
    r"(?:\w(?:ed|en|wn|ht|lt|un)|made|led|held|run|won|set|put|paid|sold|told|said|found"
    r"|book|film|novel|song|painting|speech|visit|photos?|report|statement|work|play)$",
    re.IGNORECASE,
)


def _is_family_name(text: str) -> bool:
    """Tell whether *text* is one word that can be a name, where more says it is one."""
    words = text.split()
    return (
        len(words) == 1
        and bool(_NAME.fullmatch(text))
        and not is_in_capitals(text)
        and not _ROLE.search(text)
        and known_agency(text) is None
    )


def _agency_of_role(role: str) -> str | None:
    """Return the agency in ``TCA publisher``."""
    first = role.split(maxsplit=1)[0]
    return known_agency(first) or (first if is_in_capitals(first) else None)
