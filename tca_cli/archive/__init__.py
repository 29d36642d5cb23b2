"""What can be done with an archive: one module a use case, over the same parts."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tca_cli.errors import FULL_DISK
from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tca_cli.archive.guarded_index import GuardedIndex
    from tca_cli.archive.lock import WriterLock
    from tca_cli.store import SqliteStore

# Within the folder of an archive.
RECORD, INDEX = "articles.db", "index"
# Another process that writes one article is done by then.
WAIT_SECONDS = 10.0


class Archive(Frozen):
    """The open parts of one archive."""

    directory: Path
    store: SqliteStore
    index: GuardedIndex
    lock: WriterLock
    wait_seconds: float = WAIT_SECONDS

    @contextmanager
    def writing(self, *, is_mending: bool = False) -> Iterator[None]:
        """Be the one process that writes, waiting a while for another to end.

        Raises ArchiveLockedError where it does not, ArchiveUnusableError where nothing
        can be written, and ArchiveDamagedError where the record is not as it was sealed
        and nobody *is_mending* it: what is written would be sealed with the damage.
        """
        if self.store.is_read_only:
            only_read = "it can only be read; make it writable to take files in"
            raise ArchiveUnusableError(
                self.directory, FULL_DISK if self.store.is_full else only_read
            )
        with self.lock.held(
            timeout_seconds=self.wait_seconds, check=self.store.check_in_place
        ):
            if not is_mending:
                self.store.check_sealed()
            yield
            self.store.seal()

    def close(self) -> None:
        """Release files and connections."""
        self.index.close()
        self.store.close()
