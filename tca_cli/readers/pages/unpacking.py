"""What is packed as a stream: unpacked as far as it is needed and allowed."""

import zlib
from importlib import import_module

from tca_cli.readers.document import Document


class Unpacked:
    """The bytes that a document holds, plain or packed with gzip, to be read once.

    Raises UnreadableFileError where they come to more than they may.
    """

    def __init__(self, document: Document) -> None:
        self._packed = memoryview(document.data)
        self._budget = document.budget()
        self._is_packed = document.data.startswith(_GZIP)
        self._gzip: zlib._Decompress | None = _gzip()
        self._pending = b""
        self.at = 0
        self.is_cut_short = False

    def read(self, size: int) -> bytes:
        """Return *size* bytes at most, and none at the end."""
        if self._is_packed:
            data = self._unpack(size)
        else:
            data = bytes(self._packed[self.at : self.at + size])
            self.at += len(data)
        self.spend(len(data))
        return data

    def spend(self, size: int) -> None:
        """Count *size* bytes that were unpacked elsewhere, of what was read here."""
        self._budget.take(size)

    def tell(self) -> int:
        """Return how many bytes of the document were read."""
        return self.at

    def _unpack(self, size: int) -> bytes:
        """Return the next bytes of the members, of which each may be one record."""
        while self._gzip:
            if self._gzip.eof and not self._begin_member():
                break
            if not self._pending and not self._load():
                self.is_cut_short = True
                break
            try:
                data = self._gzip.decompress(self._pending, size)
            except zlib.error:
                self.is_cut_short = True
                break
            self._pending = self._gzip.unconsumed_tail or self._gzip.unused_data
            if data:
                return data
        self._gzip = None
        return b""

    def _begin_member(self) -> bool:
        """Begin the next member; tell whether there is one."""
        if len(self._pending) < len(_GZIP):
            self._load()
        if self._pending.startswith(_GZIP):
            self._gzip = _gzip()
            return True
        # Some programs fill up a file with empty bytes.
        self.is_cut_short = bool(self._pending.strip(b"\0"))
        return False

    def _load(self) -> bool:
        """Take more of what is packed; tell whether there is any."""
        more = bytes(self._packed[self.at : self.at + _BLOCK])
        self.at += len(more)
        self._pending += more
        return bool(more)


def content_of(data: bytes, encoding: str, most: int) -> bytes | None:
    """Return *data* without the content *encoding* of HTTP (RFC 9110, 8.4).

    Of what unpacks to more than *most* bytes that many and one are returned, and None
    where the encoding is none that can be taken off here.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        unpacked = _without(name, data, most) if name not in _PLAIN else data
        if unpacked is None:
            return None
        data = unpacked
    return data


def _without(name: str, data: bytes, most: int) -> bytes | None:
    if name in ("gzip", "x-gzip", "deflate"):
        # Of deflate, servers send what the standard says, and what it should have said.
        for window in (32 + zlib.MAX_WBITS, -zlib.MAX_WBITS):
            try:
                return zlib.decompressobj(window).decompress(data, most + 1)
            except zlib.error:
                continue
        # Some archives keep the header of what they have unpacked.
        return data
    return _without_brotli(data, most) if name == "br" else None


def _without_brotli(data: bytes, most: int) -> bytes | None:
    try:
        brotli = import_module("brotli")
    except ImportError:
        return None
    unpacking = brotli.Decompressor()
    pieces, size = [], 0
    try:
        # In small steps: the library has no limit, and a step may unpack to much.
        for at in range(0, len(data), _STEP):
            pieces.append(unpacking.process(data[at : at + _STEP]))
            size += len(pieces[-1])
            if size > most:
                break
    except brotli.error:
        return data
    return b"".join(pieces)


_GZIP = b"\x1f\x8b"
_BLOCK = 64 * 1024
_STEP = 64
_PLAIN = ("", "identity", "none", "utf-8")


def _gzip() -> "zlib._Decompress":
    return zlib.decompressobj(16 + zlib.MAX_WBITS)
