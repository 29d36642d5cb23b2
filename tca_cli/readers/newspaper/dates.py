"""Dates as newspapers print them. Day and month are never guessed from 03/04/2015."""

import re
from contextlib import suppress
from datetime import date

_LONGEST = 120
_MONTHS = (
    "jan january januar jänner janvier enero gennaio января",
    "feb february februar février fév febrero febbraio февраля",
    "mar march märz mär mars marzo марта",
    "apr april avril avr abril aprile апреля",
    "may mai mayo maggio мая",
    "jun june juni juin junio giugno июня",
    "jul july juli juillet julio luglio июля",
    "aug august août agosto августа",
    "sep sept september septembre septiembre settembre сентября",
    "oct october oktober okt octobre octubre ottobre октября",
    "nov november novembre noviembre ноября",
    "dec december dezember dez décembre déc diciembre dicembre декабря",
)
_NUMBER_OF_MONTH = {
    name: number
    for number, names in enumerate(_MONTHS, start=1)
    for name in names.split()
}

_LABEL = (
    r"(?:(?:date|(?:first )?(?:published|posted)(?: on)?|дата|опубликовано"
    r"|publié(?:e)? le|veröffentlicht(?: am)?|publicado(?: el)?|pubblicato(?: il)?)"
    r"(?:\s*:\s*|\s+))?"
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]{0,2}\s+"
    r"|(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье),?\s+"
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|le|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes"
    r"|sábado|domingo),?\s+(?:(?:den|le)\s+)?)?"
)
# What is printed in datelines; the other languages have none in capitals.
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября"
    r"|декабря)\.?"
)
_ANY_MONTH = (
    "(?P<month>" + "|".join(sorted(_NUMBER_OF_MONTH, key=len, reverse=True)) + r")\.?"
)
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?:\s+(?:года|г\.))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*\(?[a-z]{2,5}\)?)?"
_TIME = (
    rf"(?:t\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?|,?\s*(?:at|[-–—|·])?\s*{_CLOCK})?"
)
_UPDATED = r"(?:\s*[|·]\s*(?:last )?updated\b.*)?"
_FORMS = (
    rf"{_DAY}\s+(?:de\s+)?{_ANY_MONTH},?\s+(?:de\s+|del\s+)?{_YEAR}",
    rf"{_ANY_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)",
    rf"{_YEAR}\s*年\s*(?P<number>\d\d?)\s*月\s*(?P<day>\d\d?)\s*日",
)
_LINES = tuple(
    re.compile(rf"{_LABEL}(?:{_CLOCK},\s+)?{_WEEKDAY}{form}{_TIME}{_UPDATED}\.?")
    for form in _FORMS
)
_DATES = tuple(map(re.compile, _FORMS))
_YEAR_FIRST = (
    r"(?<!\d)((?:19|20)\d\d)(?P<sign>[%s]?)"
    r"(0[1-9]|1[0-2])(?P=sign)(0[1-9]|[12]\d|3[01])(?!\d)"
)
_DIGIT = re.compile(r"\d")
_HYPHENS = re.compile("[\u2010-\u2015]")
_IN_NAME = re.compile(_YEAR_FIRST % "-_.")
_IN_ADDRESS = re.compile(_YEAR_FIRST % "-_./")


def full_date(text: str) -> date | None:
    """Return the day that *text* is, with its year, else None.

    >>> full_date("June 2, 2015"), full_date("June 2"), full_date("31 June 2015")
    (datetime.date(2015, 6, 2), None, None)
    """
    return _first_date(_DATES, text)


def date_line(line: str) -> date | None:
    """Return the day that a line of its own says, perhaps with weekday and time.

    >>> date_line("Fri, 2017-04-07 05:27"), date_line("Published: Aug. 13, 2015")
    (datetime.date(2017, 4, 7), datetime.date(2015, 8, 13))
    >>> date_line("03/04/2015"), date_line("Updated: 13 August 2015")
    (None, None)
    """
    return _first_date(_LINES, line)


def date_in_name(name: str) -> date | None:
    """Return the day that the *name* of a file holds, year first, else None.

    >>> date_in_name("2015-08-13-belaz.txt"), date_in_name("belaz-130815.txt")
    (datetime.date(2015, 8, 13), None)
    """
    return _first_day(_IN_NAME, _HYPHENS.sub("-", name))


def date_in_address(url: str) -> date | None:
    """Return the day that the path of *url* holds, year first, else None.

    >>> date_in_address("https://example.org/2015/08/13/belaz")
    datetime.date(2015, 8, 13)
    >>> date_in_address("https://example.org/belaz?from=2015-08-13") is None
    True
    """
    return _first_day(_IN_ADDRESS, re.split("[?#]", url, maxsplit=1)[0])


def _first_day(pattern: re.Pattern[str], text: str) -> date | None:
    if found := pattern.search(text):
        with suppress(ValueError):  # 31 June
            return date(int(found[1]), int(found[3]), int(found[4]))
    return None


def _first_date(forms: tuple[re.Pattern[str], ...], text: str) -> date | None:
    if not _DIGIT.search(text):
        return None
    # Folded first: a pattern that ignores case takes the long s for an s as well.
    said = " ".join(text.split()).casefold()
    if len(said) > _LONGEST:
        return None
    for form in forms:
        if found := form.fullmatch(said):
            parts = found.groupdict()
            month = parts.get("number") or _NUMBER_OF_MONTH[parts["month"]]
            with suppress(ValueError):  # 31 June
                return date(int(parts["year"]), int(month), int(parts["day"]))
    return None
