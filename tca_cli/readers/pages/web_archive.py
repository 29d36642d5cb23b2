"""Web archives: .warc and .warc.gz (ISO 28500), saved sites with an article a page.

When a page was captured is not when it was published.
"""

from __future__ import annotations

from contextlib import redirect_stderr, suppress
from dataclasses import dataclass
from email.message import Message
from io import StringIO
from typing import TYPE_CHECKING

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle, Unread, needing
from tca_cli.readers.pages.unpacking import Unpacked, content_of
from tca_cli.readers.pages.web_page import article_of_page
from tca_cli.readers.refusals import refusing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warcio.archiveiterator import WARCIterator
    from warcio.bufferedreaders import BufferedReader
    from warcio.recordloader import ArcWarcRecord as Record
    from warcio.statusandheaders import StatusAndHeaders


def read(document: Document) -> Iterator[FoundArticle | Unread]:
    """Yield the articles of *document*, in the order of their capture.

    Where the archive breaks off or is damaged, that follows those before.
    """
    with needing("warc", document):
        from warcio.archiveiterator import WARCIterator
    if Unpacked(document).read(len(_MAGIC)) != _MAGIC:
        raise UnreadableFileError(document.path, "it is no web archive (WARC)")
    unpacked = Unpacked(document)
    archive = WARCIterator(unpacked, no_record_parse=True)
    _tame_lines(archive.reader)
    try:
        while record := _next_record(document, archive):
            if found := _read_record(document, unpacked, record):
                yield found
            _check_is_whole(document, record)
        if unpacked.is_cut_short:
            yield Unread(f"from byte {unpacked.at} on", _CUT_SHORT)
    except UnreadableFileError as error:
        yield Unread(f"from byte {unpacked.at} on", error.reason)


_MAGIC = b"WARC/"
_CUT_SHORT = "the archive breaks off or is damaged here"
_LONGEST_LINE = 64 * 1024
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it was sent: where from, and how it is encoded."""

    url: str
    content: bytes
    content_encoding: str
    charset: str | None


def _article_on(document: Document, page: _Page, markup: bytes) -> FoundArticle:
    text: bytes | str = markup
    with suppress(LookupError, ValueError):
        text = markup.decode(page.charset or "")
    return article_of_page(document, text, url=page.url, key=page.url)


def _tame_lines(reader: BufferedReader) -> None:
    """Let *reader* give no long lines, and none that go on the one before.

    The library puts both together in time by the square of their length.
    """
    read_line = reader.readline

    def read_short_line(length: int | None = None) -> bytes:
        line: bytes = read_line(min(length or _LONGEST_LINE, _LONGEST_LINE))
        # Of the same length, for the library counts what it was given.
        return b":" + line[1:] if line[:1] in (b" ", b"\t") and line.strip() else line

    reader.readline = read_short_line


def _next_record(document: Document, archive: WARCIterator) -> Record | None:
    # The library prints what it has to say of damaged archives.
    with redirect_stderr(StringIO()), refusing(document, _CUT_SHORT):
        return next(archive, None)


def _check_is_whole(document: Document, record: Record) -> None:
    """Read *record* to its end, and refuse *document* where that comes too early."""
    while record.raw_stream.read(_LONGEST_LINE):
        pass
    if record.length is not None and record.raw_stream.tell() < record.length:
        raise UnreadableFileError(document.path, _CUT_SHORT)


def _read_record(
    document: Document, unpacked: Unpacked, record: Record
) -> FoundArticle | Unread | None:
    """Return the article that *record* is, or None where it is no page."""
    most = document.limits.file_bytes
    with redirect_stderr(StringIO()), refusing(document, _CUT_SHORT):
        page = _page(record, most)
    if page is None:
        return None
    if len(page.content) > most:
        return Unread(page.url, "the page is too large")
    markup = content_of(page.content, page.content_encoding, most)
    if markup is None:
        install = "; to read it, type: pip install brotli"
        more = install if "br" in page.content_encoding.lower() else ""
        return Unread(page.url, f"it is packed with {page.content_encoding}{more}")
    unpacked.spend(len(markup))
    if len(markup) > most:
        return Unread(page.url, "the page is too large")
    try:
        return _article_on(document, page, markup)
    except UnreadableFileError as error:
        return Unread(page.url, error.reason)


def _page(record: Record, most: int) -> _Page | None:
    """Return the page that *record* is, whose content ends above *most* bytes."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not url.startswith(("http:", "https:")):
        return None
    if record.rec_type == "resource":
        kind, charset = _content_type(record.rec_headers)
        content = record.raw_stream.read(most + 1) if kind in _HTML else b""
        return _Page(url, content, "", charset) if content else None
    return _sent_page(record, url, most) if record.rec_type == "response" else None


def _sent_page(record: Record, url: str, most: int) -> _Page | None:
    """Return the page in the response of HTTP that *record* is, or None."""
    from warcio.bufferedreaders import ChunkedDataReader
    from warcio.statusandheaders import StatusAndHeadersParser

    try:
        http = StatusAndHeadersParser(["HTTP/"], verify=False).parse(record.raw_stream)
    except EOFError:  # an empty record
        return None
    kind, charset = _content_type(http)
    if http.get_statuscode() != "200" or kind not in _HTML:
        return None
    stream = record.raw_stream
    if (http.get_header("Transfer-Encoding") or "").lower() == "chunked":
        stream = ChunkedDataReader(stream)
    encoding = http.get_header("Content-Encoding") or ""
    return _Page(url, stream.read(most + 1), encoding, charset)


def _content_type(headers: StatusAndHeaders) -> tuple[str, str | None]:
    said = Message()
    said["Content-Type"] = " ".join((headers.get_header("Content-Type") or "").split())
    return said.get_content_type(), said.get_content_charset()
