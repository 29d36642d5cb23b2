"""The file of terms (``.trm``): a hash table, as ``bulk.terms`` tells."""

from collections.abc import Callable
from functools import cached_property
from io import BytesIO
from struct import Struct
from zlib import crc32

from tca_cli.index.whoosh_engine.unpickling import UnknownFormError, unpickled

_HEAD = Struct("!4sB")
_FIELD = Struct("!H")
_LENGTHS = Struct("!ii")
_SLOT = Struct("!Iq")
_TABLE = Struct("!qi")
_SIZE = Struct("!i")
_TABLES = 256
_MD5, _CRC32 = 0, 1
# More than the names of all fields take.
_EXTRAS_BYTES = 4096


class TermsFile:
    """Finds terms in what *read* gives of a file from a place on, of *size* bytes."""

    def __init__(self, read: Callable[[int, int], bytes], size: int) -> None:
        self._read = read
        (self._extras_bytes,) = _SIZE.unpack(read(size - _SIZE.size, _SIZE.size))
        self._extras_at = size - _SIZE.size - self._extras_bytes
        magic, self._hash_kind = _HEAD.unpack(read(0, _HEAD.size))
        if magic != b"HSH3" or self._hash_kind not in (_MD5, _CRC32):
            raise UnknownFormError(magic, self._hash_kind)

    def value(self, field: str, term: bytes) -> bytes | None:
        """Return what is told of *term* in *field*, or None where nothing is."""
        number = self._fields.get(field)
        if number is None:
            return None
        key = _FIELD.pack(number) + term
        key_hash = self._hash(key)
        start, slots = self._table(key_hash % _TABLES)
        for step in range(slots):
            slot = ((key_hash >> 8) + step) % slots
            found_hash, at = _SLOT.unpack(
                self._read(start + slot * _SLOT.size, _SLOT.size)
            )
            if not at:
                break
            if found_hash == key_hash and (found := self._at(at, key)) is not None:
                return found
        return None

    @cached_property
    def _fields(self) -> dict[str, int]:
        extras = self._read(self._extras_at, min(self._extras_bytes, _EXTRAS_BYTES))
        numbers: dict[str, int] = unpickled(BytesIO(extras))["fieldmap"]
        return numbers

    def _hash(self, key: bytes) -> int:
        if self._hash_kind == _CRC32:
            return crc32(key)
        # Imported when it is needed: most terms are in segments made with the other.
        from hashlib import md5

        return int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:])

    def _table(self, number: int) -> tuple[int, int]:
        """Return where a table begins, and how many slots it has."""
        directory = self._extras_at - _TABLES * _TABLE.size
        start, slots = _TABLE.unpack(
            self._read(directory + number * _TABLE.size, _TABLE.size)
        )
        return start, slots

    def _at(self, at: int, key: bytes) -> bytes | None:
        """Return the value at *at*, None where another key is there."""
        key_bytes, value_bytes = _LENGTHS.unpack(self._read(at, _LENGTHS.size))
        data = self._read(at + _LENGTHS.size, key_bytes + value_bytes)
        return data[key_bytes:] if data[:key_bytes] == key else None
