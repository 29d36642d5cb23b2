from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import Contents, read_articles
from tca_cli.readers.document import Document, Unread
from tca_cli.readers.limits import Limits
from tests.readers.composed import CONTAINER, epub, package, read_or_refused

DAY = date(2015, 8, 13)
ADA = ("Ada Moreau",)
BODY = "The dam held.\n\nThe water went down by noon."
TEXT = "<p>The dam held.</p><p>The water went down by noon.</p>"
PAGE = f"<head><title>a</title></head><body><h1>Storm</h1>{TEXT}</body>"
QUAKE = "<body><h1>Quake</h1><p>By Tom Reyes</p><p>OSH (TCA) — It shook.</p></body>"
DAMAGED = "it is damaged, or no file of this kind"


def contents(data: bytes, limits: Limits | None = None) -> Contents:
    return read_articles(Document(Path("a.epub"), data, limits=limits or Limits()))


def read(data: bytes) -> ArticleContent:
    (found,) = contents(data).articles
    assert found.key is None
    return found.content


def keys(data: bytes) -> list[str | None]:
    return [found.key for found in contents(data).articles]


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        contents(data)
    return refused.value.reason


def test_a_book_of_one_page_is_one_article() -> None:
    metadata = (
        "<dc:title>Book</dc:title><dc:creator>Ada Moreau</dc:creator>"
        '<dc:date opf:event="modification">2016-01-01</dc:date>'
        "<dc:date>2015-08-13T00:00:00+00:00</dc:date><dc:language>en-gb</dc:language>"
        "<dc:subject>Dams</dc:subject><dc:subject>News</dc:subject>"
    )
    assert read(epub({"a.xhtml": PAGE}, metadata)) == ArticleContent(
        headline="Storm",
        authors=ADA,
        published=DAY,
        language="en-GB",
        keywords=("Dams", "News"),
        body=BODY,
    )


@pytest.mark.parametrize(
    ("page", "headline"),
    [
        (f"<body><h2>Storm</h2>{TEXT}</body>", "Storm"),
        (f"<head><title>Storm</title></head><body>{TEXT}</body>", "Book"),
        (f"<body>{TEXT}</body>", "Book"),
        (f"<body><h1><img src='a.png'/></h1>{TEXT}</body>", "Book"),
    ],
)
def test_the_headline_is_the_heading_or_else_the_books_title(
    page: str, headline: str
) -> None:
    content = read(epub({"a.xhtml": page}, "<dc:title>Book</dc:title>"))
    assert (content.headline, content.body) == (headline, BODY)


def test_without_a_heading_and_a_title_the_first_line_is_the_headline() -> None:
    page = f"<head><title/></head><body><p>Storm</p>{TEXT}</body>"
    assert read(epub({"a.xhtml": page})).headline == "Storm"


def test_what_stands_above_the_heading_stays() -> None:
    page = f"<body><p>FLOODS</p><h1>Storm</h1>{TEXT}</body>"
    content = read(epub({"a.xhtml": page}))
    assert (content.headline, content.body) == ("Storm", f"FLOODS\n\n{BODY}")


def test_a_book_of_several_pages_has_an_article_a_page() -> None:
    metadata = (
        "<dc:title>The Gazette</dc:title><dc:creator>Elena Karpenko</dc:creator>"
        '<dc:date opf:event="publication">2015-08-13</dc:date>'
    )
    storm, quake = contents(
        epub({"a/storm.xhtml": PAGE, "a/quake.xhtml": QUAKE}, metadata)
    ).articles
    assert (storm.key, quake.key) == ("a/storm.xhtml", "a/quake.xhtml")
    assert (storm.content.authors, storm.content.published) == ((), DAY)
    assert quake.content == ArticleContent(
        headline="Quake",
        byline="By Tom Reyes",
        authors=("Tom Reyes",),
        agency="TCA",
        dateline="OSH (TCA)",
        place="Osh",
        published=DAY,
        body="It shook.",
    )


def test_the_title_of_a_page_is_its_headline_unless_it_is_the_books() -> None:
    own = f"<head><title>Storm</title></head><body>{TEXT}</body>"
    books = f"<head><title>Book</title></head><body><p>Calm</p>{TEXT}</body>"
    data = epub({"a.xhtml": own, "b.xhtml": books}, "<dc:title>Book</dc:title>")
    headlines = [found.content.headline for found in contents(data).articles]
    assert headlines == ["Storm", "Calm"]


@pytest.mark.parametrize(
    "page",
    [
        "<body epub:type='toc'><h1>Contents</h1><p>Storm</p></body>",
        "<body><section epub:type='frontmatter titlepage'><p>G.</p></section></body>",
        "<body><h1>Contents</h1><p><a href='a.xhtml'>Storm and calm</a></p></body>",
        "<body><img src='cover.jpg' alt='Cover'/></body>",
        "<body><h1>Part One</h1></body>",
        "<body><ul>"
        + "".join(
            f"<li><a href='{n}.xhtml'>Storm number {n}</a><div>What the dam did when"
            f" the water came, and who carried the sand for {n} days.</div></li>"
            for n in range(5)
        )
        + "</ul></body>",
    ],
)
def test_covers_contents_and_dividers_are_passed_over(page: str) -> None:
    found = contents(epub({"x.xhtml": page, "a.xhtml": PAGE, "b.xhtml": QUAKE}))
    assert [article.key for article in found.articles] == ["a.xhtml", "b.xhtml"]
    assert found.unread == ()


def test_what_the_package_calls_navigation_is_passed_over() -> None:
    pages = {"n.xhtml": PAGE, "c.xhtml": PAGE, "a.xhtml": PAGE, "b.xhtml": QUAKE}
    guide = '<reference type="cover" href="c.xhtml#top"/>'
    assert keys(epub(pages, properties={"n.xhtml": "nav"}, guide=guide)) == [
        "a.xhtml",
        "b.xhtml",
    ]


def test_what_calibre_puts_around_an_article_is_none_of_it() -> None:
    bar = (
        "<div>| <a href='../a.html'>Next</a> | <a href='#s'>Section Menu</a> |"
        " <a href='#m'>Main Menu</a> | <a href='../b.html'>Previous</a> |</div>"
    )
    end = (
        "<p>This article was downloaded by <strong>calibre</strong> from"
        ' <a rel="calibre-downloaded-from" href="https://example.org/2015/08/13/storm">'
        "https://example.org/2015/08/13/storm</a></p>"
    )
    data = epub({"a.html": f"<body>{bar}<h2>Storm</h2>{TEXT}{end}{bar}</body>"})
    assert read(data) == ArticleContent(
        headline="Storm",
        published=DAY,
        url="https://example.org/2015/08/13/storm",
        body=BODY,
    )


def test_an_article_with_a_few_links_stays() -> None:
    linked = "<p>See <a href='b.xhtml'>the old dam</a>.</p>" * 2
    assert keys(
        epub({"a.xhtml": f"<body><h1>S</h1>{TEXT}{linked}</body>", "b.xhtml": QUAKE})
    ) == ["a.xhtml", "b.xhtml"]


def test_a_page_that_is_not_there_or_locked_does_not_stop_the_others() -> None:
    encryption = (
        '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/b.xhtml"/>'
        "</CipherData></EncryptedData></encryption>"
    )
    pages = {"a.xhtml": PAGE, "b.xhtml": QUAKE, "c.xhtml": PAGE}
    data = epub(pages, parts={"META-INF/encryption.xml": encryption})
    assert contents(data).unread == (Unread("b.xhtml", "it is locked (DRM)"),)
    assert keys(data) == ["a.xhtml", "c.xhtml"]
    book = epub({"a.xhtml": PAGE, "b.xhtml": QUAKE})
    lacking = contents(book.replace(b"OEBPS/b.xhtml", b"OEBPS/x.xhtml"))
    assert [found.key for found in lacking.articles] == [None]
    assert [part.where for part in lacking.unread] == ["b.xhtml"]


def test_a_page_is_read_once_however_often_the_spine_has_it() -> None:
    data = epub({"a.xhtml": PAGE, "./a.xhtml": PAGE, "b.xhtml": QUAKE})
    assert keys(data) == ["a.xhtml", "b.xhtml"]


def test_names_of_pages_are_decoded_as_addresses_are() -> None:
    data = epub(
        {"a%20b.xhtml": PAGE}, parts={"OEBPS/a b.xhtml": f"<html>{PAGE}</html>"}
    )
    assert read(data).headline == "Storm"


def test_pages_may_be_in_other_encodings() -> None:
    page = f"<html><body><h1>Шторм</h1>{TEXT}</body></html>".encode("utf-16")
    assert (
        read(epub({"a.xhtml": ""}, parts={"OEBPS/a.xhtml": page})).headline == "Шторм"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        *((b"", DAMAGED), (b"PK\x03\x04", DAMAGED), (b"Storm\n\nIt held.", DAMAGED)),
        (package({"a.xhtml": "<p>Storm</p>"}), DAMAGED),
        (package({"META-INF/container.xml": "<container/>"}), DAMAGED),
        (package({"META-INF/container.xml": CONTAINER}), DAMAGED),
        (epub({}), "there is no article in it"),
        (epub({"a.xhtml": "<body/>"}), "there is no article in it"),
    ],
)
def test_what_is_no_book_or_an_empty_one_is_refused(data: bytes, said: str) -> None:
    assert reason(data) == said


def test_entities_in_the_package_are_refused() -> None:
    book = '<!DOCTYPE p [<!ENTITY a "b">]><package><metadata/></package>'
    assert reason(epub({}, parts={"OEBPS/book.opf": book})) == DAMAGED


def test_a_page_too_large_does_not_stop_the_others() -> None:
    words = " ".join(map(str, range(2_000)))
    data = epub({"a.xhtml": PAGE, "b.xhtml": f"<body><h1>B</h1><p>{words}</p></body>"})
    found = contents(data, Limits(file_bytes=5_000))
    assert found.unread == (Unread("b.xhtml", "OEBPS/b.xhtml in it is too large"),)


@cache
def written() -> bytes:
    return epub({"a.xhtml": PAGE, "b.xhtml": QUAKE}, "<dc:title>Book</dc:title>")


@given(st.integers(0, len(written()) - 1), st.integers(1, 255))
def test_a_damaged_book_is_read_or_refused(place: int, mask: int) -> None:
    data = bytearray(written())
    data[place] ^= mask
    for damaged in (bytes(data), bytes(data[:place])):
        read_or_refused("a.epub", damaged)


pieces = st.sampled_from(
    ["<body>", "<h1>", "</h1>", "<a href='b'>", "</a>", "<p>", "Storm ", "<title>", "<"]
)


@given(st.lists(pieces, max_size=20).map("".join))
def test_any_order_of_elements_is_read_or_refused(page: str) -> None:
    read_or_refused("a.epub", epub({"a.xhtml": page}))


@pytest.mark.parametrize("piece", ["<a href='b'>", "<h1>", "<a ", "<html ", "<title>"])
def test_a_long_page_of_broken_tags_is_read_to_its_end(piece: str) -> None:
    page = f"<body>{piece * 5_000}{TEXT}"
    assert contents(epub({"a.xhtml": page, "b.xhtml": QUAKE})).articles
