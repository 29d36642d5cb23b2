"""Files that tests compose: small packages, PDF, web archives."""

import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf"'
    ' media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def read_or_refused(name: str, data: bytes) -> None:
    """Read *data* as a file of this *name*: it has articles, or is refused."""
    with suppress(UnreadableFileError):
        assert read_articles(Document(Path(name), data)).articles


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip with *parts* by name."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as zipped:
        for name, part in parts.items():
            zipped.writestr(name, part)
    return written.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of the zip *data* by name."""
    with ZipFile(BytesIO(data)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def epub(
    pages: Mapping[str, str],
    metadata: str = "",
    *,
    properties: Mapping[str, str] | None = None,
    guide: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a book of *pages*: what their ``html`` elements hold, by href."""
    items, spine = "", ""
    for number, href in enumerate(pages):
        said = (properties or {}).get(href, "")
        items += (
            f'<item id="p{number}" href="{href}" properties="{said}"'
            ' media-type="application/xhtml+xml"/>'
        )
        spine += f'<itemref idref="p{number}"/>'
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"'
        ' xmlns:opf="http://www.idpf.org/2007/opf">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{metadata}</metadata><manifest>{items}"
        '<item id="css" href="a.css" media-type="text/css"/></manifest>'
        f"<spine>{spine}</spine><guide>{guide}</guide></package>"
    )
    xhtml = {
        f"OEBPS/{href}": (
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
            '<html xmlns="http://www.w3.org/1999/xhtml"'
            f' xmlns:epub="http://www.idpf.org/2007/ops">{page}</html>'
        )
        for href, page in pages.items()
    }
    return package(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": book,
            **xhtml,
            **(parts or {}),
        }
    )


def page_of(*lines: tuple[str, float, float, float]) -> bytes:
    """Return the content of a page with *lines*: text, x, y, and size, in points."""
    shown = (
        b"BT /F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET"
        % (size, x, y, text.encode("cp1252").hex().encode())
        for text, x, y, size in lines
    )
    return b"\n".join(shown)


def column(
    lines: Sequence[str], *, x: float = 72, top: float = 700, size: float = 10
) -> list[tuple[str, float, float, float]]:
    """Return *lines* below each other; one that begins with a space is indented."""
    return [
        (line.strip(), x + 15 * line.startswith(" "), top - 1.2 * size * at, size)
        for at, line in enumerate(lines)
        if line.strip()
    ]


def pdf(
    *pages: bytes,
    info: Mapping[str, str] | None = None,
    xmp: str | bytes = b"",
    catalogue: bytes = b"",
    packed: bool = False,
) -> bytes:
    """Return a PDF file of *pages*, each the content of one, set in Helvetica."""
    kids = b" ".join(b"%d 0 R" % (6 + 2 * at) for at in range(len(pages)))
    said = b" ".join(
        b"/%s <%s>"
        % (name.encode(), b"feff" + value.encode("utf-16-be").hex().encode())
        for name, value in (info or {}).items()
    )
    xmp = xmp.encode() if isinstance(xmp, str) else xmp
    metadata = b"/Metadata 5 0 R" if xmp else b""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R %s %s>>" % (metadata, catalogue),
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<<%s>>" % said,
        _stream(xmp, b"/Type/Metadata/Subtype/XML"),
    ]
    for at, page in enumerate(pages):
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (7 + 2 * at),
            _stream(zlib.compress(page), b"/Filter/FlateDecode")
            if packed
            else _stream(page),
        ]
    return pdf_of_objects(objects)


def pdf_of_objects(objects: Sequence[bytes]) -> bytes:
    """Return a PDF file with *objects*: the catalogue first, the information fourth."""
    written = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begin = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<</Size %d/Root 1 0 R/Info 4 0 R>>\n" % (len(objects) + 1)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % begin)


def _stream(content: bytes, said: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), said, content)
