from datetime import date
from html import escape
from pathlib import Path

import pytest

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import Contents, read_articles
from tca_cli.readers.document import Document, Unread

DAY = date(2015, 8, 13)
BODY = "The dam held.\n\nThe water went down by noon."
PARAGRAPHS = "<p>The dam held.</p><p>The water went down by noon.</p>"
DIVISION = f"<inlineXML><div>{PARAGRAPHS}</div></inlineXML>"
HEADLINE = "<headline>Storm over the quay</headline>"
NAR = "xmlns='http://iptc.org/std/nar/2006-10-01/'"


def inline(inside: str) -> str:
    return f"<contentSet><inlineXML>{inside}</inlineXML></contentSet>"


def xhtml(paragraphs: str = PARAGRAPHS) -> str:
    return inline(
        "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>No</title></head>"
        f"<body>{paragraphs}</body></html>"
    )


def item(
    *, guid: str = "urn:a", meta: str = "", about: str = HEADLINE, content: str = ""
) -> str:
    return (
        f"<newsItem {NAR} guid='{guid}' version='3' xml:lang='en-US'>"
        f"<itemMeta>{meta}</itemMeta><contentMeta>{about}</contentMeta>"
        f"{content or xhtml()}</newsItem>"
    )


def message(*items: str) -> str:
    inside = "".join(items)
    return f"<newsMessage {NAR}><header/><itemSet>{inside}</itemSet></newsMessage>"


def contents(data: str) -> Contents:
    return read_articles(Document(Path("2011-01-01.xml"), data.encode()))


def read(data: str) -> ArticleContent:
    (article,) = contents(data).articles
    return article.content


def test_an_item_in_full_is_taken_apart() -> None:
    (article,) = contents(
        item(
            meta="<itemClass qcode='ninat:text'/><provider literal='The Wire'/>"
            "<versionCreated>2015-08-15T01:00:00Z</versionCreated><title>No</title>",
            about="<contentCreated>2015-08-13T23:30:00-07:00</contentCreated>"
            "<located><name>Bishkek</name></located>"
            "<creator><name>Ada Moreau</name></creator>"
            "<infoSource literal='The Dam Board'/><language tag='en-gb'/>"
            "<subject qcode='medtop:1'><name>rivers</name></subject>"
            "<subject qcode='medtop:2'/><keyword>dams</keyword>"
            "<slugline separator='-'>STORM-QUAY</slugline>"
            f"{HEADLINE}<dateline>OSH, Aug 13 (Reuters) -</dateline>"
            "<by>By Ada Moreau and Tom Reyes</by>",
            content=xhtml(f"<h1>Storm over the quay</h1>{PARAGRAPHS}"),
        )
    ).articles
    # The version is none of the key: the next one is of the same article.
    assert article.key == "urn:a"
    assert article.content == ArticleContent(
        headline="Storm over the quay",
        byline="By Ada Moreau and Tom Reyes",
        authors=("Ada Moreau", "Tom Reyes"),
        agency="Reuters",
        dateline="OSH, Aug 13 (Reuters)",
        place="Osh",
        published=DAY,
        language="en-GB",
        keywords=("rivers", "dams", "STORM-QUAY"),
        body=BODY,
    )
    assert article.origins["published"] == "contentCreated"


def test_a_message_gives_its_items_and_says_which_are_none() -> None:
    found = contents(
        message(
            item(guid="urn:a"),
            item(
                guid="urn:picture",
                meta="<itemClass qcode='ninat:picture'/>",
                content="<contentSet><remoteContent href='a.jpg'/></contentSet>",
            ),
            item(guid="", content="<contentSet><remoteContent href='a'/></contentSet>"),
            "<packageItem guid='urn:package'/><conceptItem/><thing guid='urn:thing'/>",
            item(guid="urn:empty", content="<contentSet/>"),
            item(guid="urn:a"),
            item(guid=""),
        )
    )
    keys = [article.key for article in found.articles]
    assert keys == ["urn:a", "urn:a #2", "Storm over the quay"]
    assert found.unread == (
        Unread("urn:picture", "it holds no text, but is of the class picture"),
        Unread("Storm over the quay", "its text is in another file"),
        Unread("urn:package", "it is a package that names other items"),
        Unread("item 5", "it explains a term of a vocabulary"),
        Unread("urn:thing", "it is no news item"),
        Unread("urn:empty", "there is no text in it"),
    )


def test_nitf_within_an_item_is_read_as_such_and_the_item_counts_first() -> None:
    nitf = (
        "<nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><head><docdata>"
        "<date.issue norm='20150101'/><key-list><keyword key='dams'/></key-list>"
        "</docdata></head><body><body.head><hedline><hl1>Another</hl1></hedline>"
        "<byline>By Tom Reyes</byline></body.head><body.content>"
        f"{PARAGRAPHS}</body.content></body></nitf>"
    )
    about = f"<contentCreated>2015-08-13</contentCreated>{HEADLINE}"
    content = read(item(about=about, content=inline(nitf)))
    assert content == ArticleContent(
        headline="Storm over the quay",
        byline="By Tom Reyes",
        authors=("Tom Reyes",),
        published=DAY,
        keywords=("dams",),
        body=BODY,
    )


@pytest.mark.parametrize(
    "data",
    [
        f"<inlineData contenttype='text/plain'>{BODY}</inlineData>",
        f"<inlineData contenttype='text/html'>{escape(PARAGRAPHS)}</inlineData>",
        f"<inlineData encoding='e:base64'>aGVsZA==</inlineData>{DIVISION}",
        DIVISION,
        f"<remoteContent href='a'/><inlineXML>{PARAGRAPHS}</inlineXML>",
    ],
)
def test_the_first_text_of_the_content_is_read_in_any_form(data: str) -> None:
    assert read(item(content=f"<contentSet>{data}</contentSet>")).body == BODY


@pytest.mark.parametrize(
    ("meta", "about", "published"),
    [
        ("<firstCreated>2015-08-13T01:00:00Z</firstCreated>", "", DAY),
        ("<versionCreated>2015-08-13T01:00:00+06:00</versionCreated>", "", DAY),
        ("<versionCreated>2015-08-13</versionCreated>",
         "<contentCreated>2015-08</contentCreated>", DAY),
        ("<embargoed>2015-08-13T01:00:00Z</embargoed>", "", None),
    ],
)  # fmt: skip
def test_the_day_is_that_on_which_it_was_made(
    meta: str, about: str, published: date | None
) -> None:
    assert read(item(meta=meta, about=HEADLINE + about)).published == published


@pytest.mark.parametrize(
    ("meta", "about", "agency"),
    [
        ("<provider literal='The Wire'/>", "", "The Wire"),
        ("<provider qcode='nprov:REUTERS'/>", "", "Reuters"),
        ("<provider qcode='nprov:4711'/>", "", None),
        (
            "<provider><name>AFP</name></provider>",
            "<creditline>TCA</creditline>",
            "TCA",
        ),
        ("", "<infoSource literal='TASS'/>", "TASS"),
        ("", "<by>By Ada Moreau, Reuters</by>", "Reuters"),
        ("", "<creator literal='TCA'/>", "TCA"),
    ],
)
def test_the_agency_is_the_credit_before_who_supplied_it(
    meta: str, about: str, agency: str | None
) -> None:
    assert read(item(meta=meta, about=HEADLINE + about)).agency == agency


def test_the_place_is_that_of_the_dateline_before_that_of_the_content() -> None:
    located = "<located><name>Bishkek</name></located>"
    assert read(item(about=HEADLINE + located)).place == "Bishkek"
    text = "<p>OSH (TCA) — The dam held.</p>"
    content = read(item(content=xhtml(text)))
    assert (content.place, content.agency, content.body) == ("Osh", "TCA", BODY[:13])


def test_a_headline_is_taken_from_where_one_is() -> None:
    assert read(item(about="", meta="<title>Storm</title>")).headline == "Storm"
    assert read(item(about="")).headline == "The dam held."


def test_an_item_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        contents(item(content="<contentSet/>"))
    assert refused.value.reason == "there is no text in it"


OLD = (
    "<NewsML><Catalog/><NewsEnvelope/><NewsItem><Identification><NewsIdentifier>"
    "<NewsItemId>a-1</NewsItemId><PublicIdentifier>urn:a:1</PublicIdentifier>"
    "</NewsIdentifier></Identification><NewsManagement>"
    "<FirstCreated>20150813T093000+0600</FirstCreated></NewsManagement>"
    "<NewsComponent><NewsLines><HeadLine>Storm over the quay</HeadLine>"
    "<ByLine>By Ada Moreau</ByLine><DateLine>OSH, Aug 13</DateLine>"
    "<KeywordLine>dams</KeywordLine></NewsLines><AdministrativeMetadata><Provider>"
    "<Party FormalName='TCA'/></Provider></AdministrativeMetadata>"
    "<DescriptiveMetadata><Language FormalName='en'/></DescriptiveMetadata>"
    "<NewsComponent><ContentItem><MediaType FormalName='Text'/><DataContent>{}"
    "</DataContent></ContentItem></NewsComponent><NewsComponent><ContentItem"
    " Href='a.jpg'/></NewsComponent></NewsComponent></NewsItem>{}</NewsML>"
)


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPHS,
        f"<html><head><title>No</title></head><body>{PARAGRAPHS}</body></html>",
        f"<nitf><body><body.content>{PARAGRAPHS}</body.content></body></nitf>",
        "The dam held.\n\nThe water went down by noon.",
        "<![CDATA[<p>The dam held.</p><p>The water went down by noon.</p>]]>",
    ],
)
def test_the_older_newsml_is_read_too(text: str) -> None:
    (article,) = contents(OLD.format(text, "")).articles
    assert article.key == "a-1"
    assert article.content == ArticleContent(
        headline="Storm over the quay",
        byline="By Ada Moreau",
        authors=("Ada Moreau",),
        agency="TCA",
        dateline="OSH, Aug 13",
        place="Osh",
        published=DAY,
        language="en",
        keywords=("dams",),
        body=BODY,
    )


def test_an_item_of_the_older_newsml_without_text_is_named() -> None:
    picture = (
        "<NewsItem><NewsComponent><NewsLines><HeadLine>A picture</HeadLine></NewsLines>"
        "<DescriptiveMetadata><Location><Property FormalName='City' Value='Osh'/>"
        "</Location></DescriptiveMetadata></NewsComponent></NewsItem><NewsItem/>"
    )
    assert contents(OLD.format(PARAGRAPHS, picture)).unread == (
        Unread("A picture", "there is no text in it"),
        Unread("item 3", "there is no text in it"),
    )
