"""Files that hold files: opened in memory, one member after the other.

Nothing in them is written to the disk, and no link in them is followed.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Protocol, TypeAlias, cast

from tca_cli.errors import FileTooLargeError, UnreadableFileError
from tca_cli.readers.document import MEMBER_SIGN, Document
from tca_cli.readers.limits import Budget

# A member, or why one is refused; the rest goes on.
Member: TypeAlias = Document | UnreadableFileError
Opener: TypeAlias = Callable[[Document, Budget], Iterator[Member]]


def members(opener: Opener, document: Document, budget: Budget) -> Iterator[Member]:
    """Yield what *opener* finds in *document*, and why a member is refused.

    The last is an error of the container itself where it is damaged, or unpacks to
    more than *budget* has.
    """
    try:
        yield from opener(document, budget)
    except UnreadableFileError as error:
        yield error
    except _DAMAGES as error:
        said = f": {error}" if str(error) else ""
        yield UnreadableFileError(document.path, f"it cannot be unpacked{said}")


def of_zip(document: Document, budget: Budget) -> Iterator[Member]:
    """Yield the files in a zip file."""
    with zipfile.ZipFile(io.BytesIO(document.data)) as archive:
        for entry in archive.infolist():
            path = _path(document, entry.filename)
            if entry.is_dir():
                continue
            if entry.flag_bits & _ENCRYPTED:
                yield UnreadableFileError(path, "it is locked with a password")
            elif refused := _refusal(path, entry.filename, entry.file_size, budget):
                yield refused
            else:
                with archive.open(entry) as opened:
                    yield _document(document, path, _Counted(opened, budget))


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
    return _Counted(gzip.GzipFile(fileobj=io.BytesIO(document.data)), budget)


def _bunzipped(document: Document, budget: Budget) -> _Stream:
    return _Counted(bz2.BZ2File(io.BytesIO(document.data)), budget)


def _unxzed(document: Document, budget: Budget) -> _Stream:
    return _Counted(lzma.LZMAFile(io.BytesIO(document.data)), budget)


def _members_of_tar(
    document: Document, stream: _Stream, budget: Budget
) -> Iterator[Member]:
    # As a stream, so that nothing is unpacked twice.
    with tarfile.open(fileobj=cast(IO[bytes], stream), mode="r|") as archive:
        for entry in archive:
            # Else every one that was seen is remembered.
            archive.members = []  # type: ignore[attr-defined]
            path = _path(document, entry.name)
            if entry.isdir():
                continue
            if refused := _refusal(path, entry.name, entry.size, budget):
                yield refused
            elif entry.issym() or entry.islnk():
                # What it leads to is in the archive as well, unless it leads out.
                # A soft link starts where it stands, a hard one where the archive does.
                start = PurePosixPath(entry.name).parent if entry.issym() else "."
                if _climbs(str(PurePosixPath(start, entry.linkname))):
                    yield UnreadableFileError(path, "it is a link out of the archive")
            elif opened := archive.extractfile(entry):
                yield _document(document, path, opened)
            else:
                yield UnreadableFileError(path, "it is no regular file")


def _only_member(document: Document, stream: _Stream) -> Member:
    name = document.name.rpartition(".")[0] or document.name
    return _document(document, _path(document, name), stream)


def _document(container: Document, path: Path, stream: _Stream) -> Member:
    """Return the member that *stream* has, read no further than a file may be long."""
    pieces, size = [], 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > container.limits.file_bytes:
            return FileTooLargeError(path, container.limits.file_bytes)
    return Document(path, b"".join(pieces), container.mapping, container.limits)


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
    return bool(path.anchor)


def _path(document: Document, name: str) -> Path:
    # A null byte ends a path for the system, but not for who made the archive.
    return Path(f"{document.path}{MEMBER_SIGN}{name}".replace("\0", "�"))


_ENCRYPTED = 0x1
_PIECE = 1024 * 1024
_DAMAGES = (
    *(OSError, EOFError, ValueError, RuntimeError, NotImplementedError),
    *(zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error),
)
