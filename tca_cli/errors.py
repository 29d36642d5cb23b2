"""What can go wrong in a way that the person at the keyboard can act on."""

from __future__ import annotations

import errno
import re
from enum import IntEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path


class ExitCode(IntEnum):
    """The program's exit codes."""

    DONE = 0
    NOTHING_FOUND = 1
    USAGE = 2  # Click's own code for a wrong command line
    ARCHIVE_UNUSABLE = 3
    SOME_UNREADABLE = 4
    FAULT = 70  # EX_SOFTWARE of sysexits.h
    OUTPUT_FAILED = 74  # EX_IOERR of sysexits.h
    LOCKED = 75  # EX_TEMPFAIL of sysexits.h: the same command may succeed later
    INTERRUPTED = 130  # 128 and SIGINT, as shells say it


class TcaError(Exception):
    """Ends as a message and an exit code, never as a traceback."""

    exit_code: ClassVar[ExitCode]


def _on_one_line(value: object) -> str:
    """Return *value*, in which there may be what would begin a line of its own."""
    return re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]", "�", str(value))


class ArticleNotFoundError(TcaError):
    """No article's id begins so."""

    exit_code = ExitCode.NOTHING_FOUND

    def __init__(self, prefix: str) -> None:
        super().__init__(
            f"no article's id begins with {_on_one_line(prefix)};"
            " 'tca search' shows ids to type"
        )


class VersionNotFoundError(TcaError):
    """The article has no version of this number."""

    exit_code = ExitCode.NOTHING_FOUND

    def __init__(self, article_id: str, number: int, known: Sequence[int]) -> None:
        first, last, count = known[0], known[-1], len(known)
        there_are = f"versions {first} to {last}"
        if count == 1:
            there_are = f"version {first}"
        elif count <= last - first:
            # Some were not in what was taken in.
            there_are = f"{count} from {first} to {last}"
        super().__init__(
            f"{article_id} has no version {number}; it has {there_are},"
            f" which 'tca history {article_id}' lists"
        )


class ArticleInBinError(ArticleNotFoundError):
    """The article was removed, and can be brought back."""

    def __init__(self, article_id: str, removed: str) -> None:
        TcaError.__init__(
            self,
            f"{article_id} is in the bin since {removed[:10]};"
            f" 'tca restore-article {article_id}' brings it back",
        )


class ArticlePurgedError(ArticleNotFoundError):
    """The article was deleted for good."""

    def __init__(self, article_id: str, purged: str) -> None:
        TcaError.__init__(
            self,
            f"{article_id} was purged on {purged[:10]};"
            " 'tca ingest --again PATH' takes it in anew from its file",
        )


class NotInBinError(TcaError):
    """An article that is to be brought back or purged was not removed."""

    exit_code = ExitCode.NOTHING_FOUND

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"{article_id} is not in the bin; 'tca remove {article_id}' puts it there"
        )


class NoIdError(TcaError):
    """What was typed cannot be the beginning of an id."""

    exit_code = ExitCode.USAGE

    def __init__(self, text: str) -> None:
        is_short = re.fullmatch(r"[0-9a-fA-F]{1,3}", text)
        wrong = "is too short" if is_short else "is no id"
        super().__init__(
            f"{text!r} {wrong}: type 4 to 12 of the digits 0-9 and a-f that"
            " 'tca search' shows"
        )


class NoHitError(TcaError):
    """The last search has no hit of this rank."""

    exit_code = ExitCode.USAGE

    def __init__(self, typed: str, first: int, last: int) -> None:
        there_are = f"it has @{first} to @{last}" if last else "there is none yet"
        super().__init__(
            f"{_on_one_line(typed)} is no hit of the last search: {there_are}"
        )


class AmbiguousIdError(TcaError):
    """The ids of several articles begin so."""

    exit_code = ExitCode.USAGE

    def __init__(self, prefix: str, candidates: Iterable[str]) -> None:
        lines = "".join(f"\n  {_on_one_line(candidate)}" for candidate in candidates)
        super().__init__(f"several ids begin with {prefix}; type more digits:{lines}")


class UnreadableQueryError(TcaError):
    """The words to search for make no query."""

    exit_code = ExitCode.USAGE

    def __init__(self, query: str, reason: str) -> None:
        super().__init__(f"cannot read the query {query!r}: {reason}")


class EmptyQueryError(TcaError):
    """Nothing was asked for."""

    exit_code = ExitCode.USAGE

    def __init__(self) -> None:
        super().__init__(
            "nothing to search for; type words, or an option such as --author NAME"
        )


class EmptySpanError(TcaError):
    """No day is within the dates asked for."""

    exit_code = ExitCode.USAGE

    def __init__(self, since: date, until: date) -> None:
        super().__init__(
            f"no day is after {since} and before {until}; exchange --since and --until"
        )


class UnreadableTemplateError(TcaError):
    """A template for lines of output names what there is not."""

    exit_code = ExitCode.USAGE

    def __init__(self, template: str, known: Iterable[str]) -> None:
        names = ", ".join(f"{{{name}}}" for name in known)
        super().__init__(f"cannot fill {template!r}; there are {names}")


class UnreadableFileError(TcaError):
    """A file is of no known format, or breaks the rules of its format."""

    exit_code = ExitCode.SOME_UNREADABLE

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{_on_one_line(path)}: {_on_one_line(reason)}")
        self.path = path
        self.reason = reason


class LimitExceededError(UnreadableFileError):
    """A file asks for more than the person allows, who can allow more."""


class FileTooLargeError(LimitExceededError):
    """A file has more bytes than may be read."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(
            path, f"it is larger than {in_mebibytes(most)}; --max-size allows more"
        )


class MissingExtraError(UnreadableFileError):
    """A library for a file's format is not installed."""

    def __init__(self, path: Path, extra: str) -> None:
        super().__init__(path, f"to read it, type: pip install 'tca-cli[{extra}]'")


class UnfitValueError(TcaError):
    """What was typed for a field of an article cannot be its value."""

    exit_code = ExitCode.USAGE

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"cannot correct {field!r}: {reason}")


class UnknownEngineError(TcaError):
    """The environment names a search engine that there is none of."""

    exit_code = ExitCode.USAGE

    def __init__(self, engine: str, known: Iterable[str]) -> None:
        super().__init__(
            f"TCA_ENGINE={_on_one_line(engine)} is no engine;"
            f" known are {', '.join(known)}"
        )


class NoArchiveError(TcaError):
    """There is no archive in the directory to read from."""

    exit_code = ExitCode.ARCHIVE_UNUSABLE

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"there is no archive in {_on_one_line(directory)}; 'tca ingest PATH'"
            " makes one, and --archive DIR names another"
        )


FULL_DISK = "the disk is full; make room, then run the same command again"


def reason_of(error: OSError) -> str:
    """Return why the system refused something."""
    return FULL_DISK if error.errno in _OF_FULL_DISKS else error.strerror or str(error)


_OF_FULL_DISKS = (errno.ENOSPC, errno.EDQUOT)


class ArchiveUnusableError(TcaError):
    """The archive is of another program, or in a place where it cannot be kept."""

    exit_code = ExitCode.ARCHIVE_UNUSABLE

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"cannot use {_on_one_line(path)}: {_on_one_line(reason)}")
        self.reason = reason


class UnwritableFileError(TcaError):
    """A file that the person asked for cannot be written."""

    exit_code = ExitCode.OUTPUT_FAILED

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"cannot write {_on_one_line(path)}: {_on_one_line(reason)}")
        self.reason = reason


class BackupRunningError(TcaError):
    """Another process is writing a backup to the same folder."""

    exit_code = ExitCode.LOCKED

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"another backup is being written to {_on_one_line(directory)}; try again"
            " when it is done"
        )


class FileInTheWayError(TcaError):
    """A file is where another is to be written, or it must not be written there."""

    exit_code = ExitCode.USAGE

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"not written to {_on_one_line(path)}: {reason}")


class UnfitBackupError(TcaError):
    """A file is no backup, or it is damaged, or not as tca writes them."""

    exit_code = ExitCode.ARCHIVE_UNUSABLE

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"cannot restore {_on_one_line(path)}: {_on_one_line(reason)}")


class ArchiveInTheWayError(TcaError):
    """There is an archive where another is to be restored."""

    exit_code = ExitCode.USAGE

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"there is an archive in {_on_one_line(directory)}, which stays as it is;"
            " name an empty or new folder with --archive DIR"
        )


class ArchiveDamagedError(ArchiveUnusableError):
    """The record holds what this program cannot have written."""

    def __init__(self, path: Path, reason: str) -> None:
        TcaError.__init__(
            self,
            f"{_on_one_line(path)} is damaged: {_on_one_line(reason)}\n"
            "'tca verify' tells what of it; 'tca restore FILE --archive NEW' makes an"
            " archive of a backup",
        )
        self.path = path
        self.reason = reason


class ArchiveLockedError(TcaError):
    """Another process is writing."""

    exit_code = ExitCode.LOCKED

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"another process is writing to {_on_one_line(directory)};"
            " try again when it has ended, or give --wait more SECONDS"
        )


class TakenFolderError(TcaError):
    """A folder that is to be filled has something in it, or cannot be made."""

    exit_code = ExitCode.USAGE

    def __init__(self, directory: Path, reason: str) -> None:
        super().__init__(f"{directory} {reason}; choose a new or empty folder")


class UnwritableExportError(TcaError):
    """What an archive holds cannot be written out."""

    exit_code = ExitCode.OUTPUT_FAILED

    def __init__(self, directory: Path, reason: str) -> None:
        super().__init__(
            f"cannot export to {directory}: {reason}; nothing of it was left there"
        )


def in_mebibytes(size: int) -> str:
    """Return *size* in bytes as limits are written.

    >>> in_mebibytes(64 * 1024 * 1024), in_mebibytes(5000)
    ('64 MiB', '5000 bytes')
    """
    mebibytes = size // (1024 * 1024)
    return f"{mebibytes} MiB" if mebibytes else f"{size} bytes"
