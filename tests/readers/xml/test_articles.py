import socket
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document
from tca_cli.readers.xml.text import XmlText
from tca_cli.readers.xml.tree import tree_of
from tests.support import SAMPLES

FILES = ("aksu-zhabagly.xml", "currencies.rss", "sarez-lake.xml")
NITF = (
    "<nitf><head><title>Storm</title></head><body><body.content>"
    "<p>{}</p></body.content></body></nitf>"
)
RSS = (
    '<rss version="2.0"><channel><item><title>Storm</title>'
    "<description>{}</description></item></channel></rss>"
)
HELD = "Плотина выдержала."


def read(data: str | bytes, name: str = "a.xml") -> ArticleContent:
    raw = data.encode() if isinstance(data, str) else data
    (found,) = read_articles(Document(Path(name), raw)).articles
    return found.content


def refusal(data: str | bytes, name: str = "a.xml") -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(data, name)
    return refused.value.reason


def outcome(name: str, data: bytes) -> int | str:
    try:
        return len(read_articles(Document(Path(name), data)).articles)
    except UnreadableFileError as error:
        return error.reason


formats = pytest.mark.parametrize("form", [NITF, RSS])


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "sitemap"),
        ("<sitemapindex/>", "sitemap"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>", "web page"),
        ("<opml version='2.0'/>", "list of feeds"),
        ("<svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>", "<svg:svg>"),
        ("<plist/>", "<plist>"),
        ("<book xmlns='http://docbook.org/ns/docbook'/>", "<book>"),
        ("<packageItem guid='a'/>", "package"),
        ("<newsMessage/>", "no article in it"),
        ("<rss/>", "no article in it"),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", "no ar"),
    ],
)
def test_other_xml_is_refused_and_the_reason_says_what_it_is(
    root: str, words: str
) -> None:
    assert words in refusal(f"<?xml version='1.0'?>\n<!-- a -->\n{root}")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"https://example.org/feed", "it is no XML"),
        (b"<?xml version='1.0'?>", "it is no XML"),
        (b"<!-- <nitf>", "it is no XML"),
        (b"<!DOCTYPE nitf [", "it is no XML"),
        (b"\0\1\2\3" * 20, "not a text file"),
        (b"\n<a>\n<nitf></a>", "line 3 (mismatched tag)"),
        (b"<nitf>", "line 1 (no element found)"),
        (b"<nitf/><nitf/>", "junk after document element"),
        (b"<nitf/>", "there is no text in it"),
    ],
)
def test_what_holds_no_article_is_refused_in_plain_words(
    data: bytes, words: str
) -> None:
    assert words in refusal(data)


@pytest.mark.parametrize("suffix", [".xml", ".rss", ".atom"])
@formats
def test_the_root_tells_the_format_and_not_the_suffix(form: str, suffix: str) -> None:
    assert read(form.format(HELD), f"a{suffix}").body == HELD


def test_several_nitf_elements_are_an_article_each() -> None:
    several = "".join(
        f"<nitf><head><title>Storm</title><docdata><doc-id id-string='{number}'/>"
        "</docdata></head><body><body.content><p>Held.</p></body.content></body></nitf>"
        for number in ("a", "b", "b")
    )
    found = read_articles(Document(Path("a.xml"), f"<all>{several}</all>".encode()))
    assert [article.key for article in found.articles] == ["a", "b", "b #2"]


@formats
def test_a_file_named_by_an_entity_is_never_read(form: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the quay is shut", encoding="utf-8")
    address = secret.as_uri()
    for declared in (
        f'<!DOCTYPE a [<!ENTITY held SYSTEM "{address}">]>',
        f'<!DOCTYPE a [<!ENTITY % held SYSTEM "{address}"> %held;]>',
        f'<!DOCTYPE a [<!-- ]> --><!entity held SYSTEM "{address}">]>',
    ):
        reason = refusal(declared + form.format("&held;"))
        assert "defines entities" in reason or "broken" in reason
    for named in (f'<!DOCTYPE a SYSTEM "{address}">', f'<?x href="{address}"?>'):
        assert read(named + form.format("&held;")).body == "&held;"
    included = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" '
        f'href="{address}"/>Held.'
    )
    assert read(form.format(included)).body == "Held."


@formats
def test_entities_that_grow_are_refused_at_once(form: str) -> None:
    laughs = "".join(
        f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12)
    )
    blowup = f'<!ENTITY a11 "{"ha" * 50_000}">'
    for declared in (f'<!ENTITY a0 "ha">{laughs}', blowup):
        text = f"<!DOCTYPE a [{declared}]>" + form.format("&a11;" * 1000)
        assert "defines entities" in refusal(text)
        # Within the root there can be none.
        within = form.format(f"<!DOCTYPE a [{declared}]>&a11;")
        assert "ha" not in str(outcome("a.xml", within.encode()))


@formats
def test_nothing_is_asked_of_the_network(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", asked)
    monkeypatch.setattr(socket, "getaddrinfo", asked)
    doctype = '<!DOCTYPE a PUBLIC "a" "http://example.org/a.dtd">'
    text = form.format("&lt;img src='http://example.org/a.png'&gt; Held.")
    assert "Held." in read(doctype + text).body


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1251", "cp1251"),
        ("KOI8-R", "koi8_r"),
        ("ISO-8859-5", "iso8859_5"),
        ("UTF-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16LE", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("utf-16", "utf-8"),
        ("GB18030", "gb18030"),
        ("x-unheard-of", "utf-8"),
        ("unicode_escape", "utf-8"),
        ("cp99999", "utf-8"),
    ],
)
@formats
def test_a_text_is_read_in_the_encoding_that_is_declared(
    form: str, declared: str, encoding: str
) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + form.format(HELD)
    assert read(text.encode(encoding)).body == HELD


def test_a_wrong_declaration_gives_way_to_what_the_bytes_show() -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?>' + NITF.format(f"{HELD} " * 9)
    assert HELD in read(text.encode("cp1251")).body


def test_latin_1_is_taken_for_what_windows_has_under_that_name() -> None:
    text = "<?xml version='1.0' encoding='iso-8859-1'?>" + NITF.format("“Déjà” held.")
    assert read(text.encode("cp1252")).body == "“Déjà” held."


@formats
def test_names_of_html_are_characters_and_stray_ampersands_are_themselves(
    form: str,
) -> None:
    sloppy = "R&D &eacute;t&eacute; &mdash; it&rsquo;s 5&nbsp;&lt;&#160;6 &AMP; &zz; &"
    assert read(form.format(sloppy)).body == "R&D été — it’s 5 < 6 & &zz; &"


@formats
def test_characters_that_xml_does_not_have_are_left_out(form: str) -> None:
    bad = "The\x02 dam &#2;&#x1F;&#xD800;&#1114112;held."
    assert read(form.format(bad)).body == "The dam held."


def test_cdata_is_kept_as_it_is() -> None:
    assert read(NITF.format("<![CDATA[R&D <b> &mdash;]]> held.")).body == (
        "R&D <b> &mdash; held."
    )


@formats
def test_what_stands_before_the_declaration_is_passed_over(form: str) -> None:
    declared = "\n Warning: <?xml version='1.1' encoding='utf-8'?><!DOCTYPE a [ ]>\n"
    assert read(declared + form.format("Held.")).body == "Held."


def test_elements_as_deep_as_a_file_is_long_are_read() -> None:
    depth = 20_000
    deep = "<em>" * depth + "Held." + "</em>" * depth
    assert read(NITF.format(deep)).body == "Held."
    assert read(RSS.format(f"<![CDATA[{deep}]]>")).body == "Held."


def test_a_dtd_that_reaches_the_parser_is_refused_there() -> None:
    text = "<!DOCTYPE a [<!ENTITY held 'held'>]><a>&held;</a>"
    with pytest.raises(UnreadableFileError) as refused:
        tree_of(Document(Path("a.xml"), b""), XmlText(text, "a", 1))
    assert refused.value.reason == "it is XML that cannot be read safely"


def test_more_elements_than_memory_is_for_are_refused() -> None:
    assert "too many elements" in refusal(f"<nitf>{'<a/>' * 4_000_001}</nitf>")


PIECES = [
    *("<", "&", "<!", "<![CDATA[", "<a", '<a b="', "<p>", "<?", "<!--", "<item>"),
    *("&aaaaaaaa", "&#1", "]", "\n", "<!DOCTYPE a [", "<category>a", "a.b-c+", "@"),
    *("<author>a", "<nitf><head>", "<entry><tags>a,", " ", "<newsItem>"),
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize(
    "before", ["", NITF.partition("{")[0], RSS.partition("{")[0], "<rss><item><author>"]
)
def test_time_grows_with_the_size_of_the_file_alone(before: str, piece: str) -> None:
    data = f"{before}{piece * (20_000 // len(piece))}".encode()
    begin = time.process_time()
    outcome("a.xml", data)
    assert time.process_time() - begin < 3


def test_entries_that_would_be_compared_for_hours_are_refused() -> None:
    begin = "<rss version='2.0'><channel><item><title>Storm</title>"
    for costly in (
        "".join(f"<category>{number}</category>" for number in range(6_000)),
        f"<tags>{','.join(map(str, range(6_000)))}</tags>",
        f"<author>{'a<b/>' * 3_000}</author>",
    ):
        text = f"{begin}{costly}</item></channel></rss>"
        assert "too large for an article" in refusal(text)


@pytest.mark.parametrize("name", FILES)
@given(at=st.floats(min_value=0, max_value=1, exclude_max=True))
def test_a_truncated_sample_is_articles_or_refused(name: str, at: float) -> None:
    data = (SAMPLES / name).read_bytes()
    assert outcome(name, data[: int(at * len(data))])


@pytest.mark.parametrize("name", FILES)
@given(
    flips=st.lists(
        st.tuples(
            st.floats(min_value=0, max_value=1, exclude_max=True),
            st.integers(min_value=0, max_value=255),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_a_damaged_sample_is_articles_or_refused(
    name: str, flips: list[tuple[float, int]]
) -> None:
    data = bytearray((SAMPLES / name).read_bytes())
    for at, byte in flips:
        data[int(at * len(data))] = byte
    assert outcome(name, bytes(data))


@given(
    pieces=st.lists(
        st.sampled_from(
            [
                *("<nitf>", "</nitf>", "<rss>", "</rss>", "<channel>", "<item>"),
                *("</item>", "<title>", "Storm", "</title>", "<feed>", "<entry>"),
                *("<newsItem>", "<newsMessage>", "<NewsML>", "<body>", "</body>"),
                *("<body.content>", "<p>", "</p>", "&nbsp;", "&", "<![CDATA[", "]]>"),
                *("<author>", "a@example.org (Ada Moreau)", "</author>", "<!--", "-->"),
                *("<pubDate>", "<dc:creator>", "<a:b xmlns:a='c'>", "<!DOCTYPE a>"),
                *("<description>", "</description>", "<content type='xhtml'>", "\n\n"),
                *("OSH (TCA) — The dam held.", "<?xml version='1.0'?>", "<guid/>"),
            ]
        ),
        max_size=20,
    )
)
def test_any_order_of_tags_is_articles_or_refused(pieces: list[str]) -> None:
    assert outcome("a.xml", "".join(pieces).encode())
