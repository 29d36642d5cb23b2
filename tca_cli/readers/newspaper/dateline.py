"""Datelines: where, when and by which agency an article was filed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from tca_cli.readers.newspaper.agencies import agency, known_agency
from tca_cli.readers.newspaper.dates import MONTH, full_date
from tca_cli.readers.newspaper.no_places import is_never_a_place, is_no_place_alone
from tca_cli.readers.newspaper.place_names import in_title_case

# A dash beyond so many signs ends no dateline, and so many behind it tell that it does.
_LONGEST, _FIRST_LETTERS = 90, 40
# Places and days recur: so many of the last are remembered.
_REMEMBERED, _PARAGRAPHS_REMEMBERED = 1024, 16


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
    if not _ANY_DASH.search(paragraph, 0, _LONGEST):
        return None
    found = _beginning(paragraph[: _LONGEST + _FIRST_LETTERS])
    if found is None:
        return None
    return Dateline(
        *(found.printed, in_title_case(found.where), found.said.agency),
        *(found.said.published, paragraph[found.end :], found.is_bare),
    )


def dateline_alone(printed: str) -> Dateline | None:
    """Return the dateline that *printed* is, in a tag or column of its own, or None.

    >>> dateline_alone("BISHKEK, Aug. 13, 2015 (TCA) —").place
    'Bishkek'
    >>> dateline_alone("Issyk-Kul, Kyrgyzstan").place, dateline_alone("13 August")
    ('Issyk-Kul', None)
    """
    printed = without_dash(" ".join(printed.split()))
    if len(printed) > _LONGEST:
        return None
    if found := dateline(f"{printed} — The text."):
        return found
    where = _BEHIND_PLACE.split(printed, maxsplit=1)[0].strip(" .")
    is_place = (
        _PLACE.fullmatch(where)
        and where[0].isupper()
        and len(where.split()) <= _MOST_WORDS
        and not is_never_a_place(where)
    )
    place = in_title_case(where) if where.isupper() else where
    is_bare = where == printed
    return Dateline(printed, place, None, None, "", is_bare) if is_place else None


def without_dash(printed: str) -> str:
    """Return a dateline as it is *printed*, less the dash that ends it."""
    return printed.rstrip(_LAST_DASH)


@dataclass(frozen=True, slots=True)
class _Details:
    """What stands between the place and the dash."""

    region: bool = False
    has_day: bool = False
    has_month: bool = False
    published: date | None = None
    agency: str | None = None


_NOTHING = _Details()
_MOST_WORDS = 4
# Without spaces a hyphen joins (WASHINGTON-based); after a number it is a slip.
_ANY_DASH = re.compile("[—―–−_-]")
_DASH = re.compile(r"\s*(?:[—―–−]|--)\s*|\s+[-_]\s+|(?<=\d)-\s+")
_LAST_DASH = " —―–−:-"
_BEHIND_PLACE = re.compile(r"[,(]")
_CREDIT = re.compile(r"(?P<before>.*\S)\s*\((?P<inside>[^()]{2,50})\)")
# What keys of a wire's terminal left behind.
_SLIPS = re.compile(r"^(?:\*+|[a-z] {2,}|RPT\s*--?\s*)")
# A dash before the day and not only behind it, a comma between month and day.
_BEFORE_DAY = re.compile(rf"[,\s]+[-–—]\s+(?={MONTH}\s+\d)", re.IGNORECASE)
_BEFORE_NUMBER = re.compile(r",\s+\d")
_WITHIN_DAY = re.compile(rf"\b({MONTH}),(?=\s+\d)", re.IGNORECASE)
# MOSCOW. May 5 (Interfax) - as wires of the East print it; ST. LOUIS is shorter.
_FULL_STOP = re.compile(r"^((?:[^\W\d_]+[ -])*[^\W\d_]{3,})\.(?= )")
_AROUND_WORDS = " .'’/-"
_PLACE = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’/ \-])+")
_REGION = re.compile(
    r"(?:the )?(?![a-zа-яё])[^\W\d_][^\W\d_.]*\.?(?:[ .-]?[^\W\d_]+\.?){0,3}"
)
# Also with a digit too many, which is a date all the same, though no day that there is.
_DAYS = r"\d{1,3}(?:\s*[–-]\s*\d{1,2})?"
_DATE = re.compile(
    rf"(?P<region>(?:\S.*?)??)\s*\b(?P<date>\d{{4}}-\d\d-\d\d|{MONTH}(?:\s+{_DAYS})?|{_DAYS}\s+{MONTH}"
    rf"|(?P<misspelt>[^\W\d_]{{3,9}})\s+\d{{1,2}})(?P<year>\s+\d{{4}})?",
    re.IGNORECASE,
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
# Wires misspell the month, as in Mach 4 and Narch 2; aged 45 is farther from one.
_LIKENESS = 0.75
_YEAR = re.compile(r"\d{4}")
_A_MONTH = re.compile(rf"{MONTH}\s", re.IGNORECASE)
_SHORTEST = 3
_KINDS = 2
_TOWNS_OF_TWO_LETTERS = frozenset({"ОШ"})
_VOWEL = re.compile("[AEIOUYÀ-ÖØ-ÝŁŌŪАЕЁИОУЫЭЮЯӘӨҰҮІЇЄ]")


@dataclass(frozen=True, slots=True)
class _Beginning:
    """A dateline at the beginning of a paragraph, and where it ends."""

    printed: str
    where: str
    said: _Details
    end: int
    is_bare: bool


# A paragraph is asked about several times, while its place in the article is found.
@lru_cache(maxsize=_PARAGRAPHS_REMEMBERED)
def _beginning(paragraph: str) -> _Beginning | None:
    # A dash may also stand within a date: 5–6 March.
    for dash in _DASH.finditer(paragraph, 0, _LONGEST):
        if found := _ended_by(dash, paragraph):
            return found
    return None


def _ended_by(dash: re.Match[str], paragraph: str) -> _Beginning | None:
    printed = paragraph[: dash.start()]
    if slips := _SLIPS.match(printed):
        printed = printed[slips.end() :]
    printed = printed.strip(" ,")
    credit = _CREDIT.fullmatch(printed) if printed.endswith(")") else None
    stated = credit["before"] if credit else printed
    if stop := _FULL_STOP.match(stated):
        stated = f"{stop[1]},{stated[stop.end() :]}"
    stated = _BEFORE_DAY.sub(", ", stated)
    if _BEFORE_NUMBER.search(stated):
        stated = _WITHIN_DAY.sub(r"\1", stated)
    where, *details = (part.strip() for part in stated.split(","))
    where = _without_region(where)
    if not _is_name(where):
        return None
    said = _details(tuple(details), credit["inside"] if credit else "")
    if said is None:
        return None
    is_bare = said == _NOTHING
    rest = paragraph[dash.end() :]
    if not _is_place(where, said, dash[0], rest) or (is_bare and not _parts(dash[0])):
        return None
    return _Beginning(printed, where, said, dash.end(), is_bare)


@lru_cache(maxsize=_REMEMBERED)
def _is_name(where: str) -> bool:
    return bool(_PLACE.fullmatch(where)) and not is_never_a_place(where)


def _is_place(where: str, said: _Details, dash: str, rest: str) -> bool:
    """Tell whether *where* is a place, by what stands beside it."""
    is_in_capitals = _is_in_capitals(where)
    if is_in_capitals and (said.agency or said.has_day or said.has_month):
        return len(where.split()) <= _MOST_WORDS
    if not _starts_a_sentence(rest):
        # Wires set all of it in small letters, and part it with a hyphen.
        return said.has_day and dash == " - " and _is_named_evenly(where)
    if is_in_capitals:
        return not is_no_place_alone(where) and (said.region or _can_stand_alone(where))
    is_credited = said.agency is not None and known_agency(said.agency) is not None
    return (said.has_day or is_credited) and len(where.split()) <= _MOST_WORDS


@lru_cache(maxsize=_REMEMBERED)
def _is_in_capitals(where: str) -> bool:
    return all(
        letter.isupper() or letter in _AROUND_WORDS
        for letter in where.removeprefix("Mc")
    )


def _parts(dash: str) -> bool:
    """Tell whether *dash* parts what a hyphen would join."""
    return dash.startswith((" ", "—")) or dash.endswith(" ")


@lru_cache(maxsize=_REMEMBERED)
def _details(parts: tuple[str, ...], in_parentheses: str) -> _Details | None:
    """Return what *parts* say, or None where one of them is nothing a dateline has."""
    region = has_day = has_month = False
    published = None
    credit = None
    pending = ""
    for part, is_inside in _said(parts, in_parentheses):
        if pending and _YEAR.fullmatch(part):
            published, pending = full_date(f"{pending}, {part}"), ""
        elif (dated := _DATE.fullmatch(part)) and _is_date(dated):
            has_month = True
            has_day = has_day or any(map(str.isdigit, dated["date"]))
            pending = part[len(dated["region"]) :].strip()
            published = full_date(pending)
        elif known := known_agency(part):
            credit = known
        elif not is_inside and not has_month and _REGION.fullmatch(part):
            region = True
        elif named := agency(part):
            credit = named
        else:
            return None
    return _Details(region, has_day, has_month, published, credit)


def _said(parts: Iterable[str], in_parentheses: str) -> Iterator[tuple[str, bool]]:
    for part in filter(None, parts):
        yield part, False
    for part in filter(None, map(str.strip, in_parentheses.split(","))):
        yield part, True


def _is_date(dated: re.Match[str]) -> bool:
    if dated["region"] and not _REGION.fullmatch(dated["region"].rstrip()):
        return False
    misspelt = dated["misspelt"]
    return not misspelt or bool(
        get_close_matches(misspelt.lower(), _MONTHS, n=1, cutoff=_LIKENESS)
    )


def _without_region(where: str) -> str:
    """Return the place of ``FARMINGTON Conn.``, where the comma was forgotten."""
    words = where.split()
    is_followed = (
        len(words) > 1
        and words[-1].endswith(".")
        and not words[-1].isupper()
        and words[0].isupper()
    )
    return " ".join(words[:-1]) if is_followed else where


def _starts_a_sentence(rest: str) -> bool:
    first = rest.lstrip("\"'“‘«„<(")[:1]
    beginning = rest[:_FIRST_LETTERS]
    return (
        (first.isupper() or first.isdigit())
        and any(map(str.islower, beginning))
        and not _A_MONTH.match(beginning)
    )


def _can_stand_alone(place: str) -> bool:
    """Tell whether *place*, in capitals, is one without any more beside it."""
    return len(place.split()) < _MOST_WORDS and all(map(_is_a_word, place.split("/")))


def _is_a_word(place: str) -> bool:
    """Tell whether *place* can be spoken: most abbreviations have no vowel."""
    if place in _TOWNS_OF_TWO_LETTERS:
        return True
    return len(place) >= _SHORTEST and bool(_VOWEL.search(place))


def _is_named_evenly(place: str) -> bool:
    """Tell whether all words of *place* but the first are written alike."""
    words = place.split()
    return len(words) <= _MOST_WORDS and (
        len({word[0].isupper() for word in words[1:]}) < _KINDS
    )
