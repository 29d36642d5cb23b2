import gzip
import sys
import zlib
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import Contents, read_articles
from tca_cli.readers.document import Document, Unread
from tca_cli.readers.limits import Limits
from tests.readers.composed import read_or_refused

STORM, QUAKE = "https://example.org/2015/08/13/storm", "https://example.org/quake"
TEXT = (
    "<p>OSH (TCA) — The dam held through the night, and the engineers who had carried"
    " sand to it for two days went home.</p><p>The water went down by noon on Monday,"
    " and no one was hurt in the villages below the dam.</p>"
)
BODY = (
    "The dam held through the night, and the engineers who had carried sand to it for"
    " two days went home.\n\nThe water went down by noon on Monday, and no one was hurt"
    " in the villages below the dam."
)
HTML = "text/html; charset=utf-8"
CUT_SHORT = "the archive breaks off or is damaged here"


def page(headline: str = "Storm over the quay") -> bytes:
    return (
        f"<html><head><title>{headline}</title></head><body><article>"
        f"<h1>{headline}</h1><p>By Ada Moreau</p>{TEXT}</article></body></html>"
    ).encode()


def archive(
    *records: tuple[str, str, Sequence[tuple[str, str]], bytes], packed: bool = False
) -> bytes:
    """Return an archive of *records*: type, address, headers of HTTP, payload.

    The first of the headers is the status line. What is no message of HTTP has the
    headers as those of the record.
    """
    data = b""
    for kind, url, ((_, status), *headers), payload in records:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
        is_http = kind in ("response", "revisit", "request")
        block = f"{status}\r\n{lines}\r\n".encode() + payload if is_http else payload
        said = "Content-Type: application/http\r\n" if is_http else lines
        record = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2016-01-02T10:00:00Z\r\nContent-Length: {len(block)}\r\n"
            f"{said}\r\n".encode()
        )
        record += block + b"\r\n\r\n"
        data += gzip.compress(record) if packed else record
    return data


def response(
    url: str = STORM,
    payload: bytes | None = None,
    *,
    status: str = "200 OK",
    kind: str = HTML,
    **headers: str,
) -> tuple[str, str, list[tuple[str, str]], bytes]:
    said = [(name.replace("_", "-"), value) for name, value in headers.items()]
    content = page() if payload is None else payload
    return (
        "response",
        url,
        [("", f"HTTP/1.1 {status}"), ("Content-Type", kind), *said],
        content,
    )


def contents(
    data: bytes, *, name: str = "2016-01-02.warc", limits: Limits | None = None
) -> Contents:
    return read_articles(Document(Path(name), data, limits=limits or Limits()))


def keys(data: bytes, *, limits: Limits | None = None) -> list[str | None]:
    return [found.key for found in contents(data, limits=limits).articles]


def reason(data: bytes, *, name: str = "a.warc", limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        contents(data, name=name, limits=limits)
    return refused.value.reason


@cache
def written(*, packed: bool = False) -> bytes:
    return archive(response(), response(QUAKE, page("The quake of Osh")), packed=packed)


@pytest.mark.parametrize("packed", [False, True])
def test_each_page_is_an_article(packed: bool) -> None:
    found = contents(written(packed=packed))
    assert found.unread == ()
    storm, quake = found.articles
    assert (storm.key, quake.key) == (STORM, QUAKE)
    assert storm.content.headline == "Storm over the quay"
    assert storm.content.url == STORM
    assert storm.content.authors == ("Ada Moreau",)
    assert (storm.content.place, storm.content.agency) == ("Osh", "TCA")
    assert storm.content.body == BODY


def test_when_a_page_was_captured_is_not_when_it_was_published() -> None:
    storm, quake = contents(written()).articles
    assert str(storm.content.published) == "2015-08-13"
    assert quake.content.published is None


def test_an_archive_packed_as_a_whole_is_read_too() -> None:
    assert keys(gzip.compress(written())) == [STORM, QUAKE]


@pytest.mark.parametrize("beyond", [-2, -1, 0, 1])
def test_a_packed_archive_is_read_wherever_its_records_begin(beyond: int) -> None:
    first = archive(("metadata", STORM, [("", "")], b"a"), packed=True)
    # A comment in the header of gzip moves what follows (RFC 1952).
    comment = b"c" * (64 * 1024 + beyond - len(first) - 1) + b"\0"
    moved = first[:3] + b"\x10" + first[4:10] + comment + first[10:]
    found = contents(moved + archive(response(), packed=True))
    assert [article.key for article in found.articles] == [STORM]
    assert found.unread == ()


def test_the_suffixes_are_those_of_archives() -> None:
    packed = written(packed=True)
    assert contents(packed, name="a.warc.gz").articles
    assert contents(packed, name="a.WARC.GZ").articles


def test_what_is_no_page_is_passed_over() -> None:
    data = archive(
        ("warcinfo", "a.warc", [("", "")], b"software: x\r\n"),
        ("request", STORM, [("", "GET / HTTP/1.1")], b""),
        response(kind="image/png"),
        response(kind="application/json", payload=b"{}"),
        response(status="404 Not Found"),
        response(status="301 Moved", payload=b""),
        ("revisit", STORM, [("", "200 OK"), ("Content-Type", HTML)], b""),
        ("metadata", STORM, [("", "")], b"a: b"),
        ("resource", "urn:pageinfo:x", [("", ""), ("Content-Type", HTML)], page()),
        (
            "resource",
            "https://example.org/a",
            [("", ""), ("Content-Type", "a/b")],
            b"x",
        ),
        response(QUAKE),
    )
    found = contents(data)
    assert [article.key for article in found.articles] == [QUAKE]
    assert found.unread == ()


def test_a_page_that_was_saved_as_a_resource_is_an_article() -> None:
    data = archive(("resource", STORM, [("", ""), ("Content-Type", HTML)], page()))
    assert keys(data) == [STORM]


def test_a_page_without_an_article_does_not_stop_the_others() -> None:
    found = contents(archive(response(STORM, b"<html></html>"), response(QUAKE)))
    assert [article.key for article in found.articles] == [QUAKE]
    assert [part.where for part in found.unread] == [STORM]


def chunked(data: bytes) -> bytes:
    parts = [data[at : at + 50] for at in range(0, len(data), 50)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("payload", "headers"),
    [
        (chunked(page()), {"Transfer_Encoding": "chunked"}),
        (gzip.compress(page()), {"Content_Encoding": "gzip"}),
        (zlib.compress(page()), {"Content_Encoding": "deflate"}),
        (zlib.compress(page())[2:-4], {"Content_Encoding": "deflate"}),
        (page(), {"Content_Encoding": "gzip"}),
        (page(), {"Content_Encoding": "identity"}),
        (page(), {"Transfer_Encoding": "chunked"}),
        (
            chunked(gzip.compress(page())),
            {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"},
        ),
    ],
)
def test_pages_are_read_however_they_were_sent(
    payload: bytes, headers: dict[str, str]
) -> None:
    (found,) = contents(archive(response(STORM, payload, **headers))).articles
    assert found.content.body == BODY


def test_what_a_page_is_packed_with_is_said_where_it_cannot_be_unpacked() -> None:
    data = archive(response(STORM, b"?", Content_Encoding="zstd"), response(QUAKE))
    assert contents(data).unread == (Unread(STORM, "it is packed with zstd"),)
    assert keys(data) == [QUAKE]


def test_brotli_is_named_where_its_library_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    data = archive(response(STORM, b"?", Content_Encoding="br"), response(QUAKE))
    (part,) = contents(data).unread
    assert part.reason == "it is packed with br; to read it, type: pip install brotli"


def test_brotli_is_taken_off_where_its_library_is_there() -> None:
    brotli = import_module("brotli")
    data = archive(response(STORM, brotli.compress(page()), Content_Encoding="br"))
    assert keys(data) == [STORM]


def test_an_empty_record_or_an_unknown_charset_does_not_stop_the_others() -> None:
    empty = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\n"
        b"Content-Length: 0\r\n\r\n\r\n\r\n"
    )
    data = archive(response(kind="text/html; charset=x-none"))
    assert keys(empty + data) == [STORM]


def test_two_captures_of_an_address_are_two_articles() -> None:
    data = archive(response(), response(STORM, page("Calm")))
    first, second = keys(data)
    assert first != second
    assert str(first).startswith(f"{STORM} (")


@pytest.mark.parametrize("packed", [False, True])
def test_where_an_archive_breaks_off_what_stands_before_is_read(packed: bool) -> None:
    data = written(packed=packed)
    found = contents(data[:-200])
    assert found.articles[0].key == STORM
    assert found.unread[-1].reason == CUT_SHORT
    assert found.unread[-1].where.startswith("from byte ")
    assert reason(data[:150]) == CUT_SHORT


def test_damage_in_the_middle_leaves_what_stands_before() -> None:
    data = written(packed=True)
    second = data.index(b"\x1f\x8b", 10)
    damaged = data[: second + 40] + bytes(60) + data[second + 100 :]
    found = contents(damaged)
    assert [article.key for article in found.articles] == [STORM]
    assert found.unread[-1].reason == CUT_SHORT


def test_empty_bytes_below_an_archive_are_passed_over() -> None:
    assert contents(written(packed=True) + bytes(100)).unread == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Storm\n\nThe dam held.",
        b"\x1f\x8b",
        gzip.compress(b"Storm", mtime=0),
        b"WARC",
    ],
)
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    assert reason(data) == "it is no web archive (WARC)"


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a\r\n\r\n",
        b"WARC/9.9\r\n\r\n",
        b"WARC/1.0\r\n" + b"a" * 200_000,
        b"WARC/1.0\r\na: b\r\n" + b" c\r\n" * 100_000,
    ],
)
def test_records_that_are_none_are_no_articles(
    data: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    assert reason(data)
    assert capfd.readouterr() == ("", "")


def test_bombs_are_refused() -> None:
    zeros = archive(response(STORM, bytes(3_000_000)), packed=True)
    assert "--max-ratio" in reason(zeros)
    inner = gzip.compress(gzip.compress(bytes(3_000_000)))
    twice = archive(response(STORM, inner, Content_Encoding="gzip, gzip"))
    assert "--max-ratio" in reason(twice)
    many = archive(*[response(f"{STORM}/{n}") for n in range(50)])
    assert len(keys(many, limits=Limits(unpacked_bytes=2 * len(many)))) == 50
    found = contents(many, limits=Limits(unpacked_bytes=len(many)))
    assert 0 < len(found.articles) < 50
    assert "--max-unpacked" in found.unread[-1].reason


def test_a_page_larger_than_a_file_may_be_does_not_stop_the_others() -> None:
    large = page() + b" " * 5_000
    sent = response(f"{STORM}/2", gzip.compress(large), Content_Encoding="gzip")
    data = archive(response(STORM, large), sent, response(QUAKE))
    found = contents(data, limits=Limits(file_bytes=2_000))
    assert [article.key for article in found.articles] == [QUAKE]
    assert [part.reason for part in found.unread] == ["the page is too large"] * 2


def test_an_article_is_as_its_page_says() -> None:
    (found,) = contents(archive(response(QUAKE))).articles
    assert found.content == ArticleContent(
        headline="Storm over the quay",
        byline="By Ada Moreau",
        authors=("Ada Moreau",),
        agency="TCA",
        dateline="OSH (TCA)",
        place="Osh",
        url=QUAKE,
        body=BODY,
    )


@given(st.booleans(), st.data())
def test_a_damaged_archive_is_read_or_refused(
    packed: bool, data: st.DataObject
) -> None:
    whole = bytearray(written(packed=packed))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    read_or_refused("a.warc", bytes(whole))
    read_or_refused("a.warc", bytes(whole[:place]))
