"""Word: .docx, which is WordprocessingML (ECMA-376) in a package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

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

    from docx.document import Document as Manuscript


def read(document: Document) -> Iterator[FoundArticle]:
    """Yield the one article that *document* holds."""
    with needing("office", document):
        import docx
    package = copy_of_xml(document)
    with refusing(document, DAMAGED):
        manuscript = docx.Document(package)
        styles = _styles(manuscript)
        blocks = [
            *_blocks(manuscript.element.body, styles),
            *_footnotes(manuscript, styles),
        ]
        core = manuscript.core_properties
        properties = Properties(
            title=core.title,
            author=core.author,
            language=core.language,
            keywords=core.keywords,
        )
    yield article_of_manuscript(document, blocks, properties)


class _Element(Protocol):
    """An element of XML, as lxml has it."""

    tag: str
    text: str | None

    def get(self, name: str, default: str = "") -> str: ...
    def find(self, path: str) -> _Element | None: ...
    def iterchildren(self, tag: str) -> Iterator[_Element]: ...


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FOOTNOTES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
)
_TITLES = ("title", "headline")
_HEADINGS = ("heading 1", "heading1")
_SIGNS = {
    f"{_W}tab": " ",
    f"{_W}ptab": " ",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
# What tracked changes took out; how things look; and what older programs would show in
# place of what was said before.
_UNSEEN = frozenset(
    (
        *(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "rt", "tblPr")),
        f"{_COMPATIBILITY}Fallback",
    )
)


def _styles(manuscript: Manuscript) -> Mapping[str, Style]:
    """Return the styles of *manuscript* that tell the headline, by id."""
    found = {}
    for style in manuscript.styles:
        name = (style.name or "").lower()
        if name in _TITLES:
            found[style.style_id] = Style.TITLE
        elif name in _HEADINGS:
            found[style.style_id] = Style.HEADING
    return found


def _footnotes(manuscript: Manuscript, styles: Mapping[str, Style]) -> Iterator[Block]:
    """Yield the footnotes, less the lines that separate them from the text."""
    from docx.oxml import parse_xml

    for relation in manuscript.part.rels.values():
        if relation.reltype == _FOOTNOTES and not relation.is_external:
            notes = parse_xml(relation.target_part.blob)
            for note in notes.iterchildren(f"{_W}footnote"):
                if not note.get(f"{_W}type"):
                    yield from _blocks(note, styles)


def _blocks(element: _Element, styles: Mapping[str, Style]) -> Iterator[Block]:
    for child in element.iterchildren("*"):
        if child.tag == f"{_W}p":
            yield from _paragraph(child, styles)
        elif child.tag == f"{_W}tbl":
            yield from table_blocks(_rows(child, styles))
        elif child.tag not in _UNSEEN:
            yield from _blocks(child, styles)


def _rows(table: _Element, styles: Mapping[str, Style]) -> Iterator[list[list[Block]]]:
    for row in table.iterchildren(f"{_W}tr"):
        yield [list(_blocks(cell, styles)) for cell in row.iterchildren(f"{_W}tc")]


def _paragraph(element: _Element, styles: Mapping[str, Style]) -> Iterator[Block]:
    """Yield a paragraph, and those of the text boxes that hang on it."""
    boxes: list[_Element] = []
    text = "".join(_pieces(element, boxes))
    named = element.find(f"{_W}pPr/{_W}pStyle")
    style = "" if named is None else named.get(f"{_W}val")
    yield Block(text, styles.get(style, Style.TEXT))
    for box in boxes:
        yield from _blocks(box, styles)


def _pieces(element: _Element, boxes: list[_Element]) -> Iterator[str]:
    """Yield the text in *element* as it stands, and put its text boxes into *boxes*."""
    for child in element.iterchildren("*"):
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}br":
            yield " " if child.get(f"{_W}type") in ("page", "column") else "\n"
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _UNSEEN and not _is_hidden(child):
            yield from _pieces(child, boxes)


def _is_hidden(run: _Element) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return hidden is not None and hidden.get(f"{_W}val") not in ("0", "false", "off")
