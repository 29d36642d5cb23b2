import sys
from datetime import date
from pathlib import Path

import feedparser
import pytest

from tca_cli.article import ArticleContent
from tca_cli.errors.files import MissingExtraError, UnreadableFileError
from tca_cli.readers import Contents, read_articles
from tca_cli.readers.document import Document, Unread
from tca_cli.readers.xml.feed_cost import is_too_costly

DAY = date(2015, 8, 13)
BODY = "The dam held.\n\nThe water went down by noon."
ESCAPED = "&lt;p&gt;The dam held.&lt;/p&gt;&lt;p&gt;The water went down by noon."
TEXT = f"<description>{ESCAPED}</description>"
NAMES = (
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:rss='http://purl.org/rss/1.0/'"
    " xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    " xmlns:wp='http://wordpress.org/export/1.2/'"
    " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
)
TITLE = "<title>Storm over the quay</title>"


def rss(*items: str, version: str = "2.0", about: str = "") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        f"<?xml version='1.0'?><rss version='{version}' {NAMES}><channel>"
        f"<title>The Quay</title>{about}{inside}</channel></rss>"
    )


def atom(*entries: str, about: str = "") -> str:
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>The Quay"
        f"</title><updated>2020-01-01T00:00:00Z</updated>{about}{inside}</feed>"
    )


def contents(data: str, name: str = "2011-01-01.rss") -> Contents:
    return read_articles(Document(Path(name), data.encode()))


def read(data: str) -> ArticleContent:
    (article,) = contents(data).articles
    return article.content


def test_an_entry_of_rss_in_full_is_taken_apart() -> None:
    (article,) = contents(
        rss(
            f"{TITLE}<link>https://example.org/storm</link>"
            "<guid isPermaLink='false'>a-1</guid><dc:creator>Ada Moreau</dc:creator>"
            "<dc:creator>Tom Reyes</dc:creator><category>dams</category>"
            "<category domain='https://example.org'>rivers</category>"
            "<pubDate>Thu, 13 Aug 2015 23:30:00 -0700</pubDate>"
            "<description>A dam held.</description><content:encoded><![CDATA["
            "<p>OSH, Kyrgyzstan (TCA) &mdash; The <b>dam</b> held.</p><p>The water went"
            " down by noon.</p><p>The post Storm appeared first on The Quay.</p>"
            "<script>x()</script>]]></content:encoded>"
            "<enclosure url='https://example.org/a.mp3' type='audio/mpeg'/>",
            about="<language>en-us</language>",
        )
    ).articles
    assert article.key == "a-1"
    assert article.content == ArticleContent(
        headline="Storm over the quay",
        authors=("Ada Moreau", "Tom Reyes"),
        agency="TCA",
        dateline="OSH, Kyrgyzstan (TCA)",
        place="Osh",
        published=DAY,
        language="en-US",
        keywords=("dams", "rivers"),
        url="https://example.org/storm",
        body=BODY,
    )


def test_an_entry_of_atom_in_full_is_taken_apart() -> None:
    (article,) = contents(
        atom(
            "<title type='html'>Storm over the &lt;em&gt;quay&lt;/em&gt;</title>"
            "<link rel='alternate' href='https://example.org/storm'/><id>urn:a</id>"
            "<author><name>Ada Moreau</name><email>ada@example.org</email></author>"
            "<author><name>Tom Reyes</name></author>"
            "<category term='d' label='dams'/><category term='rivers'/>"
            "<published>2015-08-13T23:30:00-07:00</published>"
            "<updated>2016-01-01T00:00:00Z</updated><summary>A dam held.</summary>"
            "<content type='xhtml' xml:lang='en-GB'>"
            "<div xmlns='http://www.w3.org/1999/xhtml'><p>The dam held.</p>"
            "<p>The water went down by noon.</p></div></content>"
        )
    ).articles
    assert article.key == "urn:a"
    assert article.content == ArticleContent(
        headline="Storm over the quay",
        authors=("Ada Moreau", "Tom Reyes"),
        published=DAY,
        language="en-GB",
        keywords=("dams", "rivers"),
        url="https://example.org/storm",
        body=BODY,
    )


@pytest.mark.parametrize("version", ["0.90", "0.91", "0.92", "0.94", "2.0"])
def test_every_version_of_rss_is_read(version: str) -> None:
    assert read(rss(TITLE + TEXT, version=version)).body == BODY


def test_rss_1_has_its_date_under_another_name() -> None:
    content = read(
        f"<rdf:RDF xmlns='http://purl.org/rss/1.0/' {NAMES}>"
        "<channel rdf:about='a'><title>The Quay</title></channel>"
        f"<item rdf:about='https://example.org/storm'>{TITLE}{TEXT}"
        "<dc:date>2015-08-13T09:30:00Z</dc:date><dc:subject>dams</dc:subject></item>"
        "</rdf:RDF>"
    )
    assert (content.published, content.body) == (DAY, BODY)
    assert content.keywords == ("dams",)


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("<author>ada@example.org (Ada Moreau)</author>", ("Ada Moreau",)),
        ("<author>Ada Moreau &lt;ada@example.org&gt;</author>", ("Ada Moreau",)),
        ("<author>ada@example.org</author>", ()),
        ("<author>By Ada Moreau and Tom Reyes</author>", ("Ada Moreau", "Tom Reyes")),
        ("<dc:creator>admin</dc:creator>", ()),
        ("<dc:creator>Staff Reporter</dc:creator>", ()),
        ("<dc:creator>Moreau, Ada</dc:creator>", ("Ada Moreau",)),
        ("", ()),
    ],
)
def test_the_authors_of_an_entry_are_persons(
    said: str, authors: tuple[str, ...]
) -> None:
    assert read(rss(TITLE + TEXT + said)).authors == authors


def test_the_authors_of_an_atom_feed_are_those_of_an_entry_without_any() -> None:
    about = "<author><name>Ada Moreau</name></author>"
    entry = f"{TITLE}<content type='html'>{ESCAPED}</content>"
    other = f"{entry}<author><name>Tom Reyes</name></author>"
    found = contents(atom(entry, other, about=about)).articles
    authors = [article.content.authors for article in found]
    assert authors == [("Ada Moreau",), ("Tom Reyes",)]


@pytest.mark.parametrize(
    ("ids", "key"),
    [
        ("<guid>https://example.org/a</guid>", "https://example.org/a"),
        ("<guid>a\n 1</guid><link>https://example.org/a</link>", "a 1"),
        ("<link>https://example.org/a</link>", "https://example.org/a"),
        ("", "Storm over the quay"),
    ],
)
def test_the_key_is_the_id_or_the_address_or_the_headline(ids: str, key: str) -> None:
    data = rss(TITLE + TEXT + ids)
    for _ in range(2):
        (article,) = contents(data).articles
        assert article.key == key


def test_an_entry_of_atom_on_its_own_is_an_article() -> None:
    # RFC 4287, section 2, allows it for the root.
    entry = (
        "<entry xmlns='http://www.w3.org/2005/Atom'><id>urn:a</id>"
        f"{TITLE}<published>2015-08-13T09:30:00Z</published>"
        f"<updated>2016-08-13T09:30:00Z</updated><content type='html'>{ESCAPED}"
        "</content></entry>"
    )
    (article,) = contents(entry, "a.atom").articles
    assert article.key == "urn:a"
    assert (article.content.published, article.content.body) == (DAY, BODY)


def test_a_day_of_change_is_no_day_of_publication() -> None:
    entry = (
        f"{TITLE}<content type='html'>{ESCAPED}</content>"
        "<updated>2015-08-13T09:30:00Z</updated>"
    )
    assert read(atom(entry)).published is None
    dated = "<link href='https://example.org/2015/08/13/storm'/>"
    assert read(atom(entry + dated)).published == DAY


@pytest.mark.parametrize(
    "content",
    [
        f"<content type='html'>{ESCAPED}</content>",
        "<content type='text'>The dam held.\n\nThe water went down by noon.</content>",
        "<content>The dam held.\n\nThe water went down by noon.</content>",
        f"<content type='image/png' src='a.png'/><summary>{ESCAPED}</summary>",
        f"<content type='image/png'>aGVsZA==</content><summary>{ESCAPED}</summary>",
        f"<content type='html'> </content><summary type='html'>{ESCAPED}</summary>",
        f"<summary type='html'>{ESCAPED}</summary>",
    ],
)
def test_the_text_is_the_content_and_else_the_summary(content: str) -> None:
    assert read(atom(TITLE + content)).body == BODY


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("R&amp;D in Osh", "R&D in Osh"),
        ("Osh&amp;#8217;s dam", "Osh’s dam"),
        ("<![CDATA[Osh&#8217;s <i>dam</i>]]>", "Osh’s dam"),
        ("5 &lt; 6", "5 < 6"),
        ("Osh&rsquo;s dam", "Osh’s dam"),
    ],
)
def test_a_title_is_a_line_of_text_however_often_it_was_escaped(
    title: str, headline: str
) -> None:
    assert read(rss(f"<title>{title}</title>{TEXT}")).headline == headline


def test_an_entry_that_is_no_article_is_named_and_the_others_are_read() -> None:
    found = contents(rss(TITLE, f"{TITLE}{TEXT}", "", f"<title>A</title>{TEXT}"))
    assert len(found.articles) == 2
    assert found.unread == (
        Unread("article 1", "there is a headline but no text below it"),
        Unread("article 3", "there is no text in it"),
    )


def test_an_entry_without_a_title_has_its_first_line_for_one() -> None:
    content = read(rss(TEXT))
    assert content.headline == "The dam held."
    assert content.body == "The water went down by noon."


def test_an_export_of_wordpress_gives_its_published_posts() -> None:
    post = (
        f"{TITLE}<guid isPermaLink='false'>p1</guid><pubDate>Wed, 12 Aug 2015 20:00:00"
        " +0000</pubDate><dc:creator>admin</dc:creator><content:encoded><![CDATA[The"
        " <b>dam</b> held.\n\nThe water went\ndown by noon.]]></content:encoded>"
        "<wp:post_date>2015-08-13 02:00:00</wp:post_date><wp:status>{}</wp:status>"
        "<wp:post_type>{}</wp:post_type>"
    )
    found = contents(
        rss(
            post.format("publish", "post"),
            post.format("draft", "post"),
            post.format("inherit", "revision"),
            post.format("publish", "news"),
        )
    )
    assert [article.content for article in found.articles] == [
        ArticleContent(headline="Storm over the quay", published=DAY, body=BODY)
    ] * 2
    assert found.unread == (
        Unread("Storm over the quay", "its status is draft"),
        Unread(
            "Storm over the quay",
            "it is no article, but of WordPress's type revision",
        ),
    )


@pytest.mark.parametrize(
    "broken",
    [
        rss(TITLE + TEXT).partition("</item>")[0],
        rss(TITLE + TEXT).replace("</channel>", ""),
        rss(f"{TITLE}{TEXT}<image></img>"),
        rss(f"{TITLE}{TEXT}<media:thumb url='a'/>"),
        rss(f"{TITLE}{TEXT}<comments>a<b</comments>"),
        f"{rss(TITLE + TEXT)}<p>",
    ],
)
def test_a_feed_whose_xml_is_broken_is_read_all_the_same(broken: str) -> None:
    content = read(broken)
    assert (content.headline, content.body) == ("Storm over the quay", BODY)


@pytest.mark.parametrize("data", [rss(), atom(), "<rss></rss>", "<feed>", "<rss <"])
def test_a_feed_without_entries_is_refused(data: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        contents(data)
    assert refused.value.reason == "there is no article in it"


def test_without_the_library_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(MissingExtraError) as refused:
        contents(rss(TITLE + TEXT))
    assert "feeds" in refused.value.reason


def test_what_breaks_the_library_is_a_file_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(feedparser, "parse", broken)
    with pytest.raises(UnreadableFileError) as refused:
        contents(rss(TITLE + TEXT))
    assert "too broken" in refused.value.reason


def test_a_feed_of_usual_entries_is_not_too_costly_however_long() -> None:
    entry = f"{TITLE}{TEXT}<category>dams</category><tags>a,b,c</tags>" + "word " * 900
    assert not is_too_costly(rss(*[entry] * 2_000))


def test_an_element_of_too_many_attributes_is_refused() -> None:
    attributes = " ".join(f'a{number}="b"' for number in range(20_000))
    data = (
        f"<rss><channel><item {attributes}><title>Storm</title></item></channel></rss>"
    )
    with pytest.raises(UnreadableFileError):
        read_articles(Document(Path("a.rss"), data.encode()))
