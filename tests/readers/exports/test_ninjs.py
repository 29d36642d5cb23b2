import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import Contents, read_articles
from tca_cli.readers.document import Document

DAY = date(2015, 8, 13)
TEXT = "OSH, Kyrgyzstan (TCA) -- The dam held. The water went down by noon."
MARKUP = (
    "<p>OSH, Kyrgyzstan (TCA) -- The dam held.</p><p>The water went down by noon.</p>"
)
BODY = "The dam held.\n\nThe water went down by noon."
ONE: dict[str, Any] = {
    "uri": "urn:example:storm",
    "type": "text",
    "versioncreated": "2015-08-14T10:00:00Z",
    "firstcreated": "2015-08-13T23:30:00-07:00",
    "language": "en",
    "person": [{"name": "Tom Reyes", "rel": "about"}],
    "organisation": [{"name": "Harbour Office", "rel": "about"}],
    "place": [{"name": "Asia", "rel": "about"}],
    "subject": [{"name": "dams", "rel": "about"}, {"code": "17"}],
    "infosource": [{"name": "Harbour News Agency"}],
    "byline": "By Ada Moreau",
    "located": "Osh, Kyrgyzstan",
    "slugline": "storm-quay",
    "headline": "Storm over the quay",
    "body_text": TEXT,
    "body_xhtml": MARKUP,
    "associations": {"main": {"uri": "urn:p", "type": "picture", "headline": "Quay"}},
}
THREE: dict[str, Any] = {
    "uri": "urn:example:storm",
    "type": "text",
    "versionCreated": "2015-08-14T10:00:00Z",
    "contentCreated": "2015-08-13T23:30:00-07:00",
    "language": "en",
    "people": [{"name": "Tom Reyes", "rel": "about"}],
    "places": [{"name": "Asia"}],
    "subjects": [{"name": "dams", "uri": "urn:dams"}],
    "infoSources": [{"name": "Harbour News Agency", "role": "originator"}],
    "by": "By Ada Moreau",
    "located": "Osh, Kyrgyzstan",
    "headlines": [
        {"role": "short", "value": "Storm"},
        {"role": "main", "value": "Storm over the quay"},
    ],
    "bodies": [
        {"role": "teaser", "contentType": "text/html", "value": "<p>A storm.</p>"},
        {"role": "main", "contentType": "text/plain", "value": TEXT},
        {"role": "richtext", "contentType": "text/html", "value": MARKUP},
    ],
    "associations": [{"name": "p", "uri": "urn:p", "headlines": [{"value": "Quay"}]}],
    "standard": {"name": "ninjs", "version": "3.0"},
}
EXPECTED = ArticleContent(
    headline="Storm over the quay",
    byline="By Ada Moreau",
    authors=("Ada Moreau",),
    agency="Harbour News Agency",
    dateline="OSH, Kyrgyzstan (TCA)",
    place="Osh",
    published=DAY,
    language="en",
    keywords=("dams",),
    body=BODY,
)


def read(value: object) -> Contents:
    return read_articles(Document(Path("a.json"), json.dumps(value).encode()))


def article(value: object) -> ArticleContent:
    (found,) = read(value).articles
    assert found.key is None
    return found.content


@pytest.mark.parametrize("item", [ONE, THREE])
def test_an_item_of_any_version_is_an_article(item: dict[str, Any]) -> None:
    assert article(item) == EXPECTED


def test_version_2_has_the_lists_of_3_and_the_letters_of_1() -> None:
    names = {name.lower(): value for name, value in THREE.items()}
    assert article(names) == EXPECTED


def test_a_place_that_it_is_about_is_not_where_it_was_filed() -> None:
    unfiled = {"located": None, "body_xhtml": "<p>The dam held.</p>"}
    assert article(ONE | unfiled).place is None
    assert article(THREE | {"located": ""}).place == "Osh"


def test_items_are_told_apart_by_their_identifiers() -> None:
    other = THREE | {"uri": "urn:example:other"}
    found = read({"items": [ONE, other]})
    assert [each.key for each in found.articles] == [ONE["uri"], other["uri"]]


def test_an_item_says_where_it_was_found() -> None:
    origins = read(THREE).articles[0].origins
    assert origins["headline"] == "JSON key headlines.1"
    assert origins["published"] == "JSON key contentCreated"


def test_a_text_alone_is_the_body() -> None:
    one = {name: ONE[name] for name in ("uri", "headline", "body_text")}
    assert article(one).body == "The dam held. The water went down by noon."
    assert article(one | {"body_text": MARKUP}).body == BODY


@pytest.mark.parametrize(
    "headlines",
    [
        [{"value": "Storm over the quay"}],
        [{"role": "seo", "value": "x"}, {"value": "Storm over the quay"}],
        [{"role": "print", "value": "Storm over the quay"}],
        [7, {"role": "main", "value": ""}, {"value": "Storm over the quay"}],
    ],
)
def test_a_headline_need_not_be_the_main_one(headlines: list[object]) -> None:
    assert article(THREE | {"headlines": headlines}).headline == "Storm over the quay"


def test_a_description_is_all_there_is_of_an_item_in_part() -> None:
    one = ONE | {"body_text": "", "body_xhtml": None, "description_text": "It held."}
    assert article(one).body == "It held."
    three = THREE | {"bodies": [], "descriptions": [{"value": "It held."}]}
    assert article(three).body == "It held."


@pytest.mark.parametrize("kind", ["picture", "video", "event"])
def test_the_caption_of_a_picture_is_no_article(kind: str) -> None:
    picture = ONE | {"type": kind, "body_text": "", "body_xhtml": ""}
    found = read([ONE, picture | {"description_text": "The quay at noon."}])
    assert len(found.articles) == 1
    assert len(found.unread) == 1


def test_a_picture_alone_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        read(
            {"uri": "urn:p", "type": "picture", "versioncreated": "x", "headline": "Q"}
        )


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        (
            {"by": "Paul Sanders and Frances d'Emilio"},
            ("Paul Sanders", "Frances d'Emilio"),
        ),
        ({"by": "TCA"}, ()),
        (
            {"by": None, "people": [{"name": "Ada Moreau", "rel": "author"}, "x"]},
            ("Ada Moreau",),
        ),
        (
            {"by": "", "bylines": [{"byline": "Ada Moreau", "role": "reporter"}]},
            ("Ada Moreau",),
        ),
        (
            {"by": "", "bylines": [{"firstname": "Ada", "lastname": "Moreau"}]},
            ("Ada Moreau",),
        ),
    ],
)
def test_authors_are_those_who_wrote_it(
    said: dict[str, object], authors: tuple[str, ...]
) -> None:
    assert article(THREE | said).authors == authors


@pytest.mark.parametrize(
    ("said", "agency"),
    [
        ({"infoSources": [{"name": "Tom Reyes"}, {"name": "REUTERS"}]}, "Reuters"),
        ({"infoSources": [], "copyrightHolder": "dpa"}, "DPA"),
        ({"infoSources": [], "copyrightHolder": "Tom Reyes"}, "TCA"),
        ({"infoSources": "none"}, "TCA"),
    ],
)
def test_the_agency_is_who_supplied_it(said: dict[str, object], agency: str) -> None:
    assert article(THREE | said).agency == agency
