import logging
import zlib
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document
from tca_cli.readers.limits import Limits
from tca_cli.readers.pdf.lines import PageLines, tidied
from tests.readers.composed import column, page_of, pdf, pdf_of_objects, read_or_refused

DAY = date(2015, 8, 13)
ADA = ("Ada Moreau",)
SCAN = "it is a scan without text; run OCR over it first, as ocrmypdf does"
DAMAGED = "it is damaged, or no PDF file"
BODY = "The dam held through the night, and the water went down by noon on Monday."
LINES = [
    "The dam held through the night, and",
    "the water went down by noon on Monday.",
]
HEAD = ("Storm over the quay", 72, 770, 20)


def read(data: bytes, *, name: str = "a.pdf") -> ArticleContent:
    (found,) = read_articles(Document(Path(name), data)).articles
    assert found.key is None
    return found.content


def reason(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_articles(Document(Path("a.pdf"), data, limits=limits or Limits()))
    return refused.value.reason


def xmp(inner: str, attributes: str = "") -> str:
    return (
        '<?xpacket begin="" id="W5M0"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">'
        f"<rdf:Description {attributes}>{inner}</rdf:Description></rdf:RDF>"
        '</x:xmpmeta><?xpacket end="w"?>'
    )


@cache
def written(*, packed: bool = False) -> bytes:
    lines = [
        "By Ada Moreau",
        "",
        "",
        "OSH (TCA) — The dam held through the night,",
        *LINES,
    ]
    page = page_of(HEAD, *column(lines))
    return pdf(page, info={"Author": "Tom Reyes"}, packed=packed)


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_is_an_article(packed: bool) -> None:
    assert read(written(packed=packed)) == ArticleContent(
        headline="Storm over the quay",
        byline="By Ada Moreau",
        authors=ADA,
        agency="TCA",
        dateline="OSH (TCA)",
        place="Osh",
        body=f"The dam held through the night, {BODY}",
    )


def test_the_information_of_the_file_is_read() -> None:
    info = {
        "Title": "Storm over the quay",
        "Author": "Ada Moreau",
        "Keywords": "dams, floods",
        "CreationDate": "D:20160101093000+06'00'",
    }
    data = pdf(page_of(*column(LINES)), info=info, catalogue=b"/Lang (en-GB)")
    assert read(data) == ArticleContent(
        headline="Storm over the quay",
        authors=ADA,
        language="en-GB",
        keywords=("dams", "floods"),
        body=BODY,
    )


def test_what_xmp_says_counts_before_the_information() -> None:
    said = xmp(
        "<dc:title><rdf:Alt><rdf:li>Storm</rdf:li></rdf:Alt></dc:title><dc:creator>"
        "<rdf:Seq><rdf:li>Ada Moreau</rdf:li><rdf:li>Elena Karpenko</rdf:li>"
        "</rdf:Seq></dc:creator><dc:subject><rdf:Bag><rdf:li>Dams</rdf:li></rdf:Bag>"
        "</dc:subject><dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>"
        "<prism:publicationDate>2015-08-13</prism:publicationDate>"
        "<prism:url>https://example.org/storm</prism:url>",
        'xmp:CreateDate="2016-01-01"',
    )
    info = {"Title": "Calm", "Author": "Tom Reyes", "Keywords": "x"}
    content = read(pdf(page_of(*column(LINES)), info=info, xmp=said))
    assert content == ArticleContent(
        headline="Storm",
        authors=("Ada Moreau", "Elena Karpenko"),
        published=DAY,
        language="en",
        keywords=("Dams",),
        url="https://example.org/storm",
        body=BODY,
    )


def test_xmp_may_say_it_in_attributes() -> None:
    said = xmp("", 'dc:date="2015-08-13T10:00:00Z" pdf:Keywords="dams; floods"')
    content = read(pdf(page_of(HEAD, *column(LINES)), xmp=said))
    assert (content.published, content.keywords) == (DAY, ("dams", "floods"))


@pytest.mark.parametrize(
    "said",
    [
        *("<x", "", "\0", "<a/>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        xmp("<dc:date>2016-01-01</dc:date>").encode("utf-16")[:-7],
    ],
)
def test_damaged_xmp_is_passed_over(said: str | bytes) -> None:
    assert read(pdf(page_of(HEAD, *column(LINES)), xmp=said)).published is None


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Microsoft Word - storm.doc",
            "untitled",
            "gazette_13.indd",
            "",
            "12",
            "Layout 1",
        )
    ],
)
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    data = pdf(page_of(HEAD, *column(LINES)), info={"Title": title})
    assert read(data).headline == "Storm over the quay"


def test_a_title_is_taken_off_the_text_where_it_is_printed() -> None:
    page = page_of(("FLOODS", 72, 800, 10), HEAD, *column(LINES))
    content = read(pdf(page, info={"Title": "Storm Over the Quay"}))
    assert content.headline == "Storm Over the Quay"
    assert content.body == f"FLOODS\n\n{BODY}"


def test_a_headline_on_two_lines_is_one() -> None:
    more = ("and what came after it", 72, 746, 20)
    content = read(pdf(page_of(HEAD, more, *column(LINES))))
    assert content.headline == "Storm over the quay and what came after it"
    assert content.body == BODY


def test_where_all_is_of_one_size_the_first_line_is_the_headline() -> None:
    page = page_of(("Storm", 72, 770, 10), *column(LINES))
    content = read(pdf(page))
    assert (content.headline, content.body) == ("Storm", BODY)


def test_pages_drawn_from_above_are_read_as_others_are() -> None:
    # As browsers print them: in units of their own, the zero above.
    lines = [*LINES, "", "", *LINES]
    shown = b"".join(
        b"BT /F1 40 Tf 1 0 0 -1 300 %d Tm <%s> Tj ET\n"
        % (600 + 50 * at, line.encode().hex().encode())
        for at, line in enumerate(lines)
    )
    head = b"BT /F1 80 Tf 1 0 0 -1 300 300 Tm (Storm) Tj ET\n"
    content = read(pdf(b".24 0 0 -.24 0 842 cm\n" + head + shown))
    assert (content.headline, content.body) == ("Storm", f"{BODY}\n\n{BODY}")


def test_ligatures_and_soft_hyphens_are_what_they_stand_for() -> None:
    assert tidied("The ﬁrst\x00 \ud800 ofﬁce ") == "The first \ufffd office"
    lines = [("The dam held through the cata\u00ad", 72, 700, 10)]
    page = page_of(HEAD, *lines, ("strophe of that night.", 72, 688, 10))
    assert read(pdf(page)).body == "The dam held through the catastrophe of that night."


def test_reading_that_takes_too_long_is_ended() -> None:
    pages = PageLines(Document(Path("a.pdf"), b""))
    pages.end = 0.0
    with pytest.raises(UnreadableFileError) as refused:
        pages.check()
    assert refused.value.reason == "reading it takes too long"


def test_a_date_in_the_name_of_the_file_is_read() -> None:
    assert read(written(), name="2015-08-13 storm.pdf").published == DAY


def test_text_in_forms_is_text() -> None:
    form = page_of(HEAD, *column(LINES))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<<>>",
        b"<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</XObject<</X 7 0 R>>>>>>",
        b"<</Length 5>>\nstream\n/X Do\nendstream",
        b"<</Subtype/Form/Resources<</Font<</F1 3 0 R>>>>/Length %d>>\nstream\n"
        % len(form)
        + form
        + b"\nendstream",
    ]
    content = read(pdf_of_objects(objects))
    assert (content.headline, content.body) == ("Storm over the quay", BODY)


@pytest.mark.parametrize(
    "page", [b"", b"0 0 100 100 re f", page_of((" ", 72, 700, 10))]
)
def test_a_scan_is_refused_with_what_to_do(page: bytes) -> None:
    assert reason(pdf(page, page)) == SCAN


def test_a_file_without_pages_or_with_a_headline_only_is_no_article() -> None:
    assert reason(pdf()) == "it has no pages"
    assert reason(pdf(page_of(HEAD))) == "there is a headline but no text below it"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"Storm\n\nThe dam held.", b"%PDF-1.4\n" + bytes(2000)]
)
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert reason(data) == DAMAGED


def encrypted(password: str) -> bytes:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(BytesIO(written())))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def test_a_locked_file_is_refused_as_such_and_one_without_password_is_read() -> None:
    assert reason(encrypted("secret")) == "it is locked with a password"
    assert read(encrypted("")).headline == "Storm over the quay"


def test_a_file_locked_in_a_way_that_needs_a_library_says_which() -> None:
    lock = (
        b"<</Filter/Standard/V 5/R 6/Length 256/CF<</StdCF<</CFM/AESV3/Length 32"
        b"/AuthEvent/DocOpen>>>>/StmF/StdCF/StrF/StdCF/P -4/U<%s>/O<%s>/UE<%s>/OE<%s>"
        b"/Perms<%s>>>" % (b"00" * 48, b"00" * 48, b"00" * 32, b"00" * 32, b"00" * 16)
    )
    data = written().replace(
        b"/Info 4 0 R", b"/Info 4 0 R/Encrypt %s/ID[<00><00>]" % lock
    )
    assert reason(data).startswith("it is locked")


def test_the_library_is_not_heard(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    data = written().replace(b"startxref", b"startyref").replace(b"/Length", b"/Lengtx")
    read_or_refused("a.pdf", data)
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
    assert logging.getLogger("pypdf").propagate


def test_a_text_that_unpacks_to_more_than_it_may_is_refused() -> None:
    data = pdf(page_of(HEAD, *column(LINES * 20)))
    assert "--max-unpacked" in reason(data, Limits(unpacked_bytes=500))
    assert "--max-ratio" in reason(pdf(page_of(HEAD) * 20_000, packed=True))


def test_a_page_that_unpacks_without_end_is_refused() -> None:
    bomb = zlib.compress(b"(a) Tj " * 12_000_000, 9)
    stream = b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (
        len(bomb),
        bomb,
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<<>>",
        b"<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
        stream,
    ]
    assert reason(pdf_of_objects(objects)) == DAMAGED


@pytest.mark.parametrize(
    "pages",
    [
        b"<</Type/Pages/Kids[2 0 R]/Count 1>>",
        b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>",
        b"<</Type/Pages/Parent 2 0 R/Kids[5 0 R]/Count 1>>",
        b"<</Type/Pages/Kids 2 0 R>>",
        b"<</Type/Pages>>",
    ],
)
def test_pages_that_never_end_are_refused(pages: bytes) -> None:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", pages, b"<<>>", b"<<>>"]
    objects.append(b"<</Type/Pages/Kids[2 0 R 5 0 R]/Count 2>>")
    assert reason(pdf_of_objects(objects))


def test_a_tree_of_pages_too_deep_is_refused() -> None:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[5 0 R]/Count 1>>"]
    objects += [b"<<>>", b"<<>>"]
    objects += [
        b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % number for number in range(6, 2_000)
    ]
    assert reason(pdf_of_objects([*objects, b"<</Type/Page>>"]))
    deep = page_of(HEAD, *column(LINES)) + b"[" * 50_000
    read_or_refused("a.pdf", pdf(deep))


@given(st.integers(0, len(written()) - 1), st.integers(1, 255))
def test_a_damaged_file_is_read_or_refused(place: int, mask: int) -> None:
    data = bytearray(written())
    data[place] ^= mask
    read_or_refused("a.pdf", bytes(data))
    read_or_refused("a.pdf", bytes(data[:place]))


operators = st.sampled_from(
    [
        *(b"BT", b"ET", b"/F1 9 Tf", b"(Storm) Tj", b"[(Sto) -900 (rm)] TJ", b"T*"),
        *(b"' ", b"1 0 0 1 0 0 Tm", b"9 0 Td", b"/X Do", b"q", b"Q", b"(", b"<</A"),
        *(b"0 0 0 0 0 0 cm", b"(a\\000\\377) Tj", b"(1) Tj", b"14 TL", b"BI ID EI"),
    ]
)


@given(st.lists(operators, max_size=15).map(b"\n".join))
def test_any_order_of_operators_is_read_or_refused(page: bytes) -> None:
    read_or_refused("a.pdf", pdf(page))
