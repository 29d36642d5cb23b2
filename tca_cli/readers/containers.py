"""Files that hold files: opened in memory, one member after the other.

Nothing in them is written to the disk, and no link in them is followed. Whatever is in
them, no more is unpacked than the budget has, and no more than a piece at a time.
"""

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from pathlib import Path, PureWindowsPath
from typing import Protocol, TypeAlias

from tca_cli.errors.files import FileTooLargeError, UnreadableFileError
from tca_cli.readers.document import MEMBER_SIGN, Document
from tca_cli.readers.limits import Budget
from tca_cli.readers.tar import DIRECTORY, LINK, REGULAR, TarReader

# A member, or why one is refused; the rest goes on.
Member: TypeAlias = Document | UnreadableFileError
Opener: TypeAlias = Callable[[Document, Budget], Iterator[Member]]


def members(opener: Opener, document: Document, budget: Budget) -> Iterator[Member]:
    """Yield what *opener* finds in *document*, and why a member is refused.

    The last is an error of the container itself where it is damaged, or unpacks to
    more than *budget* has. A name that stands there twice is numbered.
    """
    met: set[str] = set()
    try:
        for member in opener(document, budget):
            if isinstance(member, Document):
                yield (own := _with_own_path(member, met))
                met.add(str(own.path))
            else:
                yield member
    except UnreadableFileError as error:
        yield error
    except Exception as error:
        said = f": {error}" if str(error) else ""
        yield UnreadableFileError(document.path, f"it cannot be unpacked{said}")


def _with_own_path(member: Document, met: Collection[str]) -> Document:
    """Return *member* under a path that is none of those *met*."""
    own, count = member, 1
    while str(own.path) in met:
        count += 1
        own = member.numbered(count)
    return own


def of_zip(document: Document, budget: Budget) -> Iterator[Member]:
    """Yield the files in a zip file."""
    with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
        for entry in archive.infolist():
            if not entry.filename.endswith("/"):
                yield _member_of_zip(document, archive, entry, budget)


def of_tar(document: Document, budget: Budget) -> Iterator[Member]:
    """Yield the files in a tar file."""
    yield from _members_of_tar(document, io.BytesIO(document.data), budget)


def of_tar_gz(document: Document, budget: Budget) -> Iterator[Member]:
    """Yield the files in a tar file that is packed with gzip."""
    yield from _members_of_tar(document, _gunzipped(document, budget), budget)


def of_tar_bz2(document: Document, budget: Budget) -> Iterator[Member]:
    """Yield the files in a tar file that is packed with bzip2."""
    yield from _members_of_tar(document, _bunzipped(document, budget), budget)


def of_tar_xz(document: Document, budget: Budget) -> Iterator[Member]:
    """Yield the files in a tar file that is packed with xz."""
    yield from _members_of_tar(document, _unxzed(document, budget), budget)


def of_gz(document: Document, budget: Budget) -> Iterator[Member]:
    """Yield the one file that is packed with gzip."""
    yield _only_member(document, _gunzipped(document, budget))


def of_bz2(document: Document, budget: Budget) -> Iterator[Member]:
    """Yield the one file that is packed with bzip2."""
    yield _only_member(document, _bunzipped(document, budget))


def of_xz(document: Document, budget: Budget) -> Iterator[Member]:
    """Yield the one file that is packed with xz."""
    yield _only_member(document, _unxzed(document, budget))


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Decompressor(Protocol):
    """What bz2 and lzma have, and zlib nearly so."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gunzip:
    """That of zlib as those of bz2 and lzma are."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(16 + zlib.MAX_WBITS)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


class _Unpacked:
    """What one or several packed streams hold, a piece at a time."""

    def __init__(
        self, data: bytes, begin: Callable[[], _Decompressor], budget: Budget
    ) -> None:
        self._packed = io.BytesIO(data)
        self._begin = begin
        self._stream = begin()
        self._rest = b""
        self._budget = budget

    def read(self, size: int) -> bytes:
        """Return *size* bytes at most, and none at the end."""
        while True:
            if self._stream.eof and not self._begin_another():
                return b""
            more = b""
            if self._stream.needs_input:
                more, self._rest = self._rest or self._packed.read(_FED), b""
                if not more:
                    raise EOFError(_CUT_SHORT)
            if piece := self._stream.decompress(more, size):
                self._budget.take(len(piece))
                return piece

    def _begin_another(self) -> bool:
        """Begin the stream that follows, if one does; empty bytes may stand between."""
        rest = self._stream.unused_data.lstrip(b"\0")
        while not rest and (more := self._packed.read(_FED)):
            rest = more.lstrip(b"\0")
        self._rest = rest
        if rest:
            self._stream = self._begin()
        return bool(rest)


class _Counted:
    """A stream that takes all that is read from it out of a budget."""

    def __init__(self, stream: _Stream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def read(self, size: int) -> bytes:
        piece = self._stream.read(size)
        self._budget.take(len(piece))
        return piece


def _gunzipped(document: Document, budget: Budget) -> _Stream:
    return _Unpacked(document.data, _Gunzip, budget)


def _bunzipped(document: Document, budget: Budget) -> _Stream:
    return _Unpacked(document.data, bz2.BZ2Decompressor, budget)


def _unxzed(document: Document, budget: Budget) -> _Stream:
    def begin() -> _Decompressor:
        return lzma.LZMADecompressor(memlimit=_MOST_FOR_XZ)

    return _Unpacked(document.data, begin, budget)


def _member_of_zip(
    document: Document, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget
) -> Member:
    path = _path(document, entry.filename)
    if entry.flag_bits & _ENCRYPTED:
        return UnreadableFileError(path, "it is locked with a password")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # Of the others, the library unpacks all before it can be counted.
        return UnreadableFileError(path, "it is packed in a way that is not read")
    if refused := _refusal(path, entry.filename, entry.file_size, budget):
        return refused
    try:
        with archive.open(entry) as opened:
            return _document(document, entry.filename, _Counted(opened, budget))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        return UnreadableFileError(path, f"it is damaged: {error}")


def _members_of_tar(
    document: Document, stream: _Stream, budget: Budget
) -> Iterator[Member]:
    for entry in TarReader(stream):
        path = _path(document, entry.name)
        if entry.kind == DIRECTORY:
            continue
        if refused := _refusal(path, entry.name, entry.size, budget):
            yield refused
        elif entry.kind == LINK:
            # What it leads to is in the archive as well, unless it leads out.
            if _climbs(entry.target):
                yield UnreadableFileError(path, "it is a link out of the archive")
        elif entry.kind == REGULAR:
            yield _document(document, entry.name, entry)
        else:
            yield UnreadableFileError(path, "it is no regular file")


def _only_member(document: Document, stream: _Stream) -> Member:
    name = document.name.rpartition(".")[0] or document.name
    return _document(document, name, stream)


def _document(container: Document, name: str, stream: _Stream) -> Member:
    """Return the member that *stream* has, read no further than a file may be long."""
    pieces, size = [], 0
    path = _path(container, name)
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > container.limits.file_bytes:
            return FileTooLargeError(path, container.limits.file_bytes)
    given = (container.mapping, container.limits, name)
    return Document(path, b"".join(pieces), *given)


def _refusal(
    path: Path, name: str, size: int, budget: Budget
) -> UnreadableFileError | None:
    if _climbs(name):
        return UnreadableFileError(path, "its path leads out of the archive")
    if size > budget.limits.file_bytes:
        return FileTooLargeError(path, budget.limits.file_bytes)
    return None


def _climbs(name: str) -> bool:
    """Tell whether *name* leads out of the folder it is meant for, on any system."""
    path = PureWindowsPath(name)
    depth = 0
    for part in path.parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return True
    return bool(path.root)


def _path(document: Document, name: str) -> Path:
    # A null byte ends a path for the system, but not for who made the archive.
    shown = name
    if len(name) > _LONGEST_NAME:
        digest = sha256(name.encode(errors="surrogatepass")).hexdigest()
        shown = f"{name[:_LONGEST_NAME]}…{digest[:8]}"
    return Path(f"{document.path}{MEMBER_SIGN}{shown}".replace("\0", "�"))


_CUT_SHORT = "it breaks off"
_ENCRYPTED = 0x1
_LONGEST_NAME = 1000
# So much is what the best setting of xz needs, and more is asked for by bombs.
_MOST_FOR_XZ = 256 * 1024 * 1024
_PIECE = 256 * 1024
# Little, for what is fed too much is copied when the next stream begins.
_FED = 8 * 1024
