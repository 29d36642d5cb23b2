from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.query.spans_of_days import span_of_days

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("2015", "2015-01-01", "2015-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015-8-3", "2015-08-03", "2015-08-03"),
        ("2014..2015", "2014-01-01", "2015-12-31"),
        ("2014..", "2014-01-01", None),
        ("..2015-02", None, "2015-02-28"),
        (">=2015-08", "2015-08-01", None),
        ("> 2015", "2016-01-01", None),
        ("<=2015", None, "2015-12-31"),
        ("<2015", None, "2014-12-31"),
        ("today", "2026-03-31", "2026-03-31"),
        ("Yesterday", "2026-03-30", "2026-03-30"),
        ("last week", "2026-03-23", "2026-03-29"),
        ("this month", "2026-03-01", "2026-03-31"),
        ("last month", "2026-02-01", "2026-02-28"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("3 days ago", "2026-03-28", "2026-03-28"),
        ("2 weeks ago", "2026-03-17", "2026-03-17"),
        ("a month ago", "2026-02-28", "2026-02-28"),
        ("13 months ago", "2025-02-28", "2025-02-28"),
        ("2 years ago", "2024-03-31", "2024-03-31"),
    ],
)
def test_what_is_typed_is_a_span(
    typed: str, since: str | None, until: str | None
) -> None:
    span = span_of_days(typed, today=TODAY)
    assert span is not None
    assert tuple(day and day.isoformat() for day in span) == (since, until)


@pytest.mark.parametrize(
    "typed",
    [
        "13.08.2015",
        "03/04/2015",
        "2015-06-31",
        "soon",
        "0000",
        "x..2015",
        "999 years ago x",
    ],
)
def test_what_is_no_date_is_none(typed: str) -> None:
    assert span_of_days(typed) is None


@given(st.text() | st.text("0123456789-.<>= "))
def test_any_text_is_a_span_or_none(typed: str) -> None:
    span = span_of_days(typed)
    if span and span[0] and span[1] and ".." not in typed:
        assert span[0] <= span[1]
