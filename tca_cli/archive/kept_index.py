"""The files of an index, and what the record notes of them.

It is opened only as it was written: the record keeps its fingerprint, and which
articles are not in it yet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path

from tca_cli.archive.fingerprint import is_as_written, translated_errors, written_files
from tca_cli.archive.index_folder import added_to, made_aside, remove_leftovers
from tca_cli.archive.index_state import IndexState
from tca_cli.article import Article
from tca_cli.index import Each, IndexSettings, SearchIndex, engine_class, open_index
from tca_cli.store import SqliteStore
from tca_cli.store.index_notes import IndexFile


class KeptIndex:
    """The index that *engine* keeps in *directory*, beside the record in *store*."""

    def __init__(self, engine: str, directory: Path, store: SqliteStore) -> None:
        self.directory = directory
        self._engine = engine
        self._store = store

    @cached_property
    def keeps_files(self) -> bool:
        """Whether the engine keeps an index at all."""
        return engine_class(self._engine).keeps_files

    @property
    def form(self) -> str:
        """In what form the engine keeps an index."""
        return engine_class(self._engine).form

    def state(self) -> IndexState:
        """Return how the index stands to the record, without opening it."""
        notes = self._store.index_notes
        form = notes.form()
        if not self.keeps_files or (form is None and not notes.pending_count()):
            return IndexState.CURRENT
        if form != self.form or not is_as_written(self.directory, notes.files()):
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

    def all_ids(self) -> frozenset[str]:
        """Return the ids of the articles in the index, whose files are as written."""
        # Imported when it is needed: showing an article asks nothing.
        from tca_cli.query.tree import Everything

        with closing(self._opened()) as index:
            return frozenset(index.ids(Everything()))

    def _add(self, articles: Iterable[Article], each: Each) -> None:
        """Add *articles*, each once, to the index; where there is none, make one."""
        added: dict[str, int] = {}

        def noted() -> Iterator[Article]:
            for article in articles:
                added[article.id] = article.version
                yield article

        notes = self._store.index_notes
        if notes.form() is None:
            self._make(noted(), each, indexed=added)
            return
        with self._longer(notes.files()) as index:
            index.add(noted(), each)
        self._note(index.form, indexed=added)

    def _forget(self, removed: Sequence[tuple[str, int]]) -> None:
        """Remove from the index, where there is one, what was *removed* otherwise."""
        notes = self._store.index_notes
        if not removed or notes.form() is None:
            return
        with self._longer(notes.files()) as index:
            index.remove([one for one, _ in removed])
        self._note(index.form, indexed=dict(removed))

    def _make(
        self,
        articles: Iterable[Article],
        each: Each,
        *,
        indexed: Mapping[str, int] | None,
    ) -> None:
        """Make an index of *articles* in place of any; see ``_note`` of *indexed*."""
        with made_aside(self.directory, self._store.check_in_place) as made:
            with closing(open_index(self._engine, self._settings(made))) as index:
                index.add(articles, each)
            # Read before it is in place, where nobody could use it until it is noted.
            with translated_errors(made):
                files = written_files(made, {})
        self._note(index.form, indexed=indexed, files=files)
        remove_leftovers(self.directory)

    def _opened(self) -> SearchIndex:
        """Return the index, of whose folder only what was written is read."""
        files = frozenset(self._store.index_notes.files())
        return open_index(self._engine, self._settings(self.directory, files=files))

    def _scan(self) -> SearchIndex:
        """Return what reads the record itself instead."""
        return open_index("scan", self._settings(self.directory))

    @contextmanager
    def _longer(self, files: Mapping[str, IndexFile]) -> Iterator[SearchIndex]:
        """Yield the index to be added to; what comes of a failure goes."""
        with (
            added_to(self.directory, files, self._store.check_in_place),
            closing(self._opened()) as index,
        ):
            yield index

    def _note(
        self,
        form: str,
        *,
        indexed: Mapping[str, int] | None,
        files: Mapping[str, IndexFile] | None = None,
    ) -> None:
        """Keep the fingerprint of the index, and that *indexed*, or all, are in it."""
        notes = self._store.index_notes
        if files is None:
            with translated_errors(self.directory):
                files = written_files(self.directory, notes.files())
        with self._store.writing():
            notes.save(form, files)
            # Last: a crash before it means to index again, never to miss one.
            if indexed is None:
                notes.clear_all()
            else:
                notes.clear(indexed.items())

    def _settings(
        self, directory: Path, *, files: frozenset[str] | None = None
    ) -> IndexSettings:
        articles = self._store.articles
        return IndexSettings(
            directory, record=articles.all, lookup=articles.get_many, files=files
        )
