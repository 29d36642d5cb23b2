"""One writer at a time: an advisory lock that dies with its process."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tca_cli.errors import reason_of
from tca_cli.errors.archives import ArchiveLockedError, ArchiveUnusableError

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK = "lock"


class WriterLock:
    """The lock of the archive in *directory*."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    @contextmanager
    def held(
        self, *, timeout_seconds: float, check: Callable[[], None] = lambda: None
    ) -> Iterator[None]:
        """Hold the lock within; raise ArchiveLockedError where it is not to be had.

        *check* raises where the archive is no more: it is asked before, since making a
        lock makes its folder, and again, since the archive may go meanwhile.
        """
        from filelock import Timeout

        check()
        try:
            lock = self._lock.acquire(timeout=timeout_seconds)
        except Timeout as error:
            raise ArchiveLockedError(self._directory) from error
        except OSError as error:
            raise ArchiveUnusableError(self._directory, reason_of(error)) from error
        # What is made meanwhile, here and in other processes, is for its owner alone.
        umask = os.umask(0o077)
        try:
            with lock:
                try:
                    check()
                except ArchiveUnusableError:
                    self._remove_if_alone()
                    raise
                yield
        finally:
            os.umask(umask)

    def _remove_if_alone(self) -> None:
        with suppress(OSError):
            if [path.name for path in self._directory.iterdir()] == [LOCK]:
                (self._directory / LOCK).unlink()
                self._directory.rmdir()

    @cached_property
    def _lock(self) -> "BaseFileLock":
        # Imported when it is needed: reading takes no lock.
        from filelock import FileLock

        return FileLock(self._directory / LOCK, mode=0o600)
