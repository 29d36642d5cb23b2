"""Archives that cannot be used, or not now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tca_cli.errors import ExitCode, TcaError, on_one_line

if TYPE_CHECKING:
    from pathlib import Path


class NoArchiveError(TcaError):
    """There is no archive in the directory to read from."""

    exit_code = ExitCode.ARCHIVE_UNUSABLE

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"there is no archive in {on_one_line(directory)}; 'tca ingest PATH'"
            " makes one, and --archive DIR names another"
        )


class ArchiveUnusableError(TcaError):
    """The archive is of another program, or in a place where it cannot be kept."""

    exit_code = ExitCode.ARCHIVE_UNUSABLE

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"cannot use {on_one_line(path)}: {on_one_line(reason)}")
        self.reason = reason


class ArchiveDamagedError(ArchiveUnusableError):
    """The record holds what this program cannot have written."""

    def __init__(self, path: Path, reason: str) -> None:
        TcaError.__init__(
            self,
            f"{on_one_line(path)} is damaged: {on_one_line(reason)}\n"
            "'tca verify' tells what of it; 'tca restore FILE --archive NEW' makes an"
            " archive of a backup",
        )
        self.path = path
        self.reason = reason


class ArchiveInTheWayError(TcaError):
    """There is an archive where another is to be restored."""

    exit_code = ExitCode.USAGE

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"there is an archive in {on_one_line(directory)}, which stays as it is;"
            " name an empty or new folder with --archive DIR"
        )


class ArchiveLockedError(TcaError):
    """Another process is writing."""

    exit_code = ExitCode.LOCKED

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"another process is writing to {on_one_line(directory)};"
            " try again when it has ended, or give --wait more SECONDS"
        )
