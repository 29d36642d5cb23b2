from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document
from tca_cli.readers.limits import Limits
from tests.readers.composed import package, parts_of, read_or_refused

ADA = ("Ada Moreau",)
BODY = "The dam held.\n\nThe water went down by noon."
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
DAMAGED = "it is damaged, or no file of this kind"


@cache
def written() -> bytes:
    data = BytesIO()
    manuscript = docx.Document()
    manuscript.add_heading("Storm over the quay", 0)
    manuscript.add_paragraph("By Ada Moreau")
    manuscript.add_paragraph("OSH (TCA) — The dam held.")
    manuscript.add_paragraph("The water went down by noon.")
    manuscript.save(data)
    return data.getvalue()


def file_of(
    body: str, parts: Mapping[str, str | bytes] | None = None, **core: str
) -> bytes:
    """Return the file whose body is the XML *body*, with *core* properties."""
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return package(
        {**empty_parts(**core), "word/document.xml": document, **(parts or {})}
    )


@cache
def empty_parts(**core: str) -> Mapping[str, bytes]:
    data = BytesIO()
    manuscript = docx.Document()
    for name, value in ({"title": "", "author": ""} | core).items():
        setattr(manuscript.core_properties, name, value)
    manuscript.save(data)
    return parts_of(data.getvalue())


def p(text: str, style: str = "") -> str:
    said = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{said}{r(text)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


STORM = p("Storm over the quay", "Title")
TEXT = p("The dam held.") + p("The water went down by noon.")


def read(data: bytes, *, name: str = "a.docx") -> ArticleContent:
    (found,) = read_articles(Document(Path(name), data)).articles
    assert found.key is None
    return found.content


def reason(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_articles(Document(Path("a.docx"), data, limits=limits or Limits()))
    return refused.value.reason


def test_a_file_as_it_is_saved_is_an_article() -> None:
    assert read(written()) == ArticleContent(
        headline="Storm over the quay",
        byline="By Ada Moreau",
        authors=ADA,
        agency="TCA",
        dateline="OSH (TCA)",
        place="Osh",
        body=BODY,
    )


def test_without_styles_and_properties_the_first_line_is_the_headline() -> None:
    content = read(file_of(p("Storm over the quay") + TEXT))
    assert (content.headline, content.body) == ("Storm over the quay", BODY)


def test_the_properties_of_the_file_are_read() -> None:
    content = read(
        file_of(
            STORM + TEXT,
            title="The minutes of March",
            author="Ada Moreau",
            language="en-gb",
            keywords="dams; floods",
        )
    )
    assert content.headline == "Storm over the quay"
    assert content.authors == ADA
    assert content.language == "en-GB"
    assert content.keywords == ("dams", "floods")


def test_the_property_title_is_the_headline_where_none_is_set_as_one() -> None:
    content = read(file_of(TEXT, title="Storm over the quay"))
    assert (content.headline, content.body) == ("Storm over the quay", BODY)


@pytest.mark.parametrize(
    "title",
    [
        *("Microsoft Word - storm_3.doc", "untitled", "Document1", "storm.docx", "7"),
        *("Документ Microsoft Word", "Без имени", "Word Document", "Title", "template"),
    ],
)
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    content = read(file_of(p("Storm over the quay") + TEXT, title=title))
    assert content.headline == "Storm over the quay"


def test_a_byline_counts_before_who_typed_the_text() -> None:
    content = read(file_of(STORM + p("By Ada Moreau") + TEXT, author="Tom Reyes"))
    assert content.authors == ADA


def test_who_typed_a_text_by_staff_is_not_its_author() -> None:
    data = file_of(STORM + p("By a staff reporter") + TEXT, author="Tom Reyes")
    assert read(data).authors == ()


@pytest.mark.parametrize(
    "author",
    [
        *(
            "Windows User",
            "admin",
            "Microsoft Office User",
            "python-docx",
            "Пользователь",
        )
    ],
)
def test_a_name_that_a_program_made_up_is_no_author(author: str) -> None:
    assert read(file_of(STORM + TEXT, author=author)).authors == ()


def test_the_day_a_file_was_made_is_not_when_it_was_published() -> None:
    assert read(written()).published is None
    assert str(read(written(), name="2015-08-13.docx").published) == "2015-08-13"


def test_a_heading_at_the_top_is_the_headline_and_one_below_is_not() -> None:
    top = p("FLOODS") + p("Storm over the quay", "Heading1") + TEXT
    content = read(file_of(top))
    assert content.headline == "Storm over the quay"
    assert content.body == f"FLOODS\n\n{BODY}"
    below = p("Storm over the quay") + TEXT + p("The morning", "Heading1") + p("Calm.")
    content = read(file_of(below))
    assert content.headline == "Storm over the quay"
    assert content.body == f"{BODY}\n\nThe morning\n\nCalm."


def test_what_tracked_changes_took_out_is_no_text_and_what_they_put_in_is() -> None:
    changed = (
        f"<w:p><w:ins>{r('The dam')}</w:ins>"
        "<w:del><w:r><w:delText> broke</w:delText></w:r></w:del>"
        f"<w:moveFrom>{r(' fell')}</w:moveFrom>{r(' held.')}</w:p>"
    )
    assert read(file_of(STORM + changed)).body == "The dam held."


def test_breaks_tabs_links_and_hyphens_are_text() -> None:
    signs = (
        f"<w:p>{r('The')}<w:r><w:tab/></w:r><w:hyperlink>{r('dam')}</w:hyperlink>"
        f'<w:r><w:br w:type="page"/></w:r>{r("is well")}<w:r><w:noBreakHyphen/></w:r>'
        f"{r('kept.')}<w:r><w:br/></w:r>{r('So.')}</w:p>"
    )
    assert read(file_of(STORM + signs)).body == "The dam is well-kept.\nSo."


def test_codes_of_fields_and_hidden_text_are_no_text() -> None:
    hidden = (
        "<w:p><w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>The dam held.</w:t></w:r></w:p>'
    )
    assert read(file_of(STORM + hidden)).body == "The dam held."


def test_the_rows_of_a_table_are_lines() -> None:
    table = "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>".format(
        *(f"<w:tc>{p(text)}</w:tc>" for text in ("Dam", "Height", "Nurek", "300 m"))
    )
    body = read(file_of(STORM + TEXT + table)).body
    assert body == f"{BODY}\n\nDam | Height\nNurek | 300 m"


def test_a_table_of_one_column_frames_paragraphs() -> None:
    framed = f"<w:tbl><w:tr><w:tc>{TEXT}</w:tc></w:tr></w:tbl>"
    assert read(file_of(STORM + framed)).body == BODY


def test_text_boxes_and_controls_are_text_once() -> None:
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
        f"{p('No one was hurt.')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{p('No one was hurt.')}"
        "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{r('The dam held.')}</w:p>"
    )
    control = f"<w:sdt><w:sdtContent>{p('It was noon.')}</w:sdtContent></w:sdt>"
    body = read(file_of(STORM + box + control)).body
    assert body == "The dam held.\n\nNo one was hurt.\n\nIt was noon."


def test_footnotes_follow_the_text() -> None:
    relations = parts_of(file_of(STORM))["word/_rels/document.xml.rels"].decode()
    relation = (
        '<Relationship Id="rId99" Target="footnotes.xml" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/footnotes"/>'
    )
    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator">{p("x")}'
        f"</w:footnote><w:footnote>{p('Measured in May.')}</w:footnote></w:footnotes>"
    )
    data = file_of(
        STORM + TEXT,
        {
            "word/_rels/document.xml.rels": relations.replace(
                "</Relationships>", f"{relation}</Relationships>"
            ),
            "word/footnotes.xml": notes,
        },
    )
    assert read(data).body == f"{BODY}\n\nMeasured in May."


def test_a_file_with_nothing_or_only_a_headline_is_no_article() -> None:
    assert reason(file_of("")) == "there is no text in it"
    assert reason(file_of(STORM)) == "there is a headline but no text below it"


def test_a_locked_file_or_one_of_an_older_word_is_refused_as_such() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    assert reason(data).startswith("it is locked with a password")


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"Storm\n\nThe dam held.", package({"a.xml": "<a/>"})]
)
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    assert reason(data) == DAMAGED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    document = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a "b">]>'
        f"<w:document {NAMESPACES}><w:body>{p('&a;')}</w:body></w:document>"
    )
    data = file_of(STORM, {"word/document.xml": document.encode(encoding)})
    assert "declares a DTD or entities" in reason(data)


def test_elements_within_elements_without_end_are_refused() -> None:
    deep = "<w:ins>" * 20_000 + "</w:ins>" * 20_000
    assert reason(file_of(f"{STORM}<w:p>{deep}</w:p>")) == DAMAGED


def test_more_text_than_a_file_may_have_is_refused() -> None:
    limits = Limits(file_bytes=10_000)
    assert reason(file_of(STORM + TEXT), limits) == "its text is too large"


def test_pictures_are_never_loaded_and_may_be_damaged() -> None:
    parts = {"word/media/a.png": b"not a picture", "docProps/thumbnail.jpeg": b"x"}
    assert read(file_of(STORM + TEXT, parts)).body == BODY


@given(st.integers(0, len(written()) - 1), st.integers(1, 255))
def test_a_damaged_file_is_read_or_refused(place: int, mask: int) -> None:
    data = bytearray(written())
    data[place] ^= mask
    for damaged in (bytes(data), bytes(data[:place])):
        read_or_refused("a.docx", damaged)


@given(
    st.lists(
        st.sampled_from([p("a"), r("b"), "<w:tbl>", "</w:tbl>", "<w:p>", "</w:p>"]),
        max_size=9,
    )
)
def test_any_order_of_elements_is_read_or_refused(pieces: list[str]) -> None:
    read_or_refused("a.docx", file_of("".join(pieces)))
