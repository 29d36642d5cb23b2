from datetime import date
from pathlib import Path

import pytest

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document, FoundArticle

DAY = date(2015, 8, 13)
BODY = "The dam held.\n\nThe water went down by noon."
TEXT = "<p>The dam held.</p><p>The water went down by noon.</p>"
HEADLINE = "<hedline><hl1>Storm over the quay</hl1></hedline>"


def found(
    *, head: str = "", above: str = HEADLINE, text: str = TEXT, end: str = ""
) -> FoundArticle:
    data = (
        '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">'
        f"<nitf><head>{head}</head><body><body.head>{above}</body.head>"
        f"<body.content>{text}</body.content><body.end>{end}</body.end></body></nitf>"
    )
    document = Document(Path("2015-01-01.xml"), data.encode())
    (article,) = read_articles(document).articles
    return article


def read(**parts: str) -> ArticleContent:
    return found(**parts).content


def test_an_article_in_full_is_taken_apart() -> None:
    article = found(
        head="<title>Another title</title>"
        "<tobject><tobject.subject tobject.subject.type='Disaster'"
        " tobject.subject.matter='Flood'/></tobject>"
        "<docdata><doc-id id-string='a-1'/><date.issue norm='20150813T093000+0600'/>"
        "<date.release norm='20150814'/><doc.copyright holder='The Quay' year='2015'/>"
        "<key-list><keyword key='dams'/><keyword key='rivers'/></key-list>"
        "<identified-content><person>Tom Reyes</person><org value='Dam Co'/>"
        "<classifier type='subject' value='water'/></identified-content></docdata>"
        "<pubdata ex-ref='https://example.org/storm' position.section='A'/>",
        above="<hedline><hl1>Storm over\n the <em>quay</em></hl1>"
        "<hl2>The dam is safe</hl2></hedline>"
        "<byline>By <person>Ada Moreau</person> and <person>Tom Reyes</person>"
        "<byttl>Staff Writers</byttl></byline>"
        "<distributor><org>Reuters</org></distributor>"
        "<dateline><location><city>OSH</city>, <country>Kyrgyzstan</country></location>"
        " <story.date norm='20150812'>Aug 12</story.date></dateline>"
        "<abstract><p>A dam held.</p></abstract>",
        end="<tagline>Ada Moreau writes.</tagline>"
        "<bibliography>She sings.</bibliography>",
    )
    assert article.key is None
    assert article.content == ArticleContent(
        headline="Storm over the quay",
        byline="By Ada Moreau and Tom Reyes, Staff Writers",
        authors=("Ada Moreau", "Tom Reyes"),
        author_bio="Ada Moreau writes.\n\nShe sings.",
        agency="Reuters",
        dateline="OSH, Kyrgyzstan Aug 12",
        place="Osh",
        published=DAY,
        keywords=(
            *("dams", "rivers", "Disaster", "Flood", "Tom Reyes", "Dam Co", "water"),
            "A",
        ),
        url="https://example.org/storm",
        body=f"The dam is safe\n\n{BODY}",
    )
    assert article.origins["headline"] == "hedline/hl1"
    assert article.origins["authors"] == "byline/person"
    assert article.origins["published"] == "date.issue"


def test_an_article_of_an_annotated_archive_has_its_lead_once() -> None:
    content = read(
        head="<title>The Dam</title><docdata>"
        "<doc.copyright holder='The Quay Times' year='2007'/><identified-content>"
        "<classifier class='online_producer' type='taxonomic_classifier'>Top/News"
        "</classifier><classifier class='indexing_service' type='descriptor'>Dams"
        "</classifier></identified-content></docdata>"
        "<pubdata date.publication='20150813T000000' ex-ref='http://example.org/q'/>",
        above="<hedline><hl1>The Dam That Held</hl1>"
        "<hl2 class='online_headline'>Dam Held</hl2></hedline>"
        "<byline class='print_byline'>By ADA MOREAU</byline>"
        "<byline class='normalized_byline'>Moreau, Ada</byline>",
        text="<block class='lead_paragraph'><p>The dam held.</p></block>"
        f"<block class='full_text'>{TEXT}</block>",
        end="<tagline class='author_info'>Ada Moreau writes.</tagline>",
    )
    assert content == ArticleContent(
        headline="The Dam That Held",
        byline="By ADA MOREAU",
        authors=("ADA MOREAU",),
        author_bio="Ada Moreau writes.",
        agency="The Quay Times",
        published=DAY,
        keywords=("Dams",),
        url="http://example.org/q",
        body=BODY,
    )


def test_a_normalized_byline_gives_the_names_where_no_other_does() -> None:
    line = "<byline class='normalized_byline'>Moreau, Ada; Reyes, Tom</byline>"
    content = read(above=HEADLINE + line)
    assert content.authors == ("Ada Moreau", "Tom Reyes")
    assert content.byline is None


@pytest.mark.parametrize(
    ("byline", "authors", "agency"),
    [
        ("By Ada Moreau", ("Ada Moreau",), None),
        ("Ada Moreau", ("Ada Moreau",), None),
        ("By Ada Moreau, Reuters", ("Ada Moreau",), "Reuters"),
        ("By Ada Moreau<byttl>Associated Press Writer</byttl>", ("Ada Moreau",), None),
        ("<person>By Ada Moreau</person>", ("Ada Moreau",), None),
        ("<byttl>Staff Reporter</byttl>", (), None),
        ("Reuters", (), "Reuters"),
        ("", (), None),
    ],
)
def test_authors_are_the_persons_of_the_byline(
    byline: str, authors: tuple[str, ...], agency: str | None
) -> None:
    content = read(above=f"{HEADLINE}<byline>{byline}</byline>")
    assert (content.authors, content.agency) == (authors, agency)


@pytest.mark.parametrize(
    ("filed", "place", "agency"),
    [
        ("OSH, Kyrgyzstan (TCA) —", "Osh", "TCA"),
        ("<location>Osh, Kyrgyzstan</location>", "Osh", None),
        ("<location>Osh</location>, <story.date norm='20150813'/>", "Osh", None),
        (
            "<location><sublocation>Bazar</sublocation> <city>OSH</city></location>",
            "Osh",
            None,
        ),
        ("on Monday <location><city>OSH</city></location>", "Osh", None),
    ],
)
def test_the_place_is_that_of_the_dateline(
    filed: str, place: str, agency: str | None
) -> None:
    content = read(above=f"{HEADLINE}<dateline>{filed}</dateline>")
    assert (content.place, content.agency) == (place, agency)
    assert content.dateline
    assert content.body == BODY


def test_what_newspapers_print_within_the_text_is_found_there() -> None:
    text = (
        "<p>By Ada Moreau</p><p>OSH, Kyrgyzstan (Reuters) — The dam held.</p>"
        "<p>READ MORE: How it was built</p><p>The water went down by noon.</p>"
    )
    content = read(
        head="<docdata><doc.copyright holder='The Quay'/></docdata>", text=text
    )
    assert (content.authors, content.place) == (("Ada Moreau",), "Osh")
    # Who supplied it is said in the text; the holder of its rights is another.
    assert (content.agency, content.body) == ("Reuters", BODY)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<docdata><date.issue norm='20150813T100000Z'/></docdata>", DAY),
        ("<docdata><date.issue norm='2015-08-13'/></docdata>", DAY),
        ("<docdata><date.release norm='20150813'/></docdata>", DAY),
        (
            "<docdata><date.issue norm='a'/><date.release norm='20150813'/></docdata>",
            DAY,
        ),
        ("<docdata><date.expire norm='20150813'/></docdata>", date(2015, 1, 1)),
    ],
)
def test_the_day_is_that_of_issue(head: str, published: date) -> None:
    assert read(head=head).published == published


def test_the_day_of_the_newspaper_counts_before_that_of_issue() -> None:
    issued = "<docdata><date.issue norm='20150101'/></docdata>"
    head = f"{issued}<pubdata date.publication='20150813'/>"
    assert read(head=head).published == DAY


@pytest.mark.parametrize(
    ("above", "headline"),
    [
        ("", "A title"),
        ("<hedline>Storm</hedline>", "Storm"),
        ("<hedline><hl1/><hl2>Below</hl2></hedline>", "A title"),
        ("<hedline><hl1 class='online_headline'>Web</hl1><hl1>Storm</hl1></hedline>",
         "Storm"),
    ],
)  # fmt: skip
def test_the_title_stands_for_a_headline_that_is_not_there(
    above: str, headline: str
) -> None:
    assert read(head="<title>A title</title>", above=above).headline == headline


def test_without_any_headline_the_first_line_is_it() -> None:
    content = read(above="")
    assert content.headline == "The dam held."
    assert content.body == "The water went down by noon."


def test_lists_tables_and_quotations_are_paragraphs_and_pictures_are_none() -> None:
    text = (
        "<block><hl2>Below</hl2><p>The <person>Ada Moreau</person> dam.</p>"
        "<media media-type='image'><media-reference source='a.jpg'/>"
        "<media-caption>A dam</media-caption></media><bq><block><p>Held!</p></block>"
        "<credit>Tom Reyes</credit></bq><ul><li>One</li><li>Two</li></ul><hr/>"
        "<nitf-table><nitf-table-metadata>rows</nitf-table-metadata><table><tr><td>1</td>"
        "<td>2</td></tr></table></nitf-table><p>Line<br/>end</p></block>"
    )
    assert read(text=text).body == (
        "Below\n\nThe Ada Moreau dam.\n\nHeld!\n\nTom Reyes\n\nOne\n\nTwo\n\n1 2\n\n"
        "Line\nend"
    )


def test_an_abstract_is_the_text_only_where_there_is_no_other() -> None:
    above = f"{HEADLINE}<abstract><p>A dam held.</p></abstract>"
    assert read(above=above).body == BODY
    assert read(above=above, text="").body == "A dam held."


def test_a_headline_alone_is_no_article() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read(text="<media><media-caption>A dam</media-caption></media>")
    assert refused.value.reason == "there is a headline but no text below it"


def test_a_byline_below_the_text_is_no_biography() -> None:
    content = read(end="<tagline>By Ada Moreau</tagline><tagline>She sings.</tagline>")
    assert (content.byline, content.authors) == ("By Ada Moreau", ("Ada Moreau",))
    assert content.author_bio == "She sings."


@pytest.mark.parametrize("where", ["nitf", "body", "body.content"])
def test_the_language_is_that_of_the_text(where: str) -> None:
    data = f"<nitf><body><body.content>{TEXT}</body.content></body></nitf>"
    marked = data.replace(f"<{where}>", f"<{where} xml:lang='ru'>")
    (article,) = read_articles(Document(Path("a.xml"), marked.encode())).articles
    assert article.content.language == "ru"


def test_names_in_capitals_and_with_prefixes_are_the_same() -> None:
    data = (
        "<n:NITF xmlns:n='urn:n'><n:HEAD><n:TITLE>Storm</n:TITLE></n:HEAD><n:BODY>"
        "<n:BODY.CONTENT><n:P>Held.</n:P></n:BODY.CONTENT></n:BODY></n:NITF>"
    )
    (article,) = read_articles(Document(Path("a.xml"), data.encode())).articles
    assert article.content == ArticleContent(headline="Storm", body="Held.")
