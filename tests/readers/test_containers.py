import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.archive.reading import PassedOver, Refusal, members_within
from tca_cli.readers import CONTAINERS, suffix_of
from tca_cli.readers.document import Document
from tca_cli.readers.limits import Limits

STORM = "Storm over the quay\n\nOSH (TCA) — The dam held.\n".encode()
SMALL = Limits(file_bytes=2000, unpacked_bytes=5000, ratio=100, depth=3)
each_kind = pytest.mark.parametrize("suffix", CONTAINERS)


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "tgz": gzip.compress,
    "bz2": bz2.compress,
    "tbz2": bz2.compress,
    "xz": lzma.compress,
    "txz": lzma.compress,
}


def packed(suffix: str, name: str, data: bytes) -> bytes:
    """Return a container of one file."""
    if suffix == ".zip":
        return zipped({name: data})
    plain = tarred({name: data}) if suffix[1] == "t" else data
    return PACK.get(suffix.rpartition(".")[2], bytes)(plain)


def within(
    data: bytes, name: str = "a.zip", limits: Limits | None = None
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the members by their paths, and why others are none."""
    suffix = suffix_of(Path(name))
    assert suffix is not None
    found: dict[str, bytes] = {}
    refused: dict[str, str] = {}
    for member in members_within(
        Document(Path(name), data, limits=limits or Limits()), suffix
    ):
        if isinstance(member, PassedOver | Refusal):
            refused[member.path] = member.reason
        else:
            found[str(member[0].path)] = member[0].data
    return found, refused


@each_kind
def test_what_is_packed_is_a_member_by_its_name(suffix: str) -> None:
    name = f"storm.txt{suffix}"
    found, refused = within(packed(suffix, "storm.txt", STORM), name)
    assert found == {f"{name}!storm.txt": STORM}
    assert not refused


@each_kind
@given(data=st.binary(max_size=200), cut=st.integers(min_value=0, max_value=400))
def test_any_bytes_are_members_or_refused(suffix: str, data: bytes, cut: int) -> None:
    within(data, f"a{suffix}", SMALL)
    whole = packed(suffix, "storm.txt", STORM)
    within(whole[:cut] + data + whole[cut:], f"a{suffix}", SMALL)


@each_kind
def test_a_container_that_is_cut_off_is_refused_by_its_name(suffix: str) -> None:
    whole = packed(suffix, "storm.txt", STORM * 400)
    found, refused = within(whole[: len(whole) // 2], f"a{suffix}")
    assert not found
    assert list(refused) == [f"a{suffix}"]


def test_containers_within_are_opened_too() -> None:
    inner = zipped({"2015/storm.txt": STORM})
    found, refused = within(tarred({"old.zip": inner, "b.txt": STORM}), "a.tar")
    assert list(found) == ["a.tar!old.zip!2015/storm.txt", "a.tar!b.txt"]
    assert not refused


def test_what_is_nested_too_deep_is_refused_and_the_rest_goes_on() -> None:
    data = STORM
    for _ in range(4):
        data = zipped({"a.zip" if data != STORM else "storm.txt": data})
    found, refused = within(zipped({"a.zip": data, "b.txt": STORM}), limits=Limits())
    assert list(found) == ["a.zip!b.txt"]
    assert list(refused.values()) == [
        "it is packed more than 3 times; --max-depth allows more"
    ]


@pytest.mark.parametrize("suffix", [kind for kind in CONTAINERS if kind != ".tar"])
def test_a_bomb_is_refused_before_it_is_unpacked(suffix: str) -> None:
    bomb = packed(suffix, "storm.txt", b"storm \n" * 1_000_000)
    found, refused = within(bomb, f"a{suffix}", Limits(unpacked_bytes=3_000_000))
    assert not found
    assert "--max-" in "".join(refused.values())


def test_what_unpacks_to_too_many_times_its_size_is_refused() -> None:
    bomb = zipped({f"{n}.txt": b"a" * 400_000 for n in range(40)})
    found, refused = within(bomb)
    assert len(found) < 40
    assert refused["a.zip"] == (
        "it unpacks to more than 100 times its size; --max-ratio allows more"
    )


def test_a_bomb_within_a_bomb_is_refused_by_the_size_of_the_outer_one() -> None:
    inner = zipped({f"{n}.txt": b"a" * 900_000 for n in range(30)})
    _, refused = within(zipped({f"{n}.zip": inner for n in range(30)}))
    assert "--max-ratio" in "".join(refused.values())


def test_a_member_that_is_too_large_is_refused_and_the_rest_goes_on() -> None:
    data = zipped({"a.txt": b"a" * 2001, "b.txt": STORM})
    for name, packed_data in (
        ("a.zip", data),
        ("a.tar", tarred({"a.txt": b"a" * 2001, "b.txt": STORM})),
    ):
        found, refused = within(packed_data, name, SMALL)
        assert list(found) == [f"{name}!b.txt"]
        assert refused == {
            f"{name}!a.txt": "it is larger than 2000 bytes; --max-size allows more"
        }


@pytest.mark.parametrize(
    "name",
    [
        "../storm.txt",
        "a/../../storm.txt",
        "/etc/storm.txt",
        "C:\\storm.txt",
        "..\\a.txt",
    ],
)
def test_a_path_that_climbs_is_refused_by_name(name: str) -> None:
    for container, data in (
        ("a.zip", zipped({name: STORM, "b.txt": STORM})),
        ("a.tar", tarred({name: STORM, "b.txt": STORM})),
    ):
        found, refused = within(data, container)
        assert list(found) == [f"{container}!b.txt"]
        assert list(refused.values()) == ["its path leads out of the archive"]


def test_links_and_devices_in_a_tar_are_never_followed() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind, target in (
            ("out.txt", tarfile.SYMTYPE, "../../etc/passwd"),
            ("hard.txt", tarfile.LNKTYPE, "/etc/passwd"),
            ("in.txt", tarfile.SYMTYPE, "b.txt"),
            ("pipe.txt", tarfile.FIFOTYPE, ""),
            ("disk.txt", tarfile.CHRTYPE, ""),
        ):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, target
            archive.addfile(entry)
        entry = tarfile.TarInfo("b.txt")
        entry.size = len(STORM)
        archive.addfile(entry, io.BytesIO(STORM))
    found, refused = within(file.getvalue(), "a.tar")
    assert list(found) == ["a.tar!b.txt"]
    assert list(refused) == [
        *("a.tar!out.txt", "a.tar!hard.txt", "a.tar!pipe.txt", "a.tar!disk.txt"),
    ]


def test_a_locked_member_is_refused_by_name() -> None:
    data = bytearray(zipped({"a.txt": STORM, "b.txt": STORM}))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + flags] |= 1
    found, refused = within(bytes(data))
    assert list(found) == ["a.zip!b.txt"]
    assert refused == {"a.zip!a.txt": "it is locked with a password"}


def test_what_systems_add_and_other_formats_are_left_out() -> None:
    data = zipped(
        {
            ".DS_Store": b"x",
            "__MACOSX/._storm.txt": b"x",
            "saiga.jpg": b"x",
            "README.md": b"x",
            "blob": b"\0\1\2",
            "storm": b"Storm\n\nThe dam held through the night, they said.\n",
        }
    )
    found, refused = within(data)
    assert list(found) == ["a.zip!storm"]
    assert list(refused) == ["a.zip!saiga.jpg", "a.zip!README.md", "a.zip!blob"]


def header(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> bytes:
    entry = tarfile.TarInfo(name)
    entry.size, entry.type = size, kind
    return entry.tobuf(tarfile.GNU_FORMAT)


def test_a_member_that_says_to_be_endless_ends_the_container_at_once() -> None:
    data = header("a.txt", 10**15) + STORM
    found, refused = within(data, "a.tar")
    assert not found
    assert list(refused) == ["a.tar!a.txt", "a.tar"]


def test_holes_are_not_made_up() -> None:
    data = header("a.txt", 0, tarfile.GNUTYPE_SPARSE) + tarred({"b.txt": STORM})
    found, refused = within(data, "a.tar")
    assert list(found) == ["a.tar!b.txt"]
    assert refused == {"a.tar!a.txt": "it is no regular file"}


def test_a_header_of_a_size_that_none_needs_is_refused() -> None:
    name = b"a" * 100_000
    data = header("x", len(name), tarfile.GNUTYPE_LONGNAME) + name
    assert "header of a size" in within(data, "a.tar")[1]["a.tar"]


def test_a_long_name_is_read_in_either_form() -> None:
    name = f"{'a/' * 150}storm.txt"
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        file = io.BytesIO()
        with tarfile.open(fileobj=file, mode="w", format=form) as archive:
            entry = tarfile.TarInfo(name)
            entry.size = len(STORM)
            archive.addfile(entry, io.BytesIO(STORM))
        assert within(file.getvalue(), "a.tar")[0] == {f"a.tar!{name}": STORM}


def test_damage_within_a_tar_is_said_and_what_stands_before_is_read() -> None:
    data = bytearray(tarred({f"{n}.txt": STORM for n in range(5)}))
    data[2 * 1024 + 5] ^= 1
    found, refused = within(bytes(data), "a.tar")
    assert list(found) == ["a.tar!0.txt", "a.tar!1.txt"]
    assert "behind its member 2" in refused["a.tar"]
    found, refused = within(tarred({"a.txt": STORM})[:1200], "a.tar")
    assert list(found) == ["a.tar!a.txt"]
    assert refused == {"a.tar": "it cannot be unpacked: it breaks off"}


def test_a_damaged_member_of_a_zip_does_not_stop_those_behind() -> None:
    data = bytearray(zipped({f"{n}.txt": STORM for n in range(3)}))
    data[data.index(b"1.txt") + 9] ^= 255
    found, refused = within(bytes(data))
    assert list(found) == ["a.zip!0.txt", "a.zip!2.txt"]
    assert "damaged" in refused["a.zip!1.txt"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_a_library_would_unpack_at_once_is_refused(method: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("a.txt", bytes(3_000_000))
    assert within(file.getvalue()) == (
        {},
        {"a.zip!a.txt": "it is packed in a way that is not read"},
    )


def test_a_member_without_a_name_does_not_stop_the_others() -> None:
    data = zipped({"a": STORM, "b.txt": STORM}).replace(b"a" + STORM[:4], b"\0", 1)
    within(data)
    found, _ = within(zipped({"": STORM, "b.txt": STORM}))
    assert "a.zip!b.txt" in found


def test_names_that_stand_there_twice_are_numbered() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for text in (STORM, STORM + b"More.\n"):
            entry = tarfile.TarInfo("a.txt")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
    found, _ = within(file.getvalue(), "a.tar")
    assert list(found) == ["a.tar!a.txt", "a.tar!a.txt (2)"]


@pytest.mark.parametrize("name", ["Breaking!.txt", "a!b!.txt", "Q: what now.txt"])
def test_a_name_may_have_any_sign(name: str) -> None:
    assert list(within(zipped({name: STORM}))[0]) == [f"a.zip!{name}"]


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gz", "bz2", "xz"]
)
def test_streams_that_follow_each_other_are_one(
    pack: Callable[[bytes], bytes],
) -> None:
    suffix = {gzip.compress: "gz", bz2.compress: "bz2", lzma.compress: "xz"}[pack]
    data = pack(STORM) + pack(b"") + bytes(8) + pack(STORM)
    found, refused = within(data, f"a.txt.{suffix}")
    assert (list(found.values()), refused) == ([STORM * 2], {})
