"""The index beside the record: opened only as it was written, completed when behind.

It is disposable. The record notes what is not indexed yet and how the index was written
last; what is missing, damaged or foreign is made anew from the record, unopened.
"""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from shutil import rmtree
from typing import Generic, TypeVar

from tca_cli.archive.fingerprint import is_as_written, remove_others, written_files
from tca_cli.archive.lock import WriterLock
from tca_cli.errors import ArchiveLockedError, ArchiveUnusableError
from tca_cli.index import IndexSettings, SearchIndex, engine_class, open_index
from tca_cli.store import SqliteStore

Found = TypeVar("Found")

ARTICLES_OF_A_BATCH = 2000
# A process that writes replaces the index within a fraction of this.
_ATTEMPTS, _PAUSE_SECONDS = 10, 0.1


class IndexState(Enum):
    """How the index stands to the record."""

    CURRENT = "current"
    BEHIND = "behind"
    UNUSABLE = "missing or not as it was written"


@dataclass(frozen=True, slots=True)
class Answer(Generic[Found]):
    """What was found, and on what it rests."""

    found: Found
    is_scan: bool = False
    is_behind: bool = False


class GuardedIndex:
    """The index of one archive, kept by *engine* in *directory*."""

    def __init__(
        self, engine: str, directory: Path, store: SqliteStore, lock: WriterLock
    ) -> None:
        self.directory = directory
        self._engine = engine
        self._store = store
        self._lock = lock

    @cached_property
    def keeps_files(self) -> bool:
        """Whether the engine keeps an index at all."""
        return engine_class(self._engine).keeps_files

    def state(self) -> IndexState:
        """Return how the index stands to the record, without opening it."""
        notes = self._store.index_notes
        if not self.keeps_files:
            return IndexState.CURRENT
        if notes.form() != engine_class(self._engine).form or not is_as_written(
            self.directory, notes.files()
        ):
            return IndexState.UNUSABLE
        return IndexState.BEHIND if notes.pending_count() else IndexState.CURRENT

    def missing(self) -> int:
        """Return how many articles completing the index would add to it."""
        match self.state():
            case IndexState.CURRENT:
                return 0
            case IndexState.BEHIND:
                return self._store.index_notes.pending_count()
            case IndexState.UNUSABLE:
                return self._store.figures().articles

    def complete(self) -> None:
        """Index what the record notes as not indexed; the caller is the one writer."""
        match self.state():
            case IndexState.BEHIND:
                self._add_pending()
            case IndexState.UNUSABLE:
                self._make_anew()
            case IndexState.CURRENT:
                pass

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
            is_writer_elsewhere = not self._try_to_complete(before_completing)
            with self._store.reading():
                state = self.state()
                is_behind = state is not IndexState.CURRENT
                if state is IndexState.CURRENT or (
                    state is IndexState.BEHIND and is_writer_elsewhere
                ):
                    try:
                        return Answer(self._asked(question), is_behind=is_behind)
                    except ArchiveUnusableError:
                        # Another process has replaced it since; a pause, and again.
                        is_writer_elsewhere = True
            if not is_writer_elsewhere:
                break
            time.sleep(_PAUSE_SECONDS)
        with self._store.reading():
            scan = open_index("scan", self._settings(self.directory))
            return Answer(question(scan), is_scan=True)

    def _try_to_complete(self, before_completing: Callable[[int], None]) -> bool:
        """Complete the index unless another process is writing; tell whether one is."""
        if self._store.is_read_only or not (missing := self.missing()):
            return True
        try:
            with self._lock.held(timeout_seconds=0):
                before_completing(missing)
                self.complete()
        except ArchiveLockedError:
            return False
        return True

    def _asked(self, question: Callable[[SearchIndex], Found]) -> Found:
        files = frozenset(self._store.index_notes.files())
        settings = self._settings(self.directory, files=files)
        with closing(open_index(self._engine, settings)) as index:
            return question(index)

    def _add_pending(self) -> None:
        notes, articles = self._store.index_notes, self._store.articles
        remove_others(self.directory, notes.files())
        with closing(open_index(self._engine, self._settings(self.directory))) as index:
            while pending := notes.pending(limit=ARTICLES_OF_A_BATCH):
                index.add(articles.get_many([article_id for article_id, _ in pending]))
                files = written_files(self.directory, notes.files())
                with self._store.writing():
                    notes.save(index.form, files)
                    # Last: a crash before it means to index again, never to miss one.
                    notes.clear(pending)

    def _make_anew(self) -> None:
        notes = self._store.index_notes
        # Made aside and moved in whole: a crash must not leave one that lacks some.
        new, old = (
            self.directory.with_name(f"{self.directory.name}.{age}")
            for age in ("new", "old")
        )
        for leftover in (new, old):
            rmtree(leftover, ignore_errors=True)
        with closing(open_index(self._engine, self._settings(new))) as index:
            index.add(self._store.articles.all())
            form = index.form
        if self.directory.exists():
            self.directory.rename(old)
        new.rename(self.directory)
        rmtree(old, ignore_errors=True)
        with self._store.writing():
            notes.save(form, written_files(self.directory, {}))
            notes.clear_all()

    def _settings(
        self, directory: Path, *, files: frozenset[str] | None = None
    ) -> IndexSettings:
        return IndexSettings(directory, record=self._store.articles.all, files=files)
