import struct
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document
from tca_cli.readers.limits import Limits
from tca_cli.readers.packages.package import copy_of_xml, opened, part_of
from tests.readers.composed import package

DAMAGED = "it is damaged, or no file of this kind"
WORDS = b" ".join(b"%d" % number for number in range(300))


def document(data: bytes, limits: Limits | None = None) -> Document:
    return Document(Path("a.docx"), data, limits=limits or Limits())


def reason(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        copy_of_xml(document(data, limits))
    return refused.value.reason


def test_a_package_within_its_limits_is_opened() -> None:
    data = document(package({"a.xml": "<a>The dam held.</a>"}))
    with opened(data) as found:
        assert part_of(found, data, "a.xml") == b"<a>The dam held.</a>"


def test_what_unpacks_to_a_hundred_times_its_size_is_refused() -> None:
    assert "--max-ratio" in reason(package({"a.xml": b"0" * 3_000_000}))
    small = Limits(unpacked_bytes=100)
    assert "--max-unpacked" in reason(package({"a.xml": WORDS}), small)


def test_members_that_take_the_same_bytes_are_refused() -> None:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("a.xml", WORDS)
        zipped.writestr("b.xml", WORDS)
        zipped.infolist()[1].header_offset = 0
    assert reason(written.getvalue()) == (
        "members of it overlap, as only those of zip bombs do"
    )


def test_a_member_that_unpacks_to_more_than_it_says_is_refused() -> None:
    data = bytearray(package({"a.xml": b"<a>%s</a>" % WORDS}))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<L", data, data.index(signature) + place, 10)
    assert reason(bytes(data)) == DAMAGED


def test_a_member_that_is_locked_is_refused_as_such() -> None:
    data = bytearray(package({"a.xml": WORDS}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(data)) == "it is locked with a password"


def test_a_part_larger_than_a_file_may_be_is_refused() -> None:
    data = document(package({"a.xml": WORDS}), Limits(file_bytes=100))
    with opened(data) as found, pytest.raises(UnreadableFileError) as refused:
        part_of(found, data, "a.xml")
    assert refused.value.reason == "a.xml in it is too large"
    assert reason(data.data, data.limits) == "its text is too large"


def test_the_copy_has_the_xml_and_nothing_else() -> None:
    parts: dict[str, str | bytes] = {
        "a.xml": "<a/>",
        "_rels/.rels": "<r/>",
        "mimetype": "text",
        "b.xml": "no XML",
        "c.png": b"\x89PNG",
        "d.bin": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
    }
    with ZipFile(copy_of_xml(document(package(parts)))) as copied:
        found = {name: copied.read(name) for name in copied.namelist()}
    assert found == dict.fromkeys(parts, b"") | {
        "a.xml": b"<a/>",
        "_rels/.rels": b"<r/>",
        "mimetype": b"text",
    }


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY % b "c">]>',
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
        '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "cp1252"])
def test_what_a_part_declares_is_refused(declared: str, encoding: str) -> None:
    part = f'<?xml version="1.0" encoding="{encoding}"?>{declared}<a/>'
    assert reason(package({"a.xml": part.encode(encoding)})) == (
        "a.xml in it declares a DTD or entities, which none of its kind may"
    )


def test_names_that_lead_out_of_a_folder_are_only_names() -> None:
    parts = {"../../a.xml": "<a/>", "/b.xml": "<b/>"}
    with ZipFile(copy_of_xml(document(package(parts)))) as copied:
        assert sorted(copied.namelist()) == ["../../a.xml", "/b.xml"]


@given(st.data())
def test_a_damaged_package_is_opened_or_refused(data: st.DataObject) -> None:
    written = bytearray(package({"a.xml": "<a>Storm</a>", "b.rels": "<b/>"}))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(written) - 1))
        written[place] = data.draw(st.integers(0, 255))
    with suppress(UnreadableFileError):
        assert copy_of_xml(document(bytes(written))).getvalue()
