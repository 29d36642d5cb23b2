from functools import cache
from io import BytesIO
from pathlib import Path

import odfdo
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document
from tests.readers.composed import package, parts_of, read_or_refused

ADA = ("Ada Moreau",)
BODY = "The dam held.\n\nThe water went down by noon."
STORM = '<text:p text:style-name="Title">Storm over the quay</text:p>'
TEXT = "<text:p>The dam held.</text:p><text:p>The water went down by noon.</text:p>"
NAMESPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "style", "text", "table")
) + (
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)
DAMAGED = "it is damaged, or no file of this kind"


@cache
def written() -> bytes:
    data = BytesIO()
    manuscript = odfdo.Document("text")
    manuscript.body.clear()
    for text, style in (
        ("Storm over the quay", "Title"),
        ("By Ada Moreau", None),
        ("OSH (TCA) — The dam held.", None),
        ("The water went down by noon.", None),
    ):
        manuscript.body.append(odfdo.Paragraph(text, style=style))
    manuscript.save(data)
    return data.getvalue()


def file_of(body: str, meta: str = "", styles: str = "") -> bytes:
    """Return the file whose text is the XML *body*."""
    content = (
        f"<office:document-content{NAMESPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    said = (
        f"<office:document-meta{NAMESPACES}><office:meta>{meta}</office:meta>"
        "</office:document-meta>"
    )
    return package({**parts_of(written()), "content.xml": content, "meta.xml": said})


def read(data: bytes) -> ArticleContent:
    (found,) = read_articles(Document(Path("a.odt"), data)).articles
    assert found.key is None
    return found.content


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_articles(Document(Path("a.odt"), data))
    return refused.value.reason


def test_a_file_as_it_is_saved_is_an_article() -> None:
    assert read(written()) == ArticleContent(
        headline="Storm over the quay",
        byline="By Ada Moreau",
        authors=ADA,
        agency="TCA",
        dateline="OSH (TCA)",
        place="Osh",
        language=read(written()).language,
        body=BODY,
    )


def test_the_properties_of_the_file_are_read() -> None:
    meta = (
        "<dc:title>Storm over the quay</dc:title><dc:language>ru-RU</dc:language>"
        "<meta:initial-creator>Ada Moreau</meta:initial-creator>"
        "<dc:creator>Tom Reyes</dc:creator><meta:keyword>dams</meta:keyword>"
        "<meta:creation-date>2015-08-13T10:00:00</meta:creation-date>"
    )
    content = read(file_of(TEXT, meta))
    assert (content.headline, content.body) == ("Storm over the quay", BODY)
    assert (content.authors, content.language) == (ADA, "ru-RU")
    assert content.keywords == ("dams",)
    assert content.published is None


def test_a_byline_counts_before_who_typed_the_text() -> None:
    meta = "<meta:initial-creator>Tom Reyes</meta:initial-creator>"
    byline = "<text:p>By Ada Moreau</text:p>"
    assert read(file_of(STORM + byline + TEXT, meta)).authors == ADA


def test_a_style_that_derives_from_that_of_titles_sets_a_title() -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph"'
        ' style:parent-style-name="Title"/>'
    )
    title = '<text:p text:style-name="P1">Storm over the quay</text:p>'
    content = read(file_of(f"<text:p>FLOODS</text:p>{title}{TEXT}", styles=styles))
    assert content.headline == "Storm over the quay"
    assert content.body == f"FLOODS\n\n{BODY}"


def test_a_heading_at_the_top_is_the_headline() -> None:
    heading = '<text:h text:outline-level="1">Storm over the quay</text:h>'
    part = '<text:h text:outline-level="2">The morning</text:h>'
    content = read(file_of(f"<text:p>FLOODS</text:p>{heading}{part}{TEXT}"))
    assert content.headline == "Storm over the quay"
    assert content.body == f"FLOODS\n\nThe morning\n\n{BODY}"


def test_what_tracked_changes_took_out_is_no_text() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        "<text:p>It broke.</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    text = (
        '<text:p>The <text:change text:change-id="c"/>dam<text:s text:c="3"/>held'
        "<text:span>.</text:span><text:line-break/>So<text:tab/>it"
        "<office:annotation><text:p>Sure?</text:p></office:annotation> did.</text:p>"
    )
    assert read(file_of(changes + STORM + text)).body == "The dam held.\nSo it did."


def test_lists_tables_sections_and_boxes_are_text() -> None:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row
        )
        + "</table:table-row>"
        for row in (("Dam", "Height"), ("Nurek", "300 m"))
    )
    text = (
        "<text:section><text:list><text:list-item><text:p>One</text:p>"
        "</text:list-item></text:list></text:section>"
        f"<table:table>{rows.replace('Dam', 'Dam ', 1)}</table:table>"
        "<text:p>Two<draw:frame><draw:text-box><text:p>Three</text:p></draw:text-box>"
        "<svg:desc>A picture</svg:desc></draw:frame></text:p>"
    )
    body = read(file_of(STORM + text)).body
    assert body == "One\n\nDam | Height\nNurek | 300 m\n\nTwo\n\nThree"


def test_the_heads_of_tables_are_rows_too() -> None:
    row = (
        "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell>"
        "<table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>"
    )
    head = f"<table:table-header-rows>{row.format('A', 'B')}</table:table-header-rows>"
    table = f"<table:table>{head}{row.format('C', 'D')}</table:table>"
    assert read(file_of(STORM + TEXT + table)).body == f"{BODY}\n\nA | B\nC | D"


def test_notes_follow_the_text() -> None:
    noted = (
        "<text:p>The dam<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Built in 1962.</text:p></text:note-body></text:note>"
        " held.</text:p><text:p>So.</text:p>"
    )
    assert read(file_of(STORM + noted)).body == "The dam held.\n\nSo.\n\nBuilt in 1962."


def test_lists_of_the_texts_contents_are_none_of_it() -> None:
    contents = "<text:table-of-content><text:p>Storm 1</text:p></text:table-of-content>"
    assert read(file_of(STORM + contents + TEXT)).body == BODY


def test_a_file_with_nothing_or_only_a_headline_is_no_article() -> None:
    assert reason(file_of("")) == "there is no text in it"
    assert reason(file_of(STORM)) == "there is a headline but no text below it"


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"PK\x03\x04", b"Storm\n\nThe dam held.", package({"a.xml": "<a/>"})),
        package({"mimetype": "application/vnd.oasis.opendocument.text"}),
        file_of("<text:p>"),
        # Flat files have no package.
        b'<?xml version="1.0"?><office:document/>',
    ],
)
def test_what_is_no_opendocument_is_refused(data: bytes) -> None:
    assert reason(data) == DAMAGED


def test_entities_are_refused() -> None:
    parts = parts_of(file_of(STORM + TEXT))
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["content.xml"]
    assert "declares a DTD" in reason(package({**parts, "content.xml": bomb}))


def test_the_dtd_that_older_programs_name_for_the_manifest_is_passed_over() -> None:
    parts = parts_of(file_of(STORM + TEXT))
    named = b'<!DOCTYPE m PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "M.dtd"><m/>'
    assert read(package({**parts, "META-INF/manifest.xml": named})).body == BODY


@given(st.integers(0, len(written()) - 1), st.integers(1, 255))
def test_a_damaged_file_is_read_or_refused(place: int, mask: int) -> None:
    data = bytearray(written())
    data[place] ^= mask
    for damaged in (bytes(data), bytes(data[:place])):
        read_or_refused("a.odt", damaged)
