"""A record in a bag: what ``tca backup`` writes, and anybody can check.

It is a zip file with a bag of BagIt (RFC 8493) in it: in one folder ``bagit.txt``, what
the bag is, its manifest with the SHA-256, and ``data/articles.db``.
"""

import os
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import IO

from tca_cli.errors import reason_of
from tca_cli.errors.files import UnfitBackupError
from tca_cli.store.durability import new_file, sync_file

# How many bytes are done, of how many.
Progress = Callable[[int, int], None]

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_DECLARED = re.compile(r"BagIt-Version: \d+\.\d+\s")
_BAGIT, _INFO, _MANIFEST = "bagit.txt", "bag-info.txt", "manifest-sha256.txt"
_DATA, _PAYLOAD = "data/", "data/articles.db"
_MANIFEST_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?data/articles\.db\s*")
_AT_ONCE = 1024 * 1024
# What unpacks to more than both of these fills a disk from next to nothing.
_HARMLESS_BYTES, _MOST_RATIO = 64 * 1024 * 1024, 100
_LONGEST_TAG_FILE = _LONGEST_DIRECTORY = 64 * 1024


def write_bag(
    path: Path,
    record: Path,
    *,
    name: str,
    info: Mapping[str, str],
    progress: Progress,
) -> None:
    """Write a new file with the *record* in a bag of this *name*, safe on the disk."""
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        path.unlink(missing_ok=True)
        with (
            new_file(path) as file,
            zipfile.ZipFile(file, "w", method) as bag,
        ):
            _fill(bag, record, f"{name}/", info, progress)
        if not _is_bomb(record.stat().st_size, path.stat().st_size):
            break
    sync_file(path)


def _fill(
    bag: zipfile.ZipFile,
    record: Path,
    base: str,
    info: Mapping[str, str],
    progress: Progress,
) -> None:
    bag.writestr(f"{base}{_BAGIT}", _DECLARATION)
    size, hashed = record.stat().st_size, sha256()
    member = zipfile.ZipInfo.from_file(record, f"{base}{_PAYLOAD}")
    member.compress_type = bag.compression
    with record.open("rb") as file, bag.open(member, "w") as packed:
        for chunk in iter(lambda: file.read(_AT_ONCE), b""):
            hashed.update(chunk)
            packed.write(chunk)
            progress(file.tell(), size)
    about = {"Payload-Oxum": f"{size}.1", **info}
    bag.writestr(
        f"{base}{_INFO}", "".join(f"{key}: {value}\n" for key, value in about.items())
    )
    bag.writestr(f"{base}{_MANIFEST}", f"{hashed.hexdigest()}  {_PAYLOAD}\n")


class Bag:
    """An open bag with a record in it. Raises UnfitBackupError where it is odd.

    ``size`` is that of the record in bytes, as the bag tells.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with ExitStack() as on_failure, self._refusing():
            file = on_failure.enter_context(path.open("rb"))
            self._check_end(file)
            self._zip = on_failure.enter_context(zipfile.ZipFile(file))
            self._check_members()
            self._payload, self._digest = self._found()
            self.size = self._payload.file_size
            if _is_bomb(self.size, path.stat().st_size):
                raise self._unfit("it unpacks to more than 100 times its size")
            self._files = on_failure.pop_all()

    def close(self) -> None:
        """Close the file."""
        self._files.close()

    def record(self) -> Iterator[bytes]:
        """Yield the bytes of the record, no more than ``size``.

        Raises UnfitBackupError at the end where they are not those of the manifest.
        """
        hashed, size = sha256(), 0
        with self._refusing():
            packed = self._zip.open(self._payload)
        with packed:
            while True:
                with self._refusing():
                    chunk = packed.read(_AT_ONCE)
                if not chunk:
                    break
                hashed.update(chunk)
                size += len(chunk)
                yield chunk
        if size != self.size or hashed.hexdigest() != self._digest:
            raise self._unfit("it is damaged: the record is not as its manifest says")

    def _check_end(self, file: IO[bytes]) -> None:
        """Refuse what has no such end as a zip file, or a list of too many members."""
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LONGEST_END))
        end = file.read()
        if not end[-_END:].startswith(b"PK\5\6"):
            raise self._unfit("it is no backup, or it ends before its end")
        (length,) = struct.unpack_from("<I", end, len(end) - _END + 12)
        if len(end) == _LONGEST_END and end[-_END - 20 :].startswith(b"PK\6\7"):
            # Of a large file the length is said here too, and this one is believed.
            length = max(length, *struct.unpack_from("<Q", end, 40))
        if length > _LONGEST_DIRECTORY:
            raise self._unfit("it has more members than a backup")

    def _check_members(self) -> None:
        """Refuse members that are encrypted, twice there, or laid over one another."""
        members = sorted(self._zip.infolist(), key=lambda member: member.header_offset)
        if len({member.filename for member in members}) < len(members):
            raise self._unfit("it has two members of the same name")
        for member in members:
            if member.flag_bits & _ENCRYPTED:
                raise self._unfit("it is encrypted")
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self._unfit("it is packed in a way that is not known")
        ends = [*(member.header_offset for member in members), self._zip.start_dir]
        for member, (begin, end) in zip(members, pairwise(ends), strict=True):
            if begin + _HEADER + member.compress_size > end:
                raise self._unfit("its members overlap")

    def _found(self) -> tuple[zipfile.ZipInfo, str]:
        """Return the record, and its SHA-256 as the manifest has it."""
        names = self._zip.namelist()
        bases = [name[: -len(_BAGIT)] for name in names if _OF_A_BAG.fullmatch(name)]
        if len(bases) != 1 or f"{bases[0]}{_PAYLOAD}" not in names:
            raise self._unfit("it is no backup of an archive")
        (base,) = bases
        payload = (f"{base}{_DATA}", f"{base}{_PAYLOAD}")
        if any(n.startswith(payload[0]) and n not in payload for n in names):
            raise self._unfit("there is more in it than the record of an archive")
        line = _MANIFEST_LINE.fullmatch(self._tag_file(f"{base}{_MANIFEST}"))
        if not line or not _DECLARED.match(self._tag_file(f"{base}{_BAGIT}")):
            raise self._unfit("its manifest is not one of a backup")
        return self._zip.getinfo(payload[1]), line[1].lower()

    def _tag_file(self, name: str) -> str:
        with self._zip.open(name) as file:
            return file.read(_LONGEST_TAG_FILE).decode("utf-8")

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Refuse by name what cannot be read."""
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError) as error:
            raise self._unfit("it is damaged") from error
        except OSError as error:
            raise self._unfit(reason_of(error)) from error
        except (ValueError, RuntimeError, OverflowError, struct.error) as error:
            # Numbers and names in it that make no sense to who reads it.
            raise self._unfit("it is damaged") from error

    def _unfit(self, reason: str) -> UnfitBackupError:
        return UnfitBackupError(self._path, reason)


_END, _LONGEST_END = 22, 98
_HEADER, _ENCRYPTED = 30, 0x1
_OF_A_BAG = re.compile(r"([^/]+/)?bagit\.txt")


def _is_bomb(size: int, packed: int) -> bool:
    return size > max(_HARMLESS_BYTES, packed * _MOST_RATIO)
