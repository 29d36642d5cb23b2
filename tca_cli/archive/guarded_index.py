"""The index beside the record, completed before it is asked.

It is disposable: what is missing, damaged or foreign is made anew from the record,
unopened.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from tca_cli.archive.index_folder import (
    remove_all,
)
from tca_cli.archive.index_state import Answer, Effort, Found, IndexState
from tca_cli.archive.kept_index import KeptIndex
from tca_cli.archive.lock import WriterLock
from tca_cli.archive.portions import Portion
from tca_cli.article import Article
from tca_cli.errors.archives import (
    ArchiveDamagedError,
    ArchiveLockedError,
    ArchiveUnusableError,
)
from tca_cli.frozen import Frozen
from tca_cli.index import Each, SearchIndex
from tca_cli.store import SqliteStore
from tca_cli.store.index_notes import IndexFile

Told: TypeAlias = Callable[[int], None]

# After a crash so many are indexed by who asks next, in a few seconds.
_ARTICLES_OF_A_COMMIT = 50_000
_ARTICLES_LOOKED_UP = 1000
# A process that writes replaces the index within a fraction of this.
_ATTEMPTS, _PAUSE_SECONDS = 10, 0.1


class _OpenIndex(Frozen):
    """An open index, and its files as they were written then."""

    files: Mapping[str, IndexFile]
    index: SearchIndex


class GuardedIndex(KeptIndex):
    """The index of one archive, as the record has it whenever it is asked."""

    def __init__(
        self, engine: str, directory: Path, store: SqliteStore, lock: WriterLock
    ) -> None:
        super().__init__(engine, directory, store)
        self._lock = lock
        self._open: _OpenIndex | None = None

    def close(self) -> None:
        """Release the files of the index."""
        if kept := self._open:
            self._open = None
            kept.index.close()

    def complete(self, each: Each = map) -> None:
        """Index what the record notes as not indexed; the caller is the one writer.

        *each* may be asked to do some of the work.
        """
        # Some systems replace no file that is open.
        self.close()
        match self.state():
            case IndexState.BEHIND:
                self._add_pending(each)
            case IndexState.UNUSABLE:
                self.rebuild(each)
            case IndexState.CURRENT:
                pass

    def make_anew(self) -> None:
        """Make the index, which the record distrusts, anew; leave nothing of it."""
        self.close()
        remove_all(self.directory, self._store.check_in_place)
        self.complete()

    def follow(self, kept: Iterable[Article], each: Each = map) -> None:
        """Index articles as they are *kept*, after what the record notes already.

        It is done in portions; after a crash within one, the record notes what of it
        is not indexed.
        """
        self.complete(each)
        if not self.keeps_files:
            deque(kept, maxlen=0)
            return
        coming = iter(kept)
        for first in coming:
            portion = Portion(chain([first], coming), most=_ARTICLES_OF_A_COMMIT)
            self._add(portion, each)
            while again := portion.again:
                portion = Portion(again, most=_ARTICLES_OF_A_COMMIT)
                self._add(portion, each)
        # Of what is in the bin there may be new versions, which are not followed.
        self.complete(each)

    def ask(
        self,
        question: Callable[[SearchIndex], Found],
        *,
        before_completing: Callable[[int], None],
    ) -> Answer[Found]:
        """Put *question* to the index, completed first, as of one moment.

        Where the index cannot be used now (another process is making it anew; nothing
        can be written and it is behind), the question goes to the record itself.
        *before_completing* is told how many articles the index lacks.
        """
        for _ in range(_ATTEMPTS):
            effort = self._try_to_complete(before_completing)
            with self._store.reading():
                state = self.state()
                is_behind = state is IndexState.BEHIND
                if state is IndexState.CURRENT or (
                    # Another process is at it: as of its last finished batch.
                    is_behind and effort is Effort.WRITER_ELSEWHERE
                ):
                    try:
                        return Answer(self._asked(question), is_behind=is_behind)
                    except ArchiveDamagedError:
                        raise
                    except ArchiveUnusableError:
                        # Another process has replaced it since; a pause, and again.
                        effort = Effort.WRITER_ELSEWHERE
            if effort is Effort.UNWRITABLE:
                break
            time.sleep(_PAUSE_SECONDS)
        with self._store.reading():
            scan = self._scan()
            return Answer(question(scan), is_scan=True)

    def _try_to_complete(self, before_completing: Callable[[int], None]) -> Effort:
        state = self.state()
        if state is IndexState.CURRENT:
            return Effort.COMPLETE
        if self._store.is_read_only:
            return Effort.UNWRITABLE
        try:
            in_place = self._store.check_in_place
            with self._lock.held(timeout_seconds=0, check=in_place):
                if not self._is_as_sealed():
                    return Effort.UNWRITABLE
                before_completing(self.missing(state))
                self.complete()
                self._store.seal()
        except ArchiveLockedError:
            return Effort.WRITER_ELSEWHERE
        except ArchiveDamagedError:
            raise
        except ArchiveUnusableError:
            return Effort.UNWRITABLE
        return Effort.COMPLETE

    def _is_as_sealed(self) -> bool:
        try:
            self._store.check_sealed()
        except ArchiveDamagedError:
            return False
        return True

    def _asked(self, question: Callable[[SearchIndex], Found]) -> Found:
        if self.keeps_files and self._store.index_notes.form() is None:
            return question(self._scan())
        try:
            return question(self._kept_open())
        except ArchiveUnusableError:
            self.close()
            raise

    def _kept_open(self) -> SearchIndex:
        """Return the index, opened again only where it was written since.

        What it has read for one question it need not read for the next.
        """
        files = self._store.index_notes.files()
        if self._open is None or self._open.files != files:
            self.close()
            self._open = _OpenIndex(files, self._opened())
        return self._open.index

    def _add_pending(self, each: Each) -> None:
        notes = self._store.index_notes
        self._forget(notes.pending_removals())
        while pending := notes.pending(limit=_ARTICLES_OF_A_COMMIT):
            self._add(self._articles([one for one, _ in pending]), each)
            # What the record has no article of any more would be noted for ever.
            with self._store.writing():
                notes.clear(pending)

    def _articles(self, ids: Sequence[str]) -> Iterator[Article]:
        for some in (
            ids[at : at + _ARTICLES_LOOKED_UP]
            for at in range(0, len(ids), _ARTICLES_LOOKED_UP)
        ):
            yield from self._store.articles.get_many(some)

    def rebuild(self, each: Each = map, told: Told = lambda _: None) -> None:
        """Make the index from the record, unopened; the caller is the one writer.

        *told* hears how many articles were taken so far.
        """
        self.close()

        def counted() -> Iterator[Article]:
            for count, article in enumerate(self._store.articles.all(), 1):
                yield article
                told(count)

        self._make(counted(), each, indexed=None)
