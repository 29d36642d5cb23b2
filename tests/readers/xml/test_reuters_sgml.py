import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import Contents, read_articles
from tca_cli.readers.document import Document, Unread
from tests.support import SAMPLES

DAY = date(1987, 2, 26)
BODY = "The dam held through the night.\n\nThe water went down by noon."
BODY_LINES = "The dam held through\nthe night.\n    The water went\ndown by noon.\n"
TITLE = "<TITLE>STORM OVER THE QUAY</TITLE>"
END = " Reuter\n&#3;"


def element(
    text: str, *, attributes: str = 'NEWID="1"', above: str = "", kind: str = ""
) -> str:
    return (
        f'<REUTERS TOPICS="YES" OLDID="5544" {attributes}>\n'
        f"<DATE>26-FEB-1987 15:01:01.79</DATE>\n{above}"
        "<UNKNOWN> \n&#5;&#5;&#5;C T\n&#22;&#22;&#1;f0704&#31;reute</UNKNOWN>\n"
        f"<TEXT{kind}>&#2;\n{text}</TEXT>\n</REUTERS>\n"
    )


def normal(*, title: str = TITLE, above: str = "", body: str = BODY_LINES) -> str:
    return f"{title}\n{above}<BODY>{body}{END}</BODY>"


def contents(*elements: str) -> Contents:
    data = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n' + "".join(elements)
    return read_articles(Document(Path("2011-01-01.sgm"), data.encode("latin-1")))


def read(text: str, **said: str) -> ArticleContent:
    (article,) = contents(element(text, **said)).articles
    return article.content


def test_an_article_in_full_is_taken_apart() -> None:
    (article,) = contents(
        element(
            normal(
                above="<AUTHOR>    by ADA MOREAU, Reuters</AUTHOR>\n"
                "<DATELINE>    SALVADOR, Feb 26 - </DATELINE>"
            ),
            attributes='NEWID="17"',
            above="<TOPICS><D>cocoa</D></TOPICS>\n<PLACES><D>el-salvador</D><D>usa</D>"
            "</PLACES>\n<PEOPLE><D>reyes</D></PEOPLE><ORGS><D>icco</D></ORGS>\n"
            "<EXCHANGES><D>nasdaq</D></EXCHANGES><COMPANIES></COMPANIES>\n",
        )
    ).articles
    assert article.key == "17"
    assert article.content == ArticleContent(
        headline="STORM OVER THE QUAY",
        byline="by ADA MOREAU, Reuters",
        authors=("ADA MOREAU",),
        agency="Reuters",
        dateline="SALVADOR, Feb 26",
        place="Salvador",
        published=DAY,
        keywords=("cocoa", "el-salvador", "usa", "reyes", "icco", "nasdaq"),
        body=BODY,
    )
    assert article.origins["place"] == "DATELINE"


def test_each_element_is_an_article_and_those_without_text_are_named() -> None:
    found = contents(
        element(normal()),
        element(f"******{TITLE}Blah blah blah.\n&#3;", attributes='NEWID="2"'),
        element(f"******{TITLE}\n&#3;", attributes='NEWID="3"', kind=' TYPE="BRIEF"'),
        element(normal(), attributes=""),
        "<REUTERS NEWID='5'>",
        element(normal(), attributes="newid=6").lower(),
    )
    keys = [article.key for article in found.articles]
    assert keys == ["1", "STORM OVER THE QUAY", "6"]
    lack = "there is a headline but no text below it"
    assert found.unread == (
        Unread("2", lack),
        Unread("3", lack),
        Unread("5", "there is no text in it"),
    )


def test_a_text_without_tags_has_its_first_line_for_a_headline() -> None:
    text = (
        "\n*STORM OVER THE &lt;QUAY>\n    OSH, Feb 26 - The dam held through\n"
        f"the night.\n    The water went\ndown by noon.\n{END}\n"
    )
    content = read(text, kind=' TYPE="UNPROC"')
    assert content == ArticleContent(
        headline="STORM OVER THE <QUAY>",
        agency="Reuters",
        dateline="OSH, Feb 26",
        place="Osh",
        published=DAY,
        body=BODY,
    )


def test_a_text_with_a_title_alone_is_what_stands_below_it() -> None:
    above = "<AUTHOR>    by Ada Moreau</AUTHOR><DATELINE>    OSH, Feb 26 -</DATELINE>"
    content = read(f"{TITLE}\n{above}\n{BODY_LINES}{END}")
    assert (content.headline, content.body) == ("STORM OVER THE QUAY", BODY)
    assert (content.authors, content.place) == (("Ada Moreau",), "Osh")


@pytest.mark.parametrize(
    ("filed", "place"),
    [
        ("    WASHINGTON, Feb 26 -", "Washington"),
        ("    NEW YORK, March 119 -", "New York"),
        ("    CHEVY CHASE, Md., - ", "Chevy Chase"),
        ("    New Haven, Conn, Feb 26 - ", "New Haven"),
        ("c    CHICAGO, March 9 -", "Chicago"),
        ("    ST. LOUIS, March 9 -", "St. Louis"),
        ("    March 9 - ", None),
        ("", None),
    ],
)
def test_the_place_is_that_of_the_dateline(filed: str, place: str | None) -> None:
    content = read(normal(above=f"<DATELINE>{filed}</DATELINE>"))
    assert (content.place, content.body) == (place, BODY)


@pytest.mark.parametrize(
    ("author", "authors", "agency"),
    [
        ("    by BERNICE NAPACH, Reuters", ("BERNICE NAPACH",), "Reuters"),
        ("    By Ada Moreau and Tom Reyes, Reuters", ("Ada Moreau", "Tom Reyes"),
         "Reuters"),
        ("    by Ada Moreau, AFP", ("Ada Moreau",), "AFP"),
        ("    by our staff", (), "Reuters"),
        (" ", (), "Reuters"),
    ],
)  # fmt: skip
def test_authors_are_the_persons_of_the_author_line(
    author: str, authors: tuple[str, ...], agency: str
) -> None:
    content = read(normal(above=f"<AUTHOR>{author}</AUTHOR>"))
    assert (content.authors, content.agency) == (authors, agency)


@pytest.mark.parametrize(
    ("said", "published"),
    [
        (" 2-MAR-1987 06:30:14.18", date(1987, 3, 2)),
        ("31-MAR-1987 605:12:19.12", date(1987, 3, 31)),
        ("31-FEB-1987 15:01:01.79", None),
        ("", None),
    ],
)
def test_the_day_is_that_of_the_element(said: str, published: date | None) -> None:
    data = element(normal()).replace("26-FEB-1987 15:01:01.79", said)
    (article,) = contents(data).articles
    assert article.content.published == published


def test_the_rows_of_a_table_stay_together() -> None:
    body = (
        "    Oper shr 13 cts vs 11 cts\n    Net 1.1 mln vs 800,000\n    Revs 12 mln\n"
        "    NOTE: Results are of the dam. They\nare not final.\n    It held.\n"
    )
    assert read(normal(body=body)).body == (
        "Oper shr 13 cts vs 11 cts\nNet 1.1 mln vs 800,000\nRevs 12 mln\n"
        "NOTE: Results are of the dam. They are not final.\n\nIt held."
    )


def test_a_word_that_a_line_ends_within_is_one_again() -> None:
    body = "The long-\nterm loan and the short-\nor mid-term one - 5 -\n6 pct.\n"
    assert read(normal(body=body)).body == (
        "The long-term loan and the short- or mid-term one - 5 - 6 pct."
    )


@pytest.mark.parametrize(
    "end", [" Reuter\n&#3;", " REUTER...\n\n", "Reuters\n&#3;\n", ""]
)
def test_the_name_of_the_wire_below_the_text_is_left_out(end: str) -> None:
    assert read(f"{TITLE}<BODY>{BODY_LINES}{end}</BODY>").body == BODY


def test_signs_are_unescaped_once_and_the_wires_own_are_left_out() -> None:
    body = "The &lt;Dam Co> of R&amp;D &amp;lt; held&#127; in A&LTD.\n"
    assert read(normal(body=body)).body == "The <Dam Co> of R&D &lt; held in A&LTD."


def test_letters_are_those_of_latin_1_unless_they_are_of_utf_8() -> None:
    content = read(normal(body="The Süddeutsche Bank held.\n"))
    assert content.body == "The Süddeutsche Bank held."
    data = element(normal(body="Плотина выдержала.\n"))
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        document = Document(Path("a.sgml"), data.encode(encoding))
        (article,) = read_articles(document).articles
        assert article.content.body == "Плотина выдержала."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"<!DOCTYPE book><book><p>Held.</p></book>", "no REUTERS element"),
        (b"Storm\n\nThe dam held.", "no REUTERS element"),
        (b"<REUTERS", "no REUTERS element"),
        (b"<REUTERS>", "there is no text in it"),
        (b"\0\1\2" * 9, "not a text file"),
    ],
)
def test_what_holds_no_article_of_the_wire_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_articles(Document(Path("a.sgm"), data))
    assert words in refused.value.reason


def outcome(data: bytes) -> int | str:
    try:
        return len(read_articles(Document(Path("a.sgm"), data)).articles)
    except UnreadableFileError as error:
        return error.reason


@pytest.mark.parametrize(
    "piece",
    [
        *("<REUTERS>", "<REUTERS", "<REUTERS NEWID=", "<TEXT>", "<TITLE>", "<D>", "&#"),
        *("<TITLE></TITLE>", "&amp;", "\n", " ", "    a\n", "blah ", "*", "reuter\n"),
    ],
)
def test_time_grows_with_the_size_of_the_file_alone(piece: str) -> None:
    begin = time.process_time()
    outcome(f"<REUTERS><TEXT>{piece * (20_000 // len(piece))}".encode())
    assert time.process_time() - begin < 3


@given(
    at=st.floats(min_value=0, max_value=1, exclude_max=True),
    byte=st.integers(min_value=0, max_value=255),
)
def test_a_truncated_or_damaged_sample_is_articles_or_refused(
    at: float, byte: int
) -> None:
    data = bytearray((SAMPLES / "ekibastuz-kumtor.sgm").read_bytes())
    assert outcome(bytes(data[: int(at * len(data))]))
    data[int(at * len(data))] = byte
    assert outcome(bytes(data))


@given(
    pieces=st.lists(
        st.sampled_from(
            [
                *("<REUTERS NEWID='1'>", "</REUTERS>", "<DATE>", "26-FEB-1987 1"),
                *("</DATE>", "<TEXT>", "</TEXT>", "<TITLE>", "</TITLE>", "<BODY>"),
                *("</BODY>", "<AUTHOR>", "    by ADA MOREAU, Reuters", "</AUTHOR>"),
                *("<DATELINE>", "    OSH, Feb 26 -", "</DATELINE>", "&#2;", "&lt;"),
                *("\n", "    The dam held.\n", "Storm", "<TOPICS><D>", " Reuter\n"),
            ]
        ),
        max_size=20,
    )
)
def test_any_order_of_tags_is_articles_or_refused(pieces: list[str]) -> None:
    assert outcome("".join(pieces).encode())
