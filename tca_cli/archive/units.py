"""From the files that were found to what is to be read of them, one after the other."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePath
from typing import Self, TypeAlias

from tca_cli.archive.file_bytes import all_bytes, check_regular
from tca_cli.archive.reading import (
    PassedOver,
    ReadingOptions,
    Readings,
    Refusal,
    Unit,
    lost_unit,
    members_within,
    read_unit,
    suffix_for,
)
from tca_cli.archive.walking import Candidate, Globs
from tca_cli.errors import reason_of
from tca_cli.errors.files import (
    FileTooLargeError,
    LimitExceededError,
    UnreadableFileError,
)
from tca_cli.readers import CONTAINERS, unknown_format
from tca_cli.readers.document import Document
from tca_cli.readers.formats import UNTOLD, suffix_by_content
from tca_cli.store import SqliteStore
from tca_cli.store.failures import Failure
from tca_cli.store.files import Files, FileState, KnownFile
from tca_cli.store.paths import outer_paths


@dataclass(frozen=True, slots=True)
class Known:
    """A file that is as it was when it was read last, and what failed in it then.

    *is_mended*: what else is remembered to have failed is so no more.
    """

    path: str
    articles: int
    failures: tuple[Failure, ...]
    is_mended: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of files, whose members follow."""

    path: str


@dataclass(frozen=True, slots=True)
class ShutOut:
    """A member that the person did not want this time."""

    path: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A file of files whose members have gone before; all of them if it *is_whole*."""

    file: FileState
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Done:
    """The end of all that there is about one of the files that were found."""


Told: TypeAlias = Known | Opened | ShutOut | Closed | Done | Refusal | PassedOver
Item: TypeAlias = Unit | Told
ReadItem: TypeAlias = Readings | Told


def read_item(item: Item) -> ReadItem:
    """Read *item* where there is something to read."""
    return read_unit(item) if isinstance(item, Unit) else item


def lost_item(item: Item) -> ReadItem:
    """Return what is to be said of an *item* whose reading ended its process."""
    return lost_unit(item) if isinstance(item, Unit) else item


def weight_of(item: Item) -> int:
    """Return how many bytes there are to read of *item*; none where it is no work."""
    return max(item.size, 1) if isinstance(item, Unit) else 0


def size_of(item: ReadItem) -> int:
    """Return how many bytes *item* asks the record to keep."""
    if isinstance(item, Readings) and item.original:
        return len(item.original.compressed)
    return 0


@dataclass(frozen=True, slots=True)
class _Record:
    """What the record knows of some files: asked once for all of them."""

    files: Mapping[str, KnownFile]
    containers: Mapping[str, FileState]

    @classmethod
    def of(cls, files: Files, paths: Collection[str]) -> Self:
        """Return what it knows of the files at *paths*."""
        known = files.known(paths)
        return cls(known, files.containers(path for path in paths if path not in known))


_ASKED_AT_ONCE = 1000
_DONE = Done()


class Units:
    """Tells what is to be read: what is new to *store*, or changed since.

    With *is_retry*, also what could not be read the last time; with *is_again*, or with
    options that change how files are read, also what is known.
    """

    def __init__(
        self,
        store: SqliteStore,
        options: ReadingOptions,
        globs: Globs,
        *,
        is_retry: bool,
        is_again: bool,
    ) -> None:
        self._store = store
        self._globs = globs
        self._options = options
        self._is_retry = is_retry
        self._is_again = is_again

    def of_files(self, candidates: Iterable[Candidate]) -> Iterator[Item]:
        """Yield what is to be read of each of the files, and what is said instead."""
        remaining = iter(candidates)
        while some := list(islice(remaining, _ASKED_AT_ONCE)):
            record = _Record.of(self._store.files, [one.name for one in some])
            for candidate in some:
                yield from self._of_file_or_refusal(candidate, record)
                yield _DONE

    def _of_file_or_refusal(
        self, candidate: Candidate, record: "_Record"
    ) -> Iterator[Item]:
        try:
            yield from self._of_file(candidate, record)
        except UnreadableFileError as error:
            is_lasting = not isinstance(error, LimitExceededError)
            yield Refusal(str(error.path), error.reason, is_lasting=is_lasting)
        except OSError as error:
            yield Refusal(candidate.name, reason_of(error))

    def of_bytes(self, path: str, data: bytes) -> Iterator[Item]:
        """Yield what is to be read of *data*, which is no file."""
        suffix = self._options.suffix or suffix_by_content(data)
        if suffix is None:
            yield Refusal(path, unknown_format())
        elif suffix in CONTAINERS:
            yield from self._members(Path(path), suffix, data)
        else:
            yield self._unit(path, suffix, data)
        yield _DONE

    def _of_file(self, candidate: Candidate, record: "_Record") -> Iterator[Item]:
        name = candidate.name
        status = os.stat(name)  # noqa: PTH116 - there are many
        check_regular(name, status)
        if known := self._known(candidate, status, record):
            yield known
            return
        path, limits = candidate.path, self._options.limits
        if status.st_size > limits.file_bytes:
            raise FileTooLargeError(path, limits.file_bytes)
        suffix = suffix_for(path, self._options)
        if suffix is None:
            if candidate.is_named:
                raise UnreadableFileError(path, unknown_format())
            yield PassedOver(name, UNTOLD)
        elif suffix in CONTAINERS:
            data = all_bytes(name, limits.file_bytes)
            is_whole = True
            for item in self._members(path, suffix, data):
                is_whole = is_whole and not isinstance(item, ShutOut)
                yield item
            digest = sha256(data).digest()
            file = FileState(name, len(data), status.st_mtime_ns, digest)
            yield Closed(file, is_whole)
        else:
            yield Unit(
                *(name, suffix, status.st_size, status.st_mtime_ns),
                *(self._known_digest(name, record.files.get(name)), None),
                self._options,
            )

    def _members(self, path: Path, suffix: str, data: bytes) -> Iterator[Item]:
        yield Opened(str(path))
        options = self._options
        document = Document(path, data, options.mapping, options.limits)
        for member in members_within(document, suffix):
            if isinstance(member, Refusal | PassedOver):
                yield member
            elif self._globs.shuts_out_within(PurePath(member[0].inner)):
                yield ShutOut(str(member[0].path))
            else:
                inner, within = member
                yield self._unit(str(inner.path), within, inner.data)

    def _unit(self, path: str, suffix: str, data: bytes) -> Unit:
        known = self._known_digest(path, self._store.files.get(path))
        return Unit(path, suffix, len(data), 0, known, data, self._options)

    def _known(
        self, candidate: Candidate, status: os.stat_result, record: "_Record"
    ) -> Known | None:
        """Return the file as known, if it is untouched since it was read or failed."""
        if self._is_read_whatever_is_known:
            return None
        path, now = candidate.name, (status.st_size, status.st_mtime_ns)
        file = record.files.get(path)
        if path not in self._failing and file and _is_as(file, now):
            return Known(path, file.articles, ())
        before = self._failures_of(path)
        # What failed of the file when it was another is mended if it is known as it is.
        failures = tuple(
            failure
            for failure in before
            if failure.path != path or not _is_as(file, now) or _state(failure) == now
        )
        if failures and (
            self._is_retry or candidate.is_named or any(map(_may_be_read, failures))
        ):
            return None
        if file and _is_as(file, now):
            is_mended = len(failures) < len(before)
            return Known(path, file.articles, failures, is_mended)
        if _is_as(record.containers.get(path), now):
            return Known(path, self._store.files.articles_within(path), failures)
        has_failed = any(_state(failure) == now for failure in failures)
        return Known(path, 0, failures) if has_failed else None

    def _known_digest(
        self, path: str, file: FileState | KnownFile | None
    ) -> bytes | None:
        if self._is_read_whatever_is_known or self._failures_of(path):
            return None
        # One that left its container is read again when it is back.
        return file.digest if file and file.size >= 0 else None

    @property
    def _is_read_whatever_is_known(self) -> bool:
        options = self._options
        return bool(self._is_again or options.mapping or options.suffix)

    def _failures_of(self, path: str) -> Sequence[Failure]:
        return self._store.failures.of(path) if path in self._failing else ()

    @cached_property
    def _failing(self) -> set[str]:
        """The files in which anything failed, and those that hold them."""
        paths = self._store.failures.paths()
        return paths.union(*map(outer_paths, paths))


# The state of a file whose failure passes by itself, as when a limit is raised.
PASSING = (-1, -1)


def _state(failure: Failure) -> tuple[int, int]:
    return failure.size, failure.mtime_ns


def _may_be_read(failure: Failure) -> bool:
    """Tell whether what failed may be read now, though the file is the same."""
    return _state(failure) == PASSING or failure.program != program()


def _is_as(file: FileState | KnownFile | None, now: tuple[int, int]) -> bool:
    return file is not None and (file.size, file.mtime_ns) == now


@cache
def program() -> str:
    """Return the version of this program: another may read what this one cannot."""
    from importlib.metadata import version

    return version("tca-cli")
