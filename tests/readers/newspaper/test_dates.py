from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tca_cli.readers.newspaper.dates import date_in_name, date_line, full_date

DAY = date(2015, 8, 13)
newspaper_days = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
FORMS = [
    "13 August 2015",
    "13 august 2015",
    "13 AUGUST 2015",
    "13 Aug 2015",
    "13 Aug. 2015",
    "13 August, 2015",
    "13th August 2015",
    "August 13, 2015",
    "August 13 2015",
    "Aug. 13, 2015",
    "Aug 13, 2015",
    "AUG. 13, 2015",
    "August 13th, 2015",
    "2015-08-13",
    "13 августа 2015",
    "13 Августа 2015",
    "13 августа 2015 года",
    "13 августа 2015 г.",
]
NO_FORMS = [
    "",
    "2015",
    "August",
    "August 13",
    "13 August",
    "August 2015",
    "13 августа",
    "август 2015",
    "03/04/2015",
    "3/4/15",
    "03.04.2015",
    "03-04-2015",
    "7/10/14",
    "2015-13-08",
    "2015-00-13",
    "2015-02-30",
    "2015-8-1x",
    "31 June 2015",
    "31 июня 2015",
    "29 February 2015",
    "0 August 2015",
    "32 August 2015",
    "13 Augustus 2015",
    "13 August 20155",
    "13 August 15",
    "13 August 1015",
    "1015-08-13",
    "0000-08-13",
    "113 August 2015",
    "13-15 August 2015",
    "13–15 August 2015",
    "August 13-15, 2015",
    "13 August 2015 – 15 August 2015",
    "13 August 2015 was a hot day",
    "On 13 August 2015 the dam broke.",
    "Ada Moreau, 13 August 2015",
    "May 2015 be kinder",
    "March 13 2015 men",
    "13 Mayors 2015",
]


@pytest.mark.parametrize("text", FORMS)
def test_a_day_with_its_year_is_a_full_date(text: str) -> None:
    assert full_date(text) == DAY
    assert full_date(f" {text} ") == DAY


@pytest.mark.parametrize("text", NO_FORMS)
def test_what_leaves_something_to_guess_is_no_full_date(text: str) -> None:
    assert full_date(text) is None


@pytest.mark.parametrize(
    "line",
    [
        *FORMS,
        "Published: Aug. 13, 2015",
        "Published on August 13, 2015",
        "Published 13 August 2015",
        "PUBLISHED: 13 AUGUST 2015",
        "Published:13 August 2015",
        "First published: 13 August 2015",
        "Posted: 13 August 2015",
        "Posted on Thursday, August 13, 2015",
        "Date: 13 August 2015",
        "Дата: 13 августа 2015",
        "Опубликовано: 13 августа 2015 г.",
        "Опубликовано 13 августа 2015",
        "Thu, 2015-08-13 05:27",
        "Thu, 2015-08-13",
        "Thursday, 13 August 2015",
        "Thursday 13 August 2015",
        "Thursday, August 13, 2015",
        "Thu., Aug. 13, 2015",
        "Thurs. Aug. 13, 2015",
        "THURSDAY, AUGUST 13, 2015",
        "четверг, 13 августа 2015",
        "Четверг 13 августа 2015 года",
        "13 August 2015 14:05",
        "13 August 2015, 14:05",
        "13 August 2015 14.05",
        "13 August 2015 at 14:05",
        "13 August 2015 - 14:05",
        "13 August 2015 – 14:05",
        "13 August 2015 | 14:05",
        "13 August 2015 · 14:05",
        "13 August 2015 14:05 GMT",
        "13 August 2015 14:05 (GMT)",
        "Aug. 13, 2015 2:05 p.m.",
        "Aug. 13, 2015, 2:05 pm ET",
        "Aug. 13, 2015 at 2:05 PM EDT",
        "13 августа 2015, 14:05",
        "13 августа 2015 года, 14:05",
        "2015-08-13 14:05:06",
        "2015-08-13T14:05:06",
        "2015-08-13T14:05:06Z",
        "2015-08-13T14:05:06+06:00",
        "14:05, 13 August 2015",
        "13 August 2015.",
        "  13 August 2015  ",
    ],
)
def test_a_line_that_is_a_full_date_says_the_day(line: str) -> None:
    assert date_line(line) == DAY


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Fri, 2017-04-07 05:27", date(2017, 4, 7)),
        ("29 February 2016", date(2016, 2, 29)),
        ("1 January 1899", date(1899, 1, 1)),
        ("1st May 2014", date(2014, 5, 1)),
        ("2nd June 2014", date(2014, 6, 2)),
        ("3rd July 2014", date(2014, 7, 3)),
        ("Sept. 3, 2014", date(2014, 9, 3)),
        ("Sep 3, 2014", date(2014, 9, 3)),
        ("2 мая 2014", date(2014, 5, 2)),
        ("03 сентября 2014", date(2014, 9, 3)),
        ("07 October 2014", date(2014, 10, 7)),
    ],
)
def test_every_month_is_known_in_its_short_forms(line: str, day: date) -> None:
    assert date_line(line) == day


@pytest.mark.parametrize(
    "line",
    [
        *NO_FORMS,
        "Updated: 13 August 2015",
        "Last updated on 13 August 2015",
        "Published: August 13",
        "Published: 03/04/2015",
        "Published",
        "Thursday, August 13",
        "Fri, 05:27",
        "05:27",
        "13 August 2015: the dam breaks",
        "13 August 2015, Osh",
        "Osh, 13 August 2015",
        "Born 13 August 2015",
    ],
)
def test_a_line_that_is_more_or_less_than_a_full_date_is_none(line: str) -> None:
    assert date_line(line) is None


@given(st.text())
@example("\u017fept. 3, 2015")
@example("\u017fep 3, 2015")
@example("13 \u1c83ентября 2015")
@example("13 \u1c80вгуста 2015")
@example("13 \u1c82ктября 2015")
@example("١٣ August 2015")
@example("1³ August 2015")
def test_any_line_is_a_date_or_none(line: str) -> None:
    assert date_line(line) is None or full_date(line) or line.strip()


@given(newspaper_days)
def test_every_day_is_read_back(day: date) -> None:
    printed = [
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b}. {day.day}, {day.year}",
        day.isoformat(),
        f"{day:%A}, {day.day} {day:%B} {day.year}",
        f"{day:%a}, {day} 05:27",
    ]
    assert {date_line(line) for line in printed} == {day}
    assert date_in_name(f"{day}-storm.txt") == day


@pytest.mark.parametrize(
    "name",
    [
        "2015-08-13.txt",
        "2015-08-13-storm.txt",
        "storm-2015-08-13.txt",
        "storm_2015_08_13.txt",
        "2015.08.13 storm.txt",
        "20150813.txt",
        "20150813-storm.txt",
        "storm20150813.txt",
        "2015-08-13T14-05.txt",
        "123-2015-08-13.txt",
        "2015-99-99-2015-08-13.txt",
        "2015-08-13-2016.txt",
    ],
)
def test_a_file_name_holds_the_day_with_its_year_first(name: str) -> None:
    assert date_in_name(name) == DAY


@pytest.mark.parametrize(
    "name",
    [
        "storm.txt",
        "2015.txt",
        "2015-08.txt",
        "13-08-2015.txt",
        "03-04-2015.txt",
        "130815.txt",
        "2015-13-08.txt",
        "2015-02-30.txt",
        "2015-08-00.txt",
        "2015-08-32.txt",
        "2015-0813.txt",
        "2015-08_13.txt",
        "2015-08-131.txt",
        "12015-08-13.txt",
        "120150813.txt",
        "201508134.txt",
        "000_affdc64c0251bbca.txt",
        "3f9a1c20b7de.txt",
    ],
)
def test_no_day_is_guessed_from_another_file_name(name: str) -> None:
    assert date_in_name(name) is None


@pytest.mark.parametrize(
    "line",
    [
        *(
            "3. April 2018",
            "Veröffentlicht am 3. April 2018",
            "Dienstag, 3. April 2018",
        ),
        *("3 avril 2018", "Publié le 3 avril 2018", "mardi 3 avril 2018"),
        *("3 de abril de 2018", "Publicado el 3 de abril de 2018", "3 aprile 2018"),
        *("3 апреля 2018 года", "вторник, 3 апреля 2018"),
    ],
)
def test_days_are_read_in_the_languages_of_many_papers(line: str) -> None:
    assert date_line(line) == date(2018, 4, 3)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        *(("1 juin 2018", 6), ("1 juillet 2018", 7), ("1er août 2018", 8)),
        *(("1. März 2018", 3), ("1. Dezember 2018", 12), ("1 enero 2018", 1)),
    ],
)
def test_months_that_begin_alike_are_told_apart(text: str, month: int) -> None:
    assert full_date(text) == date(2018, month, 1)


def test_a_name_may_have_any_hyphen() -> None:
    assert date_in_name("Zeitung 2014\u201103\u201105.txt") == date(2014, 3, 5)
