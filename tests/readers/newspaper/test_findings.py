from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.findings import Findings

DAY = date(2015, 8, 13)
BODY = "The dam held.\n\nThe water went down by noon."


def noted(field: str, value: object) -> object:
    findings = Findings()
    findings.note(field, value, "a tag")
    return findings.values.get(field)


def article(text: str, name: str = "a.txt", **said: object) -> FoundArticle:
    findings = Findings()
    for field, value in said.items():
        findings.note(field, value, "a tag")
    return article_of(Document(Path(name), b""), text, findings)


@pytest.mark.parametrize(
    "value",
    [
        *("https://example.org/ada", "Staff Reporter", "admin", "13 August 2015"),
        *("ada@example.org", "", "Email The Author", "Reuters", None, 7, [], {}),
        {"url": "https://example.org"},
    ],
)
def test_what_names_no_person_is_no_author(value: object) -> None:
    assert noted("authors", value) is None


@pytest.mark.parametrize(
    "value",
    [
        "Ada Moreau",
        "By Ada Moreau",
        "Moreau, Ada",
        " Ada\n Moreau ",
        ["Ada Moreau", "Ada Moreau", "https://example.org/ada"],
        {"@type": "Person", "name": "Ada Moreau"},
        [{"name": ["Ada Moreau"]}],
        "Ada Moreau, Reuters",
    ],
)
def test_an_author_is_a_person_however_it_is_written(value: object) -> None:
    assert noted("authors", value) == ("Ada Moreau",)


def test_an_agency_among_the_authors_is_the_agency() -> None:
    findings = Findings()
    findings.note("authors", ["Ada Moreau", "REUTERS"], "a tag")
    assert findings.values == {"authors": ("Ada Moreau",), "agency": "Reuters"}


@pytest.mark.parametrize(
    "value",
    [
        *("2015-08-13", "20150813", "20150813T093000Z", "2015-08-13T23:59:59-07:00"),
        *("2015/08/13", "2015-08-13 09:30", "Thu, 13 Aug 2015 09:00:00 +0600"),
        *("13 August 2015", "Aug. 13, 2015", DAY, {"value": "2015-08-13"}),
    ],
)
def test_a_full_date_is_read_in_every_form(value: object) -> None:
    assert noted("published", value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        *("03/04/2015", "August 2015", "2015", "20151313", "2015-02-31", "yesterday"),
        *("1439424000", 1439424000, "Thu, 99 Aug 2015 09:00", None, True),
    ],
)
def test_what_is_no_full_date_gives_no_date(value: object) -> None:
    assert noted("published", value) is None


def test_a_dateline_gives_place_agency_and_day_where_nothing_else_did() -> None:
    findings = Findings()
    findings.note("agency", "Reuters", "a tag")
    findings.note("dateline", "OSH, August 13, 2015 (TCA) —", "another tag")
    assert findings.values == {
        "agency": "Reuters",
        "dateline": "OSH, August 13, 2015 (TCA)",
        "place": "Osh",
        "published": DAY,
    }
    assert findings.origins["place"] == "another tag"


def test_languages_are_written_as_their_standard_recommends() -> None:
    assert noted("language", "en_gb") == "en-GB"
    assert noted("language", "SR-latn-rs") == "sr-Latn-RS"
    assert noted("language", "english") is None


def test_keywords_are_split_and_each_is_there_once() -> None:
    assert noted("keywords", "#mining, trade; mining") == ("mining", "trade")
    assert noted("keywords", ["mining, gold", "trade"]) == ("mining, gold", "trade")


def test_the_first_fit_value_counts_and_its_origin_is_kept() -> None:
    findings = Findings()
    findings.note("published", "soon", "the first tag")
    findings.note("published", "2015-08-13", "the second tag")
    findings.note("published", "2016-01-01", "the third tag")
    assert findings.values == {"published": DAY}
    assert findings.origins == {"published": "the second tag"}


def test_what_is_said_beside_a_text_counts_before_the_text() -> None:
    found = article(
        f"Storm over the quay\n\nBy Tom Reyes\n\n1 May 2014\n\nOSH (TCA) — {BODY}",
        headline="Storm over  the Quay",
        authors="Ada Moreau",
        published="2015-08-13",
        agency="HNS",
    )
    content = found.content
    assert content.headline == "Storm over the Quay"
    assert (content.authors, content.byline) == (("Ada Moreau",), "By Tom Reyes")
    assert (content.published, content.agency) == (DAY, "HNS")
    assert (content.place, content.dateline) == ("Osh", "OSH (TCA)")
    assert content.body == BODY
    assert found.origins["authors"] == "a tag"
    assert found.origins["place"] == "the dateline"


def test_a_known_author_on_a_line_of_its_own_is_the_byline() -> None:
    content = article(
        f"Storm\n\nAda Moreau\n\n{BODY}", headline="Storm", authors="Ada Moreau"
    ).content
    assert (content.byline, content.body) == ("Ada Moreau", BODY)


def test_the_lines_of_a_text_file_are_named() -> None:
    text = f"\nStorm\n\nBy Ada Moreau\n\nOSH (TCA) — {BODY}"
    found = article_of(Document(Path("a.txt"), b""), text, first_line=1)
    assert found.origins["headline"] == "the first line, line 2"
    assert found.origins["authors"] == "the byline, line 4"
    assert found.origins["agency"] == "the dateline, line 6"


def test_a_date_is_found_in_the_address_before_the_name_of_the_file() -> None:
    address = "https://example.org/2015/08/13/storm"
    found = article(f"Storm\n\n{BODY}", "2016-01-01.txt", url=address)
    assert found.content.published == DAY
    assert found.origins["published"] == "the address"


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_and_headline_make_an_article_without_a_fault(
    text: str, headline: str
) -> None:
    content = article(text, headline=headline).content
    assert content.headline == content.headline.strip()
