"""The filters of a query: given apart from the words, or typed in a field."""

import re
from datetime import date

from tca_cli.errors.asked import EmptySpanError
from tca_cli.query.chunks import SIGNS
from tca_cli.query.tree import (
    Everything,
    Filter,
    FromSource,
    Identified,
    Named,
    Published,
)

_ID = r"[0-9a-fA-F]{1,12}"


def filters(
    *,
    author: str | None = None,
    place: str | None = None,
    agency: str | None = None,
    since: date | None = None,
    until: date | None = None,
    everything: bool = False,
) -> tuple[Filter, ...]:
    """Return the filters for what is given.

    >>> filters(author="kwan", since=date(2015, 1, 1))[0]
    Named(field='author', name='kwan')
    """
    named = {"author": author, "place": place, "agency": agency}
    asked: list[Filter] = [
        Named(field, name)  # type: ignore[arg-type] # the keys are its fields
        for field, name in named.items()
        if name is not None
    ]
    if since and until and since > until:
        raise EmptySpanError(since, until)
    if since or until:
        asked.append(Published(since, until))
    if everything:
        asked.append(Everything())
    return tuple(asked)


def filter_in_field(field: str, typed: str) -> Filter:
    """Return the filter for what was *typed* in a *field* that holds no text.

    Raises ValueError, with the reason in words, where the field cannot hold it.

    >>> filter_in_field("author", " Kwan, Sergey ")
    Named(field='author', name='Kwan, Sergey')
    """
    text = typed.strip()
    if field == "published":
        # Imported when it is needed: few ask for days.
        from tca_cli.query.spans_of_days import span_of_days

        span = span_of_days(text)
        if span is None or span == (None, None):
            msg = f"{text!r} is no date; type 2015, 2015-08, 2014..2015 or >=2015-08"
            raise ValueError(msg)
        return Published(*span)
    if field == "source":
        return FromSource(text)
    if field == "id":
        if not re.fullmatch(_ID, text):
            msg = f"{text!r} is no id: its digits are 0-9 and a-f"
            raise ValueError(msg)
        return Identified(text.lower())
    if not any(map(str.isalnum, text)):
        msg = f"{field}: needs a name right after it"
        raise ValueError(msg)
    return Named(field, text.strip(SIGNS))  # type: ignore[arg-type] # the lexer's field
