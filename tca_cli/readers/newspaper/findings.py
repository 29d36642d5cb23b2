"""What a file says of its article beside the text: in tags, columns, front matter.

A reader notes what it meets, the most trusted first; what is unfit is passed over.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from tca_cli.readers.newspaper.agencies import known_agency
from tca_cli.readers.newspaper.byline import Byline, byline, is_person
from tca_cli.readers.newspaper.dateline import dateline_alone, without_dash
from tca_cli.readers.newspaper.dates import date_line, full_date


class Findings:
    """The first fit value of each field, and where it stood."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.origins: dict[str, str] = {}

    def note(self, field: str, value: object, origin: str) -> None:
        """Note that *value* stands for *field* in *origin*, as in ``meta author``.

        Fields are those of an article, less its body. A value may be text, a list of
        texts, a mapping with a ``name``, a date. One that is unfit for the field, as an
        address is for an author, changes nothing; nor does one after a fit one.

        >>> findings = Findings()
        >>> findings.note("authors", "https://example.org/ada", "meta author")
        >>> findings.note("authors", "By Ada Moreau and Tom Reyes", "meta byl")
        >>> findings.values["authors"], findings.origins["authors"]
        (('Ada Moreau', 'Tom Reyes'), 'meta byl')
        """
        self.keep(field, _FIT[field](value), origin)
        if field == "authors":
            for credited in _credits(value):
                self.keep("agency", credited.agency, origin)
        elif field == "dateline" and (filed := dateline_alone(line_of(value) or "")):
            self.keep("place", filed.place, origin)
            self.keep("agency", filed.agency, origin)
            self.keep("published", filed.published, origin)

    def keep(self, field: str, value: object, origin: str) -> None:
        """Note a *value* that is as an article has it, or None or empty for none."""
        if value and field not in self.values:
            self.values[field] = value
            self.origins[field] = origin


def day_of(value: object) -> date | None:
    """Return the day that *value* says in full, as it is where it was written.

    Reads ISO 8601 with or without signs and time, the dates of mail (RFC 5322), and
    what newspapers print; never 03/04/2015.

    >>> day_of("2015-08-13T23:30:00-07:00"), day_of("Thu, 13 Aug 2015 09:00:00 +0600")
    (datetime.date(2015, 8, 13), datetime.date(2015, 8, 13))
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for text in _texts(value):
        if day := _iso_day(text) or full_date(text) or date_line(text) or _mail(text):
            return day
    return None


def _iso_day(text: str) -> date | None:
    found = _ISO_DAY.match(text)
    if not found:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:  # 31 June
        return None


def _mail(text: str) -> date | None:
    if not _MAIL_DAY.match(text):
        return None
    # Imported when it is needed: most texts say no such date.
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def names_in(value: object) -> tuple[str, ...]:
    """Return the persons that *value* names, in order, each once.

    >>> names_in(["Ada Moreau, Tom Reyes", "Staff Reporter", "https://example.org/ada"])
    ('Ada Moreau', 'Tom Reyes')
    """
    return tuple(dict.fromkeys(n for said in _credits(value) for n in said.authors))


def _credits(value: object) -> Iterator[Byline]:
    """Yield the bylines that the texts of *value* are, though without ``By``."""
    for text in _texts(value):
        turned = _FAMILY_FIRST.fullmatch(text)
        name = f"{turned['given']} {turned['family']}" if turned else text
        if turned and is_person(name):
            yield Byline(text, (name,), None)
        elif said := byline(text if _BY.match(text) else f"By {text}"):
            yield said


def line_of(value: object) -> str | None:
    r"""Return the first text of *value* on one line, or None where it has none.

    >>> line_of("  Storm\n over the quay "), line_of(["", None])
    ('Storm over the quay', None)
    """
    return next(_texts(value), None)


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in *value*, whatever it is, each on one line."""
    if isinstance(value, str):
        if text := " ".join(_UNSHOWN.sub(" ", value).split()):
            yield text
    elif isinstance(value, Mapping):
        for key in ("name", "@value", "value"):
            if key in value and not isinstance(value[key], Mapping):
                yield from _texts(value[key])
                break
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, int | float | date) and not isinstance(value, bool):
        yield str(value)


def _words(value: object) -> tuple[str, ...] | None:
    found = dict.fromkeys(
        word.strip(" #")
        for text in _texts(value)
        for word in (_COMMAS.split(text) if isinstance(value, str) else [text])
    )
    return tuple(filter(None, found)) or None


def _paragraphs(value: object) -> str | None:
    if isinstance(value, str):
        parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", value))
        return "\n\n".join(filter(None, parts)) or None
    return line_of(value)


def _agency(value: object) -> str | None:
    said = line_of(value)
    return None if said is None or _ADDRESS.match(said) else known_agency(said) or said


def _language(value: object) -> str | None:
    code = (line_of(value) or "").replace("_", "-")
    return _tidy_language(code) if _LANGUAGE.fullmatch(code) else None


def _tidy_language(code: str) -> str:
    """Return *code* with its letters as BCP 47 recommends: en-GB, sr-Latn."""
    first, *rest = code.split("-")
    forms = {2: str.upper, 4: str.title}
    return "-".join([first.lower(), *(forms.get(len(p), str.lower)(p) for p in rest)])


def _address(value: object) -> str | None:
    said = line_of(value)
    return said if said and _ADDRESS.fullmatch(said) else None


_ISO_DAY = re.compile(
    r"(?P<year>(?:1[6-9]|20)\d\d)(?P<sign>[-/.]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)"
    r"(?:$|[T ]\s*\d\d)"
)
_MAIL_DAY = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d")
_BY = re.compile(r"by\b|written\b|authors?\s*:|автор", re.IGNORECASE)
_FAMILY_FIRST = re.compile(r"(?P<family>[^\s,;&]+),\s+(?P<given>[^\s,;&]+)")
# Half a surrogate pair is no sign, though JSON and YAML may say one.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff\ud800-\udfff]")
_COMMAS = re.compile(r"\s*[,;]\s*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_FIT: dict[str, Callable[[object], Any]] = {
    "headline": line_of,
    "byline": line_of,
    "authors": lambda value: names_in(value) or None,
    "author_bio": _paragraphs,
    "agency": _agency,
    "dateline": lambda value: without_dash(line_of(value) or "") or None,
    "place": line_of,
    "published": day_of,
    "language": _language,
    "keywords": _words,
    "url": _address,
}
