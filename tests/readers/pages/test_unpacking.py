import gzip
import zlib
from pathlib import Path

import pytest

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document
from tca_cli.readers.limits import Limits
from tca_cli.readers.pages.unpacking import Unpacked, content_of

WORDS = b" ".join(b"%d" % number for number in range(20_000))


def read(data: bytes, *, size: int, limits: Limits | None = None) -> bytes:
    unpacked = Unpacked(Document(Path("a.gz"), data, limits=limits or Limits()))
    pieces = []
    while piece := unpacked.read(size):
        assert len(piece) <= size
        pieces.append(piece)
    return b"".join(pieces)


@pytest.mark.parametrize("size", [1, 7, 1024, 1 << 20])
def test_members_are_unpacked_piece_by_piece(size: int) -> None:
    words = WORDS[:3_000]
    packed = gzip.compress(words) + gzip.compress(b"") + gzip.compress(b"end")
    assert read(packed, size=size) == words + b"end"
    assert read(words, size=size) == words


def test_only_what_is_asked_for_is_unpacked() -> None:
    bomb = gzip.compress(bytes(100_000_000))
    assert Unpacked(Document(Path("a.gz"), bomb)).read(10) == bytes(10)


@pytest.mark.parametrize("limits", [Limits(ratio=1), Limits(unpacked_bytes=1_000)])
def test_more_than_may_be_is_refused(limits: Limits) -> None:
    with pytest.raises(UnreadableFileError):
        read(gzip.compress(bytes(2_000_000)), size=4096, limits=limits)


def test_what_is_cut_short_is_read_so_far() -> None:
    packed = gzip.compress(WORDS)
    for data in (packed[:-5_000], packed[:20_000] + bytes(9) + packed[20_009:]):
        unpacked = Unpacked(Document(Path("a.gz"), data))
        begin = unpacked.read(1_000)
        assert WORDS.startswith(begin)
        while unpacked.read(1 << 16):
            pass
        assert unpacked.is_cut_short


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (WORDS, ""),
        (WORDS, "identity"),
        (WORDS, "gzip"),
        (gzip.compress(WORDS), "GZIP"),
        (zlib.compress(WORDS), "deflate"),
        (zlib.compress(WORDS)[2:-4], "deflate"),
        (gzip.compress(zlib.compress(WORDS)), "deflate, gzip"),
    ],
)
def test_encodings_of_http_are_taken_off(data: bytes, encoding: str) -> None:
    assert content_of(data, encoding, len(WORDS)) == WORDS


def test_what_is_too_large_ends_one_byte_above_the_limit() -> None:
    assert content_of(gzip.compress(WORDS), "gzip", 100) == WORDS[:101]


def test_an_encoding_that_is_not_known_is_not_taken_off() -> None:
    assert content_of(WORDS, "zstd", 100) is None
    assert content_of(gzip.compress(WORDS), "compress, gzip", 100) is None
