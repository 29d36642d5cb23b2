"""A disk that loses its power: what was made safe is there, of the rest anything.

Of a file all is there that was written before it was last made safe; of what was
written since, any sectors. In a folder the names are there as they were when it was
last made safe, and of the changes since, in their order, some of the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeAlias

from tests.torture.traced import (
    Create,
    Deed,
    MakeFolder,
    Remove,
    Rename,
    Sync,
    Told,
    Truncate,
    Write,
)

_SECTOR = 4096


@dataclass(slots=True, eq=False)
class _File:
    safe: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def content(self, random: Random | None, share: float) -> bytes:
        """Return it with such a *share* of what was written since; None: all of it."""
        data = bytearray(self.safe)
        for offset, written in self.since:
            if written is None:
                if random is None or random.random() < share:
                    _set_size(data, offset)
                continue
            for start, part in _sectors(offset, written):
                if random is None or random.random() < share:
                    _set_size(data, max(len(data), start + len(part)))
                    data[start : start + len(part)] = part
        return bytes(data)

    def make_safe(self) -> None:
        self.safe, self.since = self.content(None, 1.0), []


_Names: TypeAlias = dict[str, "_File | _Folder"]


@dataclass(slots=True, eq=False)
class _Folder:
    safe: _Names = field(default_factory=dict)
    now: _Names = field(default_factory=dict)
    since: list[_Names] = field(default_factory=list)

    def change(self) -> None:
        """Note how the names are after a change."""
        self.since.append(dict(self.now))

    def make_safe(self) -> None:
        self.safe, self.since = dict(self.now), []

    def names(self, random: Random | None, share: float) -> _Names:
        if random is None:
            return self.now
        states = [self.safe, *self.since]
        if share in (0.0, 1.0):
            return states[-1 if share else 0]
        return random.choice(states)


class Platter:
    """The disk below one folder."""

    def __init__(self) -> None:
        self._top = _Folder()

    @classmethod
    def of(cls, folder: Path) -> "Platter":
        """Return a disk on which the files of *folder* are safe."""
        made = cls()
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_dir():
                made.do(MakeFolder(name))
            else:
                made.do(Create(name))
                made.do(Write(name, 0, path.read_bytes()))
                made.do(Sync(name))
        for path in (folder, *folder.rglob("*")):
            if path.is_dir():
                made.do(Sync(path.relative_to(folder).as_posix().removeprefix(".")))
        return made

    def do(self, deed: Deed) -> None:
        """Do to the disk what a program did."""
        match deed:
            case Told():
                return
            case Sync(path):
                self._at(path).make_safe()
            case Write(path, offset, data):
                self._file(path).since.append((offset, data))
            case Truncate(path, size):
                self._file(path).since.append((size, None))
            case Create(path) | MakeFolder(path):
                folder, name = self._holder(path)
                folder.now[name] = _File() if isinstance(deed, Create) else _Folder()
                folder.change()
            case Remove(path):
                folder, name = self._holder(path)
                del folder.now[name]
                folder.change()
            case Rename(path, new):
                folder, name = self._holder(path)
                other, new_name = self._holder(new)
                if other is not folder:
                    raise NotImplementedError(deed)
                folder.now[new_name] = folder.now.pop(name)
                folder.change()

    def write(
        self, folder: Path, random: Random | None = None, share: float = 1.0
    ) -> None:
        """Write to *folder* what is on the disk after the cut, or now, without one."""
        _write(self._top, folder, random, share)

    def _at(self, path: str) -> _File | _Folder:
        if not path:
            return self._top
        folder, name = self._holder(path)
        return folder.now[name]

    def _file(self, path: str) -> _File:
        found = self._at(path)
        if isinstance(found, _Folder):
            raise IsADirectoryError(path)
        return found

    def _holder(self, path: str) -> tuple[_Folder, str]:
        *parents, name = path.split("/")
        folder = self._top
        for parent in parents:
            within = folder.now[parent]
            if isinstance(within, _File):
                raise NotADirectoryError(path)
            folder = within
        return folder, name


def _write(of: _Folder, folder: Path, random: Random | None, share: float) -> None:
    folder.mkdir(exist_ok=True)
    for name, held in of.names(random, share).items():
        if isinstance(held, _Folder):
            _write(held, folder / name, random, share)
        else:
            (folder / name).write_bytes(held.content(random, share))


def _sectors(offset: int, data: bytes) -> Iterable[tuple[int, bytes]]:
    """Yield the parts of *data* that are in one sector each, and where they begin."""
    at = 0
    while at < len(data):
        length = _SECTOR - (offset + at) % _SECTOR
        yield offset + at, data[at : at + length]
        at += length


def _set_size(data: bytearray, size: int) -> None:
    if size < len(data):
        del data[size:]
    else:
        data.extend(bytes(size - len(data)))
