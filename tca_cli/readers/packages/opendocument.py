"""OpenDocument text: .odt (ISO/IEC 26300), as LibreOffice writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tca_cli.readers.document import Document, FoundArticle, needing
from tca_cli.readers.packages.manuscript import (
    Block,
    Properties,
    Style,
    article_of_manuscript,
    table_blocks,
)
from tca_cli.readers.packages.package import DAMAGED, copy_of_xml
from tca_cli.readers.refusals import refusing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from odfdo import Document as Manuscript
    from odfdo import Element


def read(document: Document) -> Iterator[FoundArticle]:
    """Yield the one article that *document* holds."""
    with needing("office", document):
        import odfdo
    package = copy_of_xml(document)
    with refusing(document, DAMAGED):
        manuscript = odfdo.Document(package)
        notes: list[Element] = []
        styles = _styles(manuscript)
        blocks = list(_blocks(manuscript.body, styles, notes))
        # A note may have notes of its own, which are then met below it.
        for note in notes:
            blocks += _blocks(note, styles, notes)
        properties = _properties(manuscript)
    yield article_of_manuscript(document, blocks, properties)


_TITLES = ("title", "headline")
_PARAGRAPHS = ("text:p", "text:h")
_SIGNS = {"text:tab": " ", "text:line-break": "\n", "text:s": " "}
_ROWS_IN = ("table:table-header-rows", "table:table-rows", "table:table-row-group")
_CELL = "table:table-cell"
_BOX = "draw:text-box"
_NOTE = "text:note-body"
# What tracked changes took out, remarks, names of pictures, how ruby is read, and lists
# that are made of what the text says elsewhere.
_UNSEEN = frozenset(
    (
        *("text:tracked-changes", "text:note-citation", "text:ruby-text"),
        *("office:annotation", "office:annotation-end", "office:forms", "svg:title"),
        *("svg:desc", "text:table-of-content", "text:alphabetical-index"),
        *("text:illustration-index", "text:table-index", "text:user-index"),
        *("text:hidden-text", "text:hidden-paragraph", "text:script", "draw:object"),
    )
)


def _properties(manuscript: Manuscript) -> Properties:
    meta = manuscript.meta
    return Properties(
        title=meta.title,
        author=[meta.initial_creator or meta.creator],
        language=meta.language,
        keywords=meta.keyword,
    )


def _styles(manuscript: Manuscript) -> Mapping[str, Style]:
    """Return the text's own styles that derive from one for titles, by name."""
    return {
        style.get_attribute_string("style:name") or "": Style.TITLE
        for style in manuscript.get_styles("paragraph")
        if (style.get_attribute_string("style:parent-style-name") or "").lower()
        in _TITLES
    }


def _blocks(
    element: Element, styles: Mapping[str, Style], notes: list[Element]
) -> Iterator[Block]:
    for child in element.children:
        tag = child.tag
        if tag in _PARAGRAPHS:
            yield from _paragraph(child, styles, notes)
        elif tag == "table:table":
            yield from table_blocks(_rows(child, styles, notes))
        elif tag not in _UNSEEN:
            yield from _blocks(child, styles, notes)


def _rows(
    table: Element, styles: Mapping[str, Style], notes: list[Element]
) -> Iterator[list[list[Block]]]:
    for child in table.children:
        if child.tag in _ROWS_IN:
            yield from _rows(child, styles, notes)
        elif child.tag == "table:table-row":
            cells = (cell for cell in child.children if cell.tag == _CELL)
            yield [list(_blocks(cell, styles, notes)) for cell in cells]


def _paragraph(
    element: Element, styles: Mapping[str, Style], notes: list[Element]
) -> Iterator[Block]:
    """Yield a paragraph, and those of the text boxes that hang on it."""
    boxes: list[Element] = []
    text = "".join(_pieces(element, boxes, notes))
    yield Block(text, _style(element, styles))
    for box in boxes:
        yield from _blocks(box, styles, notes)


def _style(element: Element, styles: Mapping[str, Style]) -> Style:
    name = element.get_attribute_string("text:style-name") or ""
    level = element.get_attribute_string("text:outline-level")
    if name.lower() in _TITLES:
        return Style.TITLE
    if element.tag == "text:h" and level in (None, "1"):
        return styles.get(name, Style.HEADING)
    return styles.get(name, Style.TEXT)


def _pieces(
    element: Element, boxes: list[Element], notes: list[Element]
) -> Iterator[str]:
    """Yield the text in *element* as it stands, and put aside what hangs on it."""
    yield element.text or ""
    for child in element.children:
        tag = child.tag
        if tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == _BOX:
            boxes.append(child)
        elif tag == _NOTE:
            notes.append(child)
        elif tag not in _UNSEEN:
            yield from _pieces(child, boxes, notes)
        yield child.tail or ""
