"""PDF (ISO 32000): one article, whatever number of pages it was printed on."""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle, needing
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.pdf.lines import lines_of_pages, tidied
from tca_cli.readers.pdf.printed_lines import Line, Paragraph, paragraphs_of
from tca_cli.readers.pdf.xmp import properties_in
from tca_cli.readers.properties import article_with_author, title_of
from tca_cli.readers.refusals import refusing
from tca_cli.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pypdf import PdfReader


def read(document: Document) -> Iterator[FoundArticle]:
    """Yield the one article that *document* holds."""
    with needing("pdf", document):
        import pypdf  # noqa: F401 - to say so first, where it is not there
    printed = _printed(document)
    paragraphs, size = paragraphs_of(printed.pages)
    if not any(any(map(str.isalnum, paragraph.text)) for paragraph in paragraphs):
        reason = _SCAN if printed.pages else "it has no pages"
        raise UnreadableFileError(document.path, reason)
    said = Findings()
    _note_headline(said, printed, paragraphs, size)
    _note_rest(said, printed)
    authors = {
        "XMP, dc:creator": printed.xmp.get("dc:creator"),
        "Author": printed.info.get("/Author"),
    }
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    yield article_with_author(document, text, said, authors)


@dataclass(frozen=True, slots=True)
class _Printed:
    """What a file has: its lines page by page, and what it says of itself."""

    pages: list[list[Line]]
    info: Mapping[str, str]
    xmp: Mapping[str, list[str]]
    language: str | None


def _printed(document: Document) -> _Printed:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    with _in_silence(), refusing(document, _DAMAGED):
        try:
            reader = PdfReader(BytesIO(document.data))
            if reader.is_encrypted:
                _unlock(document, reader)
            root = reader.root_object
            return _Printed(
                pages=lines_of_pages(document, reader),
                info=_info(reader),
                xmp=_xmp(reader),
                language=str(root["/Lang"]) if "/Lang" in root else None,
            )
        except DependencyError as error:
            reason = f"it is locked in a way that needs another library: {error}"
            raise UnreadableFileError(document.path, reason) from error


_DAMAGED = "it is damaged, or no PDF file"
_LOCKED = "it is locked with a password"
_SCAN = "it is a scan without text; run OCR over it first, as ocrmypdf does"
_LARGER = 1.15


@contextmanager
def _in_silence() -> Iterator[None]:
    """Keep what the library has to say of damaged files off the terminal."""
    logger = logging.getLogger("pypdf")
    unheard = logging.NullHandler()
    is_passed_on = logger.propagate
    logger.addHandler(unheard)
    logger.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.removeHandler(unheard)
        logger.propagate = is_passed_on


def _unlock(document: Document, reader: PdfReader) -> None:
    """Open *reader* with the empty password, as viewers do without asking."""
    from pypdf import PasswordType

    if reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise UnreadableFileError(document.path, _LOCKED)


def _info(reader: PdfReader) -> dict[str, str]:
    said = reader.metadata
    return {name: tidied(str(said[name])) for name in said} if said else {}


def _xmp(reader: PdfReader) -> Mapping[str, list[str]]:
    root: Any = reader.root_object
    if "/Metadata" not in root or not hasattr(root["/Metadata"], "get_data"):
        return {}
    return properties_in(root["/Metadata"].get_data())


def _note_headline(
    said: Findings, printed: _Printed, paragraphs: list[Paragraph], size: float
) -> None:
    """Note the headline, and take it off *paragraphs* where it is one of them."""
    said.note("headline", title_of(printed.xmp.get("dc:title")), "XMP, dc:title")
    said.note("headline", title_of(printed.info.get("/Title")), "Title")
    on_top = [paragraph for paragraph in paragraphs if paragraph.first.page == 0]
    if title := said.values.get("headline"):
        same = (p for p in on_top if folded(p.text) == folded(title))
    else:
        largest = max((p.size for p in on_top), default=0.0)
        same = (p for p in on_top if p.size == largest > _LARGER * size)
    if found := next(same, None):
        said.note("headline", found.text, "the first of the largest lines")
        paragraphs.remove(found)


def _note_rest(said: Findings, printed: _Printed) -> None:
    """Note what is said of the article, but not when the file was made."""
    xmp = printed.xmp
    for name in ("prism:publicationDate", "prism:coverDate", "dc:date"):
        said.note("published", xmp.get(name), f"XMP, {name}")
    said.note("url", xmp.get("prism:url"), "XMP, prism:url")
    said.note("language", xmp.get("dc:language"), "XMP, dc:language")
    said.note("language", printed.language, "Lang")
    said.note("keywords", xmp.get("dc:subject"), "XMP, dc:subject")
    said.note("keywords", " ".join(xmp.get("pdf:Keywords", [])), "XMP, pdf:Keywords")
    said.note("keywords", printed.info.get("/Keywords"), "Keywords")
