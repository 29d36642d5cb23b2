"""Files made from sound ones, by a seed: flipped, cut, put together, repeated.

What is packed is unpacked, changed and packed again, since else nearly all would end
where a checksum is compared.
"""

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Sequence
from random import Random

_NUMBERS = (b"0", b"-1", b"4294967296", b"99999999999999999999", b"1e999", b"NaN")
_SIGNS = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[2J", b"\r", b"\xe2\x80\xa8", b"\xed"),
    *(b"<", b">", b"&", b"&#0;", b"&#x10ffff;", b"<![CDATA[", b"-->", b"]]>", b"<!--"),
    *(b'"', b"'", b"\\", b"{", b"}", b"[", b"]", b"(", b")", b"<<", b">>", b"%", b"/"),
    *(b"\n\n", b"\t", b" ", b",", b";", b":", b"=", b"---\n", b"+++\n", b"By ", b"#"),
    *("—".encode(), "\u202e".encode(), "İ".encode(), "ﬀ".encode(), "é".encode()),
)
_PACKED = (
    (b"\x1f\x8b", gzip.decompress, gzip.compress),
    (b"BZh", bz2.decompress, bz2.compress),
    (b"\xfd7zXZ", lzma.decompress, lzma.compress),
)
_MOST_CHANGES, _LONGEST_PIECE, _MOST_TIMES = 8, 400, 300
_MOST_BYTES = 1_000_000


def mutated(samples: Sequence[bytes], random: Random) -> bytes:
    """Return one of *samples*, changed."""
    data = random.choice(samples)
    if random.random() < 0.9:
        if data.startswith(b"PK"):
            return _zip_changed(data, samples, random)
        for mark, unpack, pack in _PACKED:
            if data.startswith(mark):
                return pack(_changed(unpack(data), [], random))
    return _changed(data, samples, random)


def _zip_changed(data: bytes, samples: Sequence[bytes], random: Random) -> bytes:
    parts = _parts(data)
    others = [part for other in samples for part in _parts(other).values()]
    for name in random.sample(list(parts), random.randint(1, min(3, len(parts)))):
        parts[name] = _changed(parts[name], others, random)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            # Of what is repeated, some has no place any more, or a name of another.
            if random.random() > 0.02:
                archive.writestr(zipfile.ZipInfo(name), part)
    return file.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _changed(data: bytes, others: Sequence[bytes], random: Random) -> bytes:
    for _ in range(random.randint(1, _MOST_CHANGES)):
        change = random.choice(_CHANGES)
        data = change(data, others, random)[:_MOST_BYTES]
    return data


def _flipped(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    if not data:
        return data
    changed = bytearray(data)
    for _each in range(random.randint(1, 4)):
        changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _inserted(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(_SIGNS + _NUMBERS) + data[at:]


def _random_bytes(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.randbytes(random.randint(1, 20)) + data[at:]


def _cut_off(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def _without(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    begin, end = _piece(data, random)
    return data[:begin] + data[end:]


def _repeated(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    begin, end = _piece(data, random)
    return data[:begin] + data[begin:end] * random.randint(2, _MOST_TIMES) + data[end:]


def _moved(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    begin, end = _piece(data, random)
    rest = data[:begin] + data[end:]
    at = random.randint(0, len(rest))
    return rest[:at] + data[begin:end] + rest[at:]


def _spliced(data: bytes, others: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(others) if others else data
    begin, end = _piece(other, random)
    at = random.randint(0, len(data))
    return data[:at] + other[begin:end] + data[at + random.randint(0, end - begin) :]


def _joined(data: bytes, others: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(others) if others else data
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


def _of_other_numbers(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    digits = [at for at, sign in enumerate(data[:50_000]) if chr(sign).isdecimal()]
    if not digits:
        return data
    at = random.choice(digits)
    return data[:at] + random.choice(_NUMBERS) + data[at + 1 :]


def _piece(data: bytes, random: Random) -> tuple[int, int]:
    begin = random.randint(0, len(data))
    return begin, min(len(data), begin + random.randint(1, _LONGEST_PIECE))


_CHANGES = (
    *(_flipped, _flipped, _inserted, _inserted, _random_bytes, _cut_off, _without),
    *(_repeated, _moved, _spliced, _spliced, _joined, _of_other_numbers),
)
