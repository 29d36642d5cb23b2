"""The index beside the record: opened only as it was written, completed when behind.

It is disposable. The record notes what is not indexed yet and how the index was written
last; what is missing, damaged or foreign is made anew from the record, unopened.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import Generic, TypeVar

from tca_cli.archive.fingerprint import (
    is_as_written,
    remove,
    remove_others,
    translated_errors,
    written_files,
)
from tca_cli.archive.lock import WriterLock
from tca_cli.errors import ArchiveLockedError, ArchiveUnusableError
from tca_cli.index import IndexSettings, SearchIndex, engine_class, open_index
from tca_cli.store import SqliteStore
from tca_cli.store.index_notes import IndexFile

Found = TypeVar("Found")

ARTICLES_OF_A_BATCH = 2000
# A process that writes replaces the index within a fraction of this.
_ATTEMPTS, _PAUSE_SECONDS = 10, 0.1
# Begins the rest of the name of an index that is being made.
_ASIDE = "-new-"


class IndexState(Enum):
    """How the index stands to the record."""

    CURRENT = "current"
    BEHIND = "behind"
    UNUSABLE = "missing or not as it was written"


class _Effort(Enum):
    """What came of trying to complete the index."""

    COMPLETE = "complete"
    WRITER_ELSEWHERE = "another process is writing"
    UNWRITABLE = "nothing can be written"


@dataclass(frozen=True, slots=True)
class Answer(Generic[Found]):
    """What was found, and on what it rests."""

    found: Found
    is_scan: bool = False
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class _OpenIndex:
    """An open index, and its files as they were written then."""

    files: Mapping[str, IndexFile]
    index: SearchIndex


class GuardedIndex:
    """The index of one archive, kept by *engine* in *directory*."""

    def __init__(
        self, engine: str, directory: Path, store: SqliteStore, lock: WriterLock
    ) -> None:
        self.directory = directory
        self._engine = engine
        self._store = store
        self._lock = lock
        self._open: _OpenIndex | None = None

    def close(self) -> None:
        """Release the files of the index."""
        if kept := self._open:
            self._open = None
            kept.index.close()

    @cached_property
    def keeps_files(self) -> bool:
        """Whether the engine keeps an index at all."""
        return engine_class(self._engine).keeps_files

    def state(self) -> IndexState:
        """Return how the index stands to the record, without opening it."""
        notes = self._store.index_notes
        form = notes.form()
        if not self.keeps_files or (form is None and not notes.pending_count()):
            return IndexState.CURRENT
        if form != engine_class(self._engine).form or not is_as_written(
            self.directory, notes.files()
        ):
            return IndexState.UNUSABLE
        return IndexState.BEHIND if notes.pending_count() else IndexState.CURRENT

    def missing(self, state: IndexState) -> int:
        """Return how many articles completing the index from *state* would add."""
        match state:
            case IndexState.CURRENT:
                return 0
            case IndexState.BEHIND:
                return self._store.index_notes.pending_count()
            case IndexState.UNUSABLE:
                return self._store.figures().articles

    def complete(self) -> None:
        """Index what the record notes as not indexed; the caller is the one writer."""
        # Some systems replace no file that is open.
        self.close()
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
            effort = self._try_to_complete(before_completing)
            with self._store.reading():
                state = self.state()
                is_behind = state is IndexState.BEHIND
                if state is IndexState.CURRENT or (
                    # Another process is at it: as of its last finished batch.
                    is_behind and effort is _Effort.WRITER_ELSEWHERE
                ):
                    try:
                        return Answer(self._asked(question), is_behind=is_behind)
                    except ArchiveUnusableError:
                        # Another process has replaced it since; a pause, and again.
                        effort = _Effort.WRITER_ELSEWHERE
            if effort is _Effort.UNWRITABLE:
                break
            time.sleep(_PAUSE_SECONDS)
        with self._store.reading():
            scan = open_index("scan", self._settings(self.directory))
            return Answer(question(scan), is_scan=True)

    def _try_to_complete(self, before_completing: Callable[[int], None]) -> _Effort:
        state = self.state()
        if state is IndexState.CURRENT:
            return _Effort.COMPLETE
        if self._store.is_read_only:
            return _Effort.UNWRITABLE
        try:
            with self._lock.held(timeout_seconds=0):
                before_completing(self.missing(state))
                self.complete()
        except ArchiveLockedError:
            return _Effort.WRITER_ELSEWHERE
        except ArchiveUnusableError:
            return _Effort.UNWRITABLE
        return _Effort.COMPLETE

    def _asked(self, question: Callable[[SearchIndex], Found]) -> Found:
        if self.keeps_files and self._store.index_notes.form() is None:
            return question(open_index("scan", self._settings(self.directory)))
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

    def _opened(self) -> SearchIndex:
        files = frozenset(self._store.index_notes.files())
        return open_index(self._engine, self._settings(self.directory, files=files))

    def _add_pending(self) -> None:
        notes, articles = self._store.index_notes, self._store.articles
        with translated_errors(self.directory):
            remove_others(self.directory, notes.files())
        with closing(self._opened()) as index:
            while pending := notes.pending(limit=ARTICLES_OF_A_BATCH):
                index.add(articles.get_many([article_id for article_id, _ in pending]))
                self._note(index.form, indexed=pending)

    def _make_anew(self) -> None:
        """Make the index aside and move it in whole: none that lacks some is left."""
        archive = self.directory.parent
        with translated_errors(archive):
            for leftover in archive.glob(f"{self.directory.name}{_ASIDE}*"):
                remove(leftover)
            # A new folder, which nobody else can have filled.
            made = Path(mkdtemp(prefix=f"{self.directory.name}{_ASIDE}", dir=archive))
        with closing(open_index(self._engine, self._settings(made))) as index:
            index.add(self._store.articles.all())
            form = index.form
        with translated_errors(archive):
            remove(self.directory)
            made.rename(self.directory)
        self._note(form, indexed=None)

    def _note(self, form: str, *, indexed: Sequence[tuple[str, int]] | None) -> None:
        """Keep the fingerprint of the index, and that *indexed*, or all, are in it."""
        notes = self._store.index_notes
        with translated_errors(self.directory):
            files = written_files(self.directory, notes.files())
        with self._store.writing():
            notes.save(form, files)
            # Last: a crash before it means to index again, never to miss one.
            if indexed is None:
                notes.clear_all()
            else:
                notes.clear(indexed)

    def _settings(
        self, directory: Path, *, files: frozenset[str] | None = None
    ) -> IndexSettings:
        articles = self._store.articles
        return IndexSettings(
            directory, record=articles.all, lookup=articles.get_many, files=files
        )
