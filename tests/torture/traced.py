"""What a program did to the files below a folder, in order, as strace tells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import TypeAlias

from tests.torture.program import KEPT
from tests.torture.trials import SkippedError

_CALLS = (
    "openat,creat,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,"
    "lseek,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,"
    "mkdirat,rmdir,copy_file_range,sendfile"
)


@dataclass(frozen=True, slots=True)
class Create:
    """A file that was not there."""

    path: str


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at a place in a file."""

    path: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file cut or lengthened."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A file or a folder made safe on the disk."""

    path: str


@dataclass(frozen=True, slots=True)
class MakeFolder:
    """A new folder."""

    path: str


@dataclass(frozen=True, slots=True)
class Remove:
    """A file or a folder that is there no more."""

    path: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Another name, in the same folder."""

    path: str
    new: str


@dataclass(frozen=True, slots=True)
class Told:
    """A commit was reported, after which there were so many versions."""

    kept: int


Deed: TypeAlias = Create | Write | Truncate | Sync | MakeFolder | Remove | Rename | Told


def tracer(trace: Path) -> list[str | Path]:
    """Return the words that start a program traced; SkippedError without strace."""
    strace = which("strace")
    if strace is None:
        raise SkippedError("strace is not installed")
    words = [strace, "-f", "-y", "-xx", "-s", "100000000", "-e", f"trace={_CALLS}"]
    return [*words, "-e", "signal=none", "-o", trace]


def deeds_of(trace: Path, folder: Path, known: set[str]) -> Iterator[Deed]:
    """Yield what was done below *folder*, by paths relative to it.

    *known* are those that are there by now; it is kept up to date.
    """
    reader = _Reader(str(folder), known)
    for name, arguments, result in _calls(trace):
        if result.startswith(("-", "?")):
            continue
        yield from reader.deeds(name, arguments, result)


_LINE = re.compile(r"(\d+) +(.*)")
_CALL = re.compile(r"(\w+)\((.*)\) += (.+)")
_HEX = re.compile(r"(?:\\x[0-9a-f]{2})+")
_FD = re.compile(r"(\d+)<(.*?)>")
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def _calls(trace: Path) -> Iterator[tuple[str, str, str]]:
    """Yield name, arguments and result of each call, when it has ended."""
    begun: dict[str, str] = {}
    with trace.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            if not (found := _LINE.match(line)):
                continue
            pid, said = found.groups()
            if said.endswith("<unfinished ...>"):
                begun[pid] = said.removesuffix("<unfinished ...>").rstrip()
                continue
            if said.startswith("<... "):
                said = begun.pop(pid) + said.partition(" resumed>")[2]
            if call := _CALL.fullmatch(said):
                yield call[1], call[2], call[3]


def _text(escaped: str) -> str:
    return _HEX.sub(lambda found: _bytes(found[0]).decode(), escaped)


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


class _Reader:
    """Makes deeds of calls, and remembers where in each file was written last."""

    def __init__(self, folder: str, known: set[str]) -> None:
        self._folder = folder
        self._known = known
        self._places: dict[str, int] = {}

    def deeds(self, name: str, arguments: str, result: str) -> Iterator[Deed]:
        if name == "write" and arguments.startswith("2<"):
            yield from _told(arguments)
        elif name in ("openat", "creat"):
            yield from self._opened(name, arguments, result)
        elif name in ("mkdir", "mkdirat", "unlink", "unlinkat", "rmdir"):
            yield from self._entry(name, self._named(arguments, result))
        elif name.startswith("rename"):
            yield from self._renamed(self._named(arguments, result))
        elif found := _FD.match(arguments):
            path = self._below(found[2])
            if path is not None and not path.endswith("-shm"):
                yield from self._of_file(name, path, found[0], arguments, result)

    def _of_file(
        self, name: str, path: str, descriptor: str, arguments: str, result: str
    ) -> Iterator[Deed]:
        if name == "lseek":
            self._places[descriptor] = int(result)
        elif name in ("fsync", "fdatasync"):
            yield Sync(path)
        elif name == "ftruncate":
            yield Truncate(path, int(arguments.rpartition(", ")[2]))
        elif name == "pwrite64":
            yield Write(
                path, int(arguments.rpartition(", ")[2]), _data(arguments, result)
            )
        elif name == "write":
            at = self._places.get(descriptor, 0)
            self._places[descriptor] = at + int(result)
            yield Write(path, at, _data(arguments, result))
        else:
            raise NotImplementedError(name)

    def _opened(self, name: str, arguments: str, result: str) -> Iterator[Deed]:
        found = _FD.match(result)
        path = self._below(found[2]) if found else None
        if not found or path is None or path.endswith("-shm"):
            return
        self._places[found[0]] = 0
        if "O_APPEND" in arguments:
            raise NotImplementedError("O_APPEND")
        if path not in self._known and ("O_CREAT" in arguments or name == "creat"):
            self._known.add(path)
            yield Create(path)
        elif "O_TRUNC" in arguments:
            yield Truncate(path, 0)

    def _entry(self, name: str, paths: list[str]) -> Iterator[Deed]:
        for path in paths:
            if name.startswith("mkdir"):
                self._known.add(path)
                yield MakeFolder(path)
            elif path in self._known:
                self._known.discard(path)
                yield Remove(path)

    def _renamed(self, paths: list[str]) -> Iterator[Deed]:
        if paths:
            old, new = paths
            within = {path for path in self._known if f"{path}/".startswith(f"{old}/")}
            self._known -= within
            self._known |= {new + path.removeprefix(old) for path in within}
            yield Rename(old, new)

    def _named(self, arguments: str, result: str) -> list[str]:
        """Return the paths among *arguments* that are below the folder."""
        base = "/"
        paths = []
        parts = re.findall(r'[\w]*<[^>]*>|"(?:\\x[0-9a-f]{2})*"', arguments)
        for part in parts:
            if part.startswith('"'):
                path = self._below(str(Path(base, _text(part[1:-1]))))
                if path is not None:
                    paths.append(path)
            else:
                base = _text(part.partition("<")[2][:-1])
        return paths

    def _below(self, escaped: str) -> str | None:
        path = _text(escaped)
        if path == self._folder:
            return ""
        if path.startswith(f"{self._folder}/"):
            return path[len(self._folder) + 1 :]
        return None


def _data(arguments: str, result: str) -> bytes:
    (escaped,) = _QUOTED.findall(arguments)
    return _bytes(escaped)[: int(result)]


def _told(arguments: str) -> Iterator[Told]:
    for escaped in _QUOTED.findall(arguments):
        if found := re.fullmatch(rf"{KEPT} (\d+)\n", _bytes(escaped).decode()):
            yield Told(int(found[1]))
