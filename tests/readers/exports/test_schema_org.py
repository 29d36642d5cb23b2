import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import Contents, read_articles
from tca_cli.readers.document import Document

BODY = "The dam held.\n\nThe water went down by noon."
STORM: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Storm over the quay",
    "author": {"@type": "Person", "name": "Ada Moreau"},
    "publisher": {"@type": "Organization", "name": "The Gazette"},
    "datePublished": "2015-08-13T23:30:00+06:00",
    "dateModified": "2015-08-20",
    "dateline": "OSH, Kyrgyzstan",
    "inLanguage": "en",
    "keywords": "dams, rivers",
    "articleSection": ["World"],
    "url": "https://example.org/storm",
    "articleBody": BODY,
}


def read(value: object) -> Contents:
    return read_articles(Document(Path("a.json"), json.dumps(value).encode()))


def article(value: object) -> ArticleContent:
    return read(value).articles[0].content


def test_a_news_article_is_read_in_full() -> None:
    found = read(STORM)
    assert found.articles[0].key is None
    assert found.articles[0].content == ArticleContent(
        headline="Storm over the quay",
        authors=("Ada Moreau",),
        dateline="OSH, Kyrgyzstan",
        place="Osh",
        published=date(2015, 8, 13),
        language="en",
        keywords=("dams", "rivers", "World"),
        url="https://example.org/storm",
        body=BODY,
    )


@pytest.mark.parametrize(
    "kind",
    [
        *("Article", "BlogPosting", "OpinionNewsArticle", "schema:Report"),
        *("http://schema.org/NewsArticle", ["Thing", "ReportageNewsArticle"]),
    ],
)
def test_its_kin_are_read_too(kind: object) -> None:
    name = {"@type": kind, "name": "Storm", "text": BODY}
    assert article(name) == ArticleContent(headline="Storm", body=BODY)


def test_expanded_json_ld_is_read() -> None:
    storm = {
        "@type": ["http://schema.org/NewsArticle"],
        "http://schema.org/headline": [{"@value": "Storm"}],
        "http://schema.org/articleBody": [{"@value": BODY}],
        "http://schema.org/datePublished": [{"@value": "2015-08-13"}],
    }
    assert article([storm]) == ArticleContent(
        headline="Storm", published=date(2015, 8, 13), body=BODY
    )


def test_what_else_is_on_a_page_is_passed_over() -> None:
    graph = [
        {"@type": "WebPage", "name": "Storm", "@id": "https://example.org/storm"},
        STORM | {"@id": "https://example.org/storm#article"},
        {"@type": "Person", "name": "Ada Moreau"},
        {"@type": ["Organization", "Brand"], "name": "The Gazette"},
    ]
    found = read({"@context": "https://schema.org", "@graph": graph})
    assert [each.key for each in found.articles] == [f"{STORM['url']}#article"]
    assert found.unread == ()


def test_an_article_without_its_text_is_refused() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read({name: STORM[name] for name in STORM if name != "articleBody"})
    assert "--map body=KEY" in refused.value.reason


@pytest.mark.parametrize(
    ("author", "authors", "agency"),
    [
        ([{"@type": "Person", "name": "Ada Moreau"}, "Tom Reyes"], 2, None),
        ([{"@type": "Organization", "name": "Golden Harvest"}], 0, None),
        (
            [{"@type": "NewsMediaOrganization", "name": "REUTERS"}, "Ada Moreau"],
            1,
            "Reuters",
        ),
        ({"@type": "Organization", "name": "TCA"}, 0, "TCA"),
        ({"@type": "Person", "givenName": "Ada", "familyName": "Moreau"}, 1, None),
        ("https://example.org/authors/ada", 0, None),
        ({"@id": "#ada"}, 0, None),
    ],
)
def test_authors_are_persons_and_agencies_are_organisations(
    author: object, authors: int, agency: str | None
) -> None:
    content = article(STORM | {"author": author})
    assert (len(content.authors), content.agency) == (authors, agency)


@pytest.mark.parametrize(
    ("said", "agency"),
    [
        ({}, None),
        ({"publisher": {"@type": "Organization", "name": "Times of Central Asia"}}, 1),
        ({"sourceOrganization": {"name": "AKIpress"}}, "AKIpress"),
        ({"provider": [{"name": "BelTA"}]}, "BelTA"),
        ({"isBasedOn": {"@type": "Article", "publisher": {"name": "Kabar"}}}, "Kabar"),
        ({"isBasedOn": {"@type": "Article", "publisher": {"name": "Ada"}}}, None),
        ({"isBasedOn": "https://example.org/first"}, None),
    ],
)
def test_the_newspaper_itself_is_no_agency(
    said: dict[str, object], agency: object
) -> None:
    expected = "The Times of Central Asia" if agency == 1 else agency
    assert article(STORM | said).agency == expected


@pytest.mark.parametrize(
    "said",
    [
        {"mainEntityOfPage": "https://example.org/storm"},
        {"mainEntityOfPage": {"@type": "WebPage", "@id": "https://example.org/storm"}},
        {"@id": "https://example.org/storm"},
        {"isBasedOn": {"url": "https://example.org/storm"}, "@id": "#article"},
    ],
)
def test_the_address_may_be_that_of_the_page(said: dict[str, object]) -> None:
    without = {name: STORM[name] for name in STORM if name != "url"}
    assert article(without | said).url == "https://example.org/storm"


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ({"@type": "Language", "name": "English", "alternateName": "en-gb"}, "en-GB"),
        ("English", None),
    ],
)
def test_a_language_is_its_code(language: object, code: str | None) -> None:
    assert article(STORM | {"inLanguage": language}).language == code


def test_the_place_is_where_it_was_written() -> None:
    place = {"@type": "Place", "name": "Minsk, Belarus"}
    said = STORM | {"dateline": None, "locationCreated": place, "contentLocation": "X"}
    assert article(said).place == "Minsk"
