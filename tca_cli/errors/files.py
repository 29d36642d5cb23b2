"""Files that cannot be read, or not be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tca_cli.errors import ExitCode, TcaError, on_one_line

if TYPE_CHECKING:
    from pathlib import Path


class UnreadableFileError(TcaError):
    """A file is of no known format, or breaks the rules of its format."""

    exit_code = ExitCode.SOME_UNREADABLE

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{on_one_line(path)}: {on_one_line(reason)}")
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


class UnwritableFileError(TcaError):
    """A file that the person asked for cannot be written."""

    exit_code = ExitCode.OUTPUT_FAILED

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"cannot write {on_one_line(path)}: {on_one_line(reason)}")
        self.reason = reason


class FileInTheWayError(TcaError):
    """A file is where another is to be written, or it must not be written there."""

    exit_code = ExitCode.USAGE

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"not written to {on_one_line(path)}: {reason}")


class TakenFolderError(TcaError):
    """A folder that is to be filled has something in it, or cannot be made."""

    exit_code = ExitCode.USAGE

    def __init__(self, directory: Path, reason: str) -> None:
        super().__init__(
            f"{on_one_line(directory)} {reason}; choose a new or empty folder"
        )


class UnwritableExportError(TcaError):
    """What an archive holds cannot be written out."""

    exit_code = ExitCode.OUTPUT_FAILED

    def __init__(self, directory: Path, reason: str) -> None:
        super().__init__(
            f"cannot export to {on_one_line(directory)}: {reason};"
            " nothing of it was left there"
        )


class UnfitBackupError(TcaError):
    """A file is no backup, or it is damaged, or not as tca writes them."""

    exit_code = ExitCode.ARCHIVE_UNUSABLE

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"cannot restore {on_one_line(path)}: {on_one_line(reason)}")


class BackupRunningError(TcaError):
    """Another process is writing a backup to the same folder."""

    exit_code = ExitCode.LOCKED

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"another backup is being written to {on_one_line(directory)}; try again"
            " when it is done"
        )


def in_mebibytes(size: int) -> str:
    """Return *size* in bytes as limits are written.

    >>> in_mebibytes(64 * 1024 * 1024), in_mebibytes(5000)
    ('64 MiB', '5000 bytes')
    """
    mebibytes = size // (1024 * 1024)
    return f"{mebibytes} MiB" if mebibytes else f"{size} bytes"
