"""Tar files (POSIX.1-2001, GNU) as a stream, read no further than a member is long.

The standard library reads headers of any size, passes over damage in silence, and makes
up the holes of sparse files; so it parses single headers here, and no more.
"""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

REGULAR, DIRECTORY, LINK, OTHER = "regular", "directory", "link", "other"


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(slots=True)
class TarEntry:
    """A member: its kind, what a link leads to, and its bytes, to be read at once."""

    name: str
    kind: str
    size: int
    target: str
    _reader: "TarReader" = field(repr=False)

    def read(self, size: int, /) -> bytes:
        """Return *size* bytes at most, and none at the end."""
        return self._reader.read_of_member(size)


class TarReader:
    """Yields the members of the tar file in *stream*, in their order.

    Raises ValueError where a header is damaged, and EOFError where the file breaks off.
    """

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self._pending = b""
        self._left = 0
        self._padding = 0
        self._block = b""

    def __iter__(self) -> Iterator[TarEntry]:
        said: dict[str, str] = {}
        number = 0
        while header := self._next_header(number):
            number += 1
            self._pass_map_of_sparse(header)
            self._begin(header.size)
            if header.type in _EXTENDED:
                said |= self._extended(header)
                continue
            name = said.get("path", header.name)
            if "size" in said:
                self._begin(_number(said["size"]))
            link = said.get("linkpath", header.linkname)
            kind = _kind(header, said)
            if kind != REGULAR and header.type in _WITHOUT_DATA:
                self._begin(0)
            target = _target(name, link) if header.issym() else link
            yield TarEntry(name, kind, self._left, target, self)
            said = {}
        if not number:
            raise ValueError(_NO_TAR)

    def read_of_member(self, size: int) -> bytes:
        """Return *size* bytes of the member at most, and none at its end."""
        piece = self._exactly(min(size, self._left))
        self._left -= len(piece)
        return piece

    def _next_header(self, number: int) -> tarfile.TarInfo | None:
        """Return the next header, or None at the end; pass over what is unread."""
        self._skip(self._left + self._padding)
        block = self._exactly(_BLOCK, at_end=number > 0)
        if not block.strip(b"\0"):
            if not number:
                raise ValueError(_NO_TAR)
            return None
        self._block = block
        try:
            return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except tarfile.TarError as error:
            where = f"behind its member {number} " if number else ""
            raise ValueError(f"{where}{error}".strip()) from error

    def _begin(self, size: int) -> None:
        if size < 0:
            raise ValueError(_DAMAGED)
        self._left = size
        self._padding = -size % _BLOCK

    def _pass_map_of_sparse(self, header: tarfile.TarInfo) -> None:
        """Pass over the blocks that tell where the holes of a GNU sparse file are."""
        goes_on = header.type == tarfile.GNUTYPE_SPARSE and self._block[_MORE_OF_MAP]
        while goes_on:
            goes_on = self._exactly(_BLOCK)[_MORE_IN_MAP]

    def _extended(self, header: tarfile.TarInfo) -> dict[str, str]:
        """Return what an extended header says of the member behind it."""
        if header.size > _LONGEST_HEADER:
            raise ValueError("it has a header of a size that none needs")
        data = self.read_of_member(header.size)
        text = data.decode("utf-8", "surrogateescape")
        if header.type == tarfile.GNUTYPE_LONGNAME:
            return {"path": text.split("\0")[0]}
        if header.type == tarfile.GNUTYPE_LONGLINK:
            return {"linkpath": text.split("\0")[0]}
        return _records(data) if header.type == tarfile.XHDTYPE else {}

    def _skip(self, size: int) -> None:
        while size:
            size -= len(self._exactly(min(size, _PIECE)))
        self._left = self._padding = 0

    def _exactly(self, size: int, *, at_end: bool = False) -> bytes:
        """Return *size* bytes; none of them only where the file may be *at_end*."""
        while len(self._pending) < size:
            piece = self._stream.read(_PIECE)
            if not piece:
                if at_end and not self._pending:
                    return b""
                raise EOFError("it breaks off")
            self._pending += piece
        data, self._pending = self._pending[:size], self._pending[size:]
        return data


_BLOCK = 512
# Where GNU tar says that the map goes on, in the header and in a block of the map.
_MORE_OF_MAP, _MORE_IN_MAP = 482, 504
_PIECE = 64 * 1024
_LONGEST_HEADER = 64 * 1024
_NO_TAR = "it is no tar file"
_DAMAGED = "a header of it is damaged"
_EXTENDED = (
    *(tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK),
    *(tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE),
)
_WITHOUT_DATA = (
    *(tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE),
    *(tarfile.CHRTYPE, tarfile.BLKTYPE),
)


def _kind(header: tarfile.TarInfo, said: dict[str, str]) -> str:
    if header.type == tarfile.GNUTYPE_SPARSE or "GNU.sparse.major" in said:
        return OTHER
    if header.issym() or header.islnk():
        return LINK
    if header.isdir():
        return DIRECTORY
    return REGULAR if header.isreg() else OTHER


def _target(name: str, link: str) -> str:
    """Return where a soft *link* leads, which starts where it stands."""
    return str(PurePosixPath(name).parent / link)


def _records(data: bytes) -> dict[str, str]:
    """Return the records ``LENGTH KEY=VALUE`` of a header of POSIX.1-2001."""
    said: dict[str, str] = {}
    at = 0
    while at < len(data) and data[at : at + 1] != b"\0":
        length, _, _ = data[at : at + 20].partition(b" ")
        end = at + _number(length.decode("ascii", "replace"))
        if end <= at + len(length):
            raise ValueError(_DAMAGED)
        key, _, value = data[at + len(length) + 1 : end - 1].partition(b"=")
        said[key.decode("utf-8", "replace")] = value.decode("utf-8", "surrogateescape")
        at = end
    return said


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError(_DAMAGED)
    return int(text[:20])
