"""Datelines: where, when and by which agency an article was filed."""

import re
from dataclasses import dataclass
from datetime import date

from tca_cli.readers.agencies import agency, known_agency
from tca_cli.readers.dates import MONTH, full_date


@dataclass(frozen=True, slots=True)
class Dateline:
    """The beginning of a first paragraph, and what follows it.

    ``is_bare`` says that it is a place and a dash alone, which could be something else.
    """

    printed: str
    place: str
    agency: str | None
    published: date | None
    rest: str
    is_bare: bool


def dateline(paragraph: str) -> Dateline | None:
    """Return the dateline with which *paragraph* begins, or None.

    >>> found = dateline("HAYWARD, Calif. (AP) — The plant closed.")
    >>> found.printed, found.place, found.agency, found.rest
    ('HAYWARD, Calif. (AP)', 'Hayward', 'AP', 'The plant closed.')
    >>> dateline("NASA — the agency — said") is None
    True
    """
    dash = _DASH.search(paragraph, 0, _LONGEST)
    if not dash:
        return None
    printed = _SLIPS.sub("", paragraph[: dash.start()]).strip(" ,")
    credit = _CREDIT.fullmatch(printed)
    stated = _FULL_STOP.sub(r"\1,", credit["before"] if credit else printed)
    where, *details = (part.strip() for part in stated.split(","))
    said = _details(details, in_parentheses=credit["inside"] if credit else "")
    if said is None or not (where := _without_region(where)):
        return None
    is_bare = said == _Details()
    rest = paragraph[dash.end() :]
    if said.has_date or said.agency:
        is_place = bool(_PLACE.fullmatch(where) and len(where.split()) <= _MOST_WORDS)
    else:
        is_place = bool(_CAPITALS.fullmatch(where)) and _starts_a_sentence(rest)
    if is_bare:
        is_place = is_place and " " in (dash[0][:1], dash[0][-1:]) and _is_a_word(where)
    if not is_place or _NO_PLACE.match(where):
        return None
    return Dateline(
        printed, in_title_case(where), said.agency, said.published, rest, is_bare
    )


def in_title_case(place: str) -> str:
    """Return the name of a *place* as it is written in a text.

    >>> [in_title_case(place) for place in ("RIO DE JANEIRO", "ST. JOHN'S", "MCLEAN")]
    ['Rio de Janeiro', "St. John's", 'McLean']
    """
    words = [_WORD.sub(lambda word: _capitalised(word[0]), w) for w in place.split()]
    small = [w.lower() if w.lower() in _SMALL_WORDS else w for w in words[1:]]
    return " ".join([*words[:1], *small])


@dataclass(frozen=True, slots=True)
class _Details:
    """What stands between the place and the dash."""

    region: bool = False
    has_date: bool = False
    published: date | None = None
    agency: str | None = None


_LONGEST = 90
_MOST_WORDS = 4
# Without spaces a hyphen joins (WASHINGTON-based); after a number it is a slip.
_DASH = re.compile(r"\s*(?:[—―–−]|--)\s*|\s+-\s+|(?<=\d)-\s+")
_CREDIT = re.compile(r"(?P<before>.*\S)\s*\((?P<inside>[^()]{2,50})\)")
# What keys of a wire's terminal left behind.
_SLIPS = re.compile(r"^(?:\*+|[a-z] {2,})")
# MOSCOW. May 5 (Interfax) - as wires of the East print it; ST. LOUIS is shorter.
_FULL_STOP = re.compile(r"^((?:[^\W\d_]+[ -])*[^\W\d_]{3,})\.(?= )")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_](?![^\W\d_]))?")
_UPPER = "A-ZÀ-ÖØ-ÞА-ЯЁЄІЇҐӘҒҚҢӨҰҮҺ"
_CAPITALS = re.compile(rf"[{_UPPER}][{_UPPER}.'’/ \-]*[{_UPPER}.]")
_PLACE = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’/ \-])+")
_REGION = re.compile(rf"(?:the )?[{_UPPER}][^\W\d_.]*\.?(?:[ .-]?[^\W\d_]+\.?){{0,3}}")
# Any word and a day: wires misspell the month, as in Mach 4.
_MONTH_AND_DAY = re.compile(
    rf"(?P<region>.*?)\s*\b(?:{MONTH}(?:\s+\d{{1,2}})?|\d{{1,2}}\s+{MONTH}"
    r"|[JFMASOND][^\W\d_]{2,8}\s+\d{1,2})(?P<year>\s+\d{4})?",
    re.IGNORECASE,
)
_A_MONTH = re.compile(rf"{MONTH}\s", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
# What stands in capitals before a dash in a newspaper, and is no place.
_NO_PLACE = re.compile(
    rf"(?:(?:in|on|at|from|for|after|since|until|by|of|and|but|to)\s"
    rf"|(?:{MONTH}|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)"
    r"(?:$|\s+\d)"
    r"|(?:ADB|AIDS|BBC|BRICS|CIA|CIS|CNN|COP|COVID|CSTO|EAEU|EBRD|EC|ECO|EEC|EU|FAO|FBI"
    r"|GDP|IAEA|ICAO|ILO|IMF|IOM|KGB|NASA|NATO|NGO|OECD|OPEC|OSCE|SCO|TCA|UAE|UK|UN|UNDP"
    r"|UNESCO|UNHCR|UNICEF|US|USA|USAID|USSR|WHO|WTO|WWF)$"
    r"|(?:ADVISORY|ALERT|ANALYSIS|BREAKING|BRIEF|COLUMN|COMMENT(?:ARY)?|CORRECT(?:ED|ION)"
    r"|EDITORIAL|EXCLUSIVE|EXPLAINER|FACTBOX|FEATURE|FOCUS|INTERVIEW|LIVE|NEWS|NOTE"
    r"|OBITUARY|OPINION|PHOTOS?|PREVIEW|PROFILE|Q|QUESTION|A|ANSWER|REFILE|REPORT|REVIEW"
    r"|RPT|SPECIAL|SUMMARY|SURVEY|TIMELINE|TOP|UPDATE|URGENT|VIDEO|WATCH|WRAPUP)\b)",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(
    ("am", "an", "and", "de", "del", "der", "di", "do", "du", "la", "of", "on", "sur")
)
_SCOTTISH = re.compile(r"MC([A-Z]{3,})")
_FIRST_LETTERS = 40
_SHORTEST = 3
_VOWEL = re.compile("[AEIOUYÀ-ÖÙ-ÝАЕЁИОУЫЭЮЯӘӨҰҮІ]")


def _details(parts: list[str], *, in_parentheses: str) -> _Details | None:
    """Return what *parts* say, or None where one of them is nothing a dateline has."""
    region = has_date = False
    published = None
    credit = None
    pending = ""
    inside = [part.strip() for part in in_parentheses.split(",")]
    for part in filter(None, [*parts, *inside]):
        if pending and _YEAR.fullmatch(part):
            published, pending = full_date(f"{pending}, {part}"), ""
        elif dated := _MONTH_AND_DAY.fullmatch(part):
            has_date, pending = True, part[len(dated["region"]) :].strip()
            published = full_date(pending)
        elif known := known_agency(part):
            credit = known
        elif part not in inside and not has_date and _REGION.fullmatch(part):
            region = True
        elif named := agency(part):
            credit = named
        else:
            return None
    return _Details(region, has_date, published, credit)


def _without_region(where: str) -> str:
    """Return the place of ``FARMINGTON Conn.``, where the comma was forgotten."""
    words = where.split()
    return " ".join(words[:-1]) if len(words) > 1 and _is_region(words) else where


def _is_region(words: list[str]) -> bool:
    return words[-1].endswith(".") and not words[-1].isupper() and words[0].isupper()


def _starts_a_sentence(rest: str) -> bool:
    first = rest.lstrip("\"'“‘«„")[:1]
    beginning = rest[:_FIRST_LETTERS]
    return (
        (first.isupper() or first.isdigit())
        and any(map(str.islower, beginning))
        and not _A_MONTH.match(beginning)
    )


def _is_a_word(place: str) -> bool:
    """Tell whether *place* can be spoken: most abbreviations have no vowel."""
    return len(place) >= _SHORTEST and bool(_VOWEL.search(place))


def _capitalised(word: str) -> str:
    if not (word.isupper() or word.islower()):
        return word
    scottish = _SCOTTISH.fullmatch(word)
    return f"Mc{scottish[1].capitalize()}" if scottish else word.capitalize()
