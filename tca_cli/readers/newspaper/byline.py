"""Bylines: who wrote it, as printed, and the persons and the agency in it.

No author is better than a wrong one: what might be no name is left out.
"""

import re
from dataclasses import dataclass

from tca_cli.readers.newspaper.agencies import is_in_capitals, known_agency
from tca_cli.readers.newspaper.dates import MONTH


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
    if not _FIRST_WORD.match(line):
        return None
    line = " ".join(line.split())
    found = _LINE.fullmatch(line) if len(line) <= _LONGEST else None
    if not found:
        return None
    names = _FULL_STOP.sub("", found["names"])
    authors: list[str] = []
    agency = None
    is_credit = True
    for piece in filter(None, map(str.strip, _BETWEEN.split(names))):
        name = _WHERE.sub("", piece)
        if known := known_agency(piece):
            agency = agency or known
        elif _ROLE.search(piece):
            agency = agency or _agency_of_role(piece)
        elif is_person(name):
            authors.append(name)
        elif not (_ASIDE.match(piece) or (authors and _TITLE.fullmatch(piece))):
            is_credit = is_credit and is_family_name(piece)
    if not authors and (agency or found["label"]):
        authors = [name for name in [_BETWEEN.split(names)[0]] if is_family_name(name)]
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
    if not _BY.search(standfirst):
        return None
    found = _AT_END.fullmatch(standfirst.strip())
    if not found or (not found["stop"] and _DEED.search(found["before"])):
        return None
    credited = byline(found["byline"])
    if credited is None or not credited.authors:
        return None
    # A full stop belongs to what was said; a comma or a dash only led to the name.
    stop = found["stop"] if found["stop"] in _SENTENCE_ENDS else ""
    return f"{found['before'].rstrip()}{stop}", credited


def is_person(text: str) -> bool:
    """Tell whether *text* is a person's name as bylines print it, of several words.

    >>> [is_person(text) for text in ("Łukasz Wiśniewski", "Staff Reporter", "the sea")]
    [True, False, False]
    """
    return (
        len(text.split()) in _WORDS_OF_A_NAME
        and bool(_NAME.fullmatch(text))
        and not _ROLE.search(text)
        and not _ORGANISATION.search(text)
        and not _NO_GIVEN_NAME.match(text)
        and known_agency(text) is None
    )


def is_role(line: str) -> bool:
    """Tell whether *line* is the role that a site prints below its author's name.

    >>> is_role("Associated Press Writer"), is_role("The editor left for Osh.")
    (True, False)
    """
    words = line.split()
    return (
        len(words) in _WORDS_OF_A_NAME
        and not line.endswith(".")
        and bool(_ROLE.search(words[-1]))
    )


def is_family_name(text: str) -> bool:
    """Tell whether *text* is one word that can be a name, where more says it is one."""
    return (
        len(text.split()) == 1
        and bool(_NAME.fullmatch(text))
        and not is_in_capitals(text)
        and not _ROLE.search(text)
        and not _NO_GIVEN_NAME.match(text)
        and known_agency(text) is None
    )


_LONGEST = 180
_WORDS_OF_A_NAME = range(2, 7)
_LINE = re.compile(
    r"(?:[•●▪*·–—-]\s*)?"
    r"(?P<printed>(?P<label>(?:written|reported|text|story|words|interview)\s+by\b"
    r"|authors?\s*:|авторы?\s*:|текст\s*:)?(?(label)\s*|(?:by|par|von|por|door)\b)"
    r"\s*:?\s*(?P<names>\S.{0,150}))",
    re.IGNORECASE,
)
# Most lines are ruled out by how they begin.
_FIRST_WORD = re.compile(
    r"\s*(?:[•●▪*·–—-]\s*)?(?:written|reported|text|story|words|interview|authors?|авторы?"
    r"|текст|by|par|von|por|door)",
    re.IGNORECASE,
)
# But not that of an initial, nor of Jr.
_FULL_STOP = re.compile(r"(?<=\w\w)(?<!\b[JS]r)\.$")
_BETWEEN = re.compile(
    r"\s*[,;|()]\s*(?:and\s+)?|\s+(?:and|und|et|и|/|[–—-]+)\s+|\s*&\s*", re.IGNORECASE
)
# By NAME in Osh and NAME in Minsk
_WHERE = re.compile(r"\s+(?:in|at|for)\s+[^\W\d_a-zа-яё].*$")
# What may stand beside a name: a date, an address, who took the pictures, a degree.
_ASIDE = re.compile(
    rf"(?:{MONTH}\s+\d|\d|@|\S+@\S|https?:|(?:photo(?:graph)?s?|photography|pictures|video|graphics"
    r"|illustrations?)\s+by\b"
    r"|(?:ph\.?d|m\.?a|m\.?d)\.?$)",
    re.IGNORECASE,
)
# A paper, a town: words with capitals, and small ones between them.
_TITLE = re.compile(
    r"(?:(?![a-zа-яё])[^\W\d_][\w.'’-]*|of|the|for|de|and)"
    r"(?:\s+(?:(?![a-zа-яё])[^\W\d_][\w.'’-]*|of|the|for|de|and)){0,5}"
)
_PARTICLES = (
    "al|bin|da|de|del|della|den|der|di|dos|du|e|el|ibn|kyzy|la|le|oglu|ogly|ter|uulu|van"
    "|von|y|zu|кызы|оглы|уулу"
)
_LETTER = r"[^\W\d_]"
_NAME = re.compile(
    rf"(?!(?:{_PARTICLES})\b|the\b)"
    rf"(?:(?:{_PARTICLES}|(?:(?:a[dlnrstz]|ash|el|ul)-|[dl]['’])?"
    rf"(?![a-zа-яё]){_LETTER}(?:{_LETTER}|['’ʼ`.\u0300-\u036f-])*)(?:\s+|$))+"
)
_ROLE = re.compile(
    r"\b(?:admin|administrator|agenc(?:y|ies)|analyst|anonymous|bureau|chief|columnist"
    r"|contribut\w+|correspondents?|desk|director|editors?|editorial|e-?mail|fellow|guest"
    r"|journalist|newsroom|our own|press|professor|publisher|reporters?|special to"
    r"|staff|team|webmaster|writers?"
    r"|correspondante?|envoyée?s?\ sp[ée]cia\w*|korrespondent\w*|redacci[oó]n|redaktion"
    r"|r[ée]daction|reporterin"
    r"|администратор|аноним|корреспондент\w*|неизвестен|обозреватель|пресс-служба"
    r"|редактор\w*|редакция|собкор\w*)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"^the\b|\b(?:bank|company|corp|council|daily|decree|demand|embassy|foundation|fund"
    r"|gazette|gmbh|government|group|guardian|herald|holding|inc|institute|journal|law"
    r"|ltd|means|media|ministry|monitor|news|observer|office|officers?|order|plc|police"
    r"|radio|railways?|request|route|service|standards?|television|times|tribune"
    r"|university|weekly)\b",
    re.IGNORECASE,
)
# A day, a water, a mountain, a storm; and titles, since who bears one is written about.
_NO_GIVEN_NAME = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|tonight"
    r"|(?:new year|victory|independence|christmas|easter|nowruz|nooruz|ramadan)"
    r"|(?:lake|river|mount|cape|port|cyclone|hurricane|typhoon|storm)"
    r"|(?:president|premier|prime|king|queen|prince|princess|minister|general|colonel))\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = (".", "!", "?", "…")
_BY = re.compile(r"\sby\s", re.IGNORECASE)
_AT_END = re.compile(
    r"(?P<before>\S.{9,400}?)(?P<stop>\s*[.!?…,;:–—-])?\s+(?P<byline>by\s+[^!?]{3,60})",
    re.IGNORECASE | re.DOTALL,
)
# Built by, a book by: the deed of that person, not the text about it.
_DEED = re.compile(
    r"(?:\w(?:ed|en|wn|ht|lt|un|ung|uck|ft|st|rn|nt|aid|ade)|led|held|run|won|set|put|sold"
    r"|told|said|found|hit|cut|fed|met|hung"
    r"|(?:attack|book|drawing|film|illustration|interview|letter|novel|painting"
    r"|photo(?:graph)?|photography|picture|play"
    r"|poem|portrait|report|song|speech|statement|stor(?:y|ie)|victor(?:y|ie)|visit|work)"
    r"s?)$",
    re.IGNORECASE,
)


def _agency_of_role(role: str) -> str | None:
    """Return the agency in ``TCA publisher``."""
    first = role.split(maxsplit=1)[0]
    is_abbreviation = is_in_capitals(first) and not (
        role.isupper() or _ROLE.match(first)
    )
    return known_agency(first) or (first if is_abbreviation else None)
