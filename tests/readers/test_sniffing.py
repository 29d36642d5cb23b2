import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.readers.sniffing import SNIFFED_BYTES, sniffed_suffix
from tests.support import SAMPLES

PROSE = "Storm over the quay\n\nThe dam held through the night, they said at dawn.\n"


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"%PDF-1.7\n", ".pdf"),
        (gzip.compress(b"storm", mtime=0), ".gz"),
        (b"BZh91AY&SY", ".bz2"),
        (b"\xfd7zXZ\0\0", ".xz"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", ".warc"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/epub+zip", ".epub"),
        (b"PK\x03\x04" + bytes(26) + b"storm.txt", ".zip"),
        (b"storm.txt" + bytes(248) + b"ustar\0", ".tar"),
        (b"<!DOCTYPE html>\n<title>Storm</title>", ".html"),
        (b"\xef\xbb\xbf  <html lang=en>", ".html"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//'>", ".html"),
        ("<html>".encode("utf-16"), ".html"),
        (b"<?xml version='1.0'?><nitf>", ".xml"),
        (b"<rss version='2.0'>", ".xml"),
        (b"<!DOCTYPE lewis SYSTEM 'lewis.dtd'>\n<REUTERS", ".sgm"),
        (b'{"headline": "Storm"}', ".json"),
        (b'[\n  {"headline": "Storm"}]', ".json"),
        (b"From ada@example.org Thu Aug 13 09:00:00 2015\nSubject: Storm\n", ".mbox"),
        (b"From: Ada <ada@example.org>\nSubject: Storm\n\nText", ".eml"),
        (b"---\ntitle: Storm\n---\nText", ".md"),
        (PROSE.encode(), ".txt"),
        (
            (
                "Шторм над портом\n\n" + "Плотина выдержала эту ночь, " * 3 + "да."
            ).encode("cp1251"),
            ".txt",
        ),
        (b"", None),
        (b"\0\1\2\3", None),
        (b"\x7fELF\2\1\1\0", None),
        (b"[core]\n\trepositoryformatversion = 0\n", None),
        (b"def storm(quay):\n    return {quay: 1}\n", None),
        (b"one word\n", None),
        (b"13;4;5\n6;7;8\n", None),
    ],
)
def test_the_first_bytes_tell_the_format(head: bytes, suffix: str | None) -> None:
    assert sniffed_suffix(head) == suffix


@given(st.binary(max_size=400))
def test_any_bytes_are_told_or_not(head: bytes) -> None:
    assert sniffed_suffix(head) is None or str(sniffed_suffix(head)).startswith(".")


def test_a_letter_that_is_cut_in_two_at_the_end_is_no_damage() -> None:
    text = (PROSE + "ё" * SNIFFED_BYTES).encode()
    assert sniffed_suffix(text[:SNIFFED_BYTES]) == sniffed_suffix(
        text[: SNIFFED_BYTES - 1]
    )


@pytest.mark.parametrize(
    "path", [path for path in sorted(SAMPLES.iterdir()) if path.suffix == ".txt"]
)
def test_a_sample_is_told_without_its_name(path: Path) -> None:
    assert sniffed_suffix(path.read_bytes()[:SNIFFED_BYTES]) == ".txt"
