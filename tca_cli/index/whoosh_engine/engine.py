"""Adding, removing and finding articles with Whoosh."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from whoosh.index import FileIndex, LockError
from whoosh.index import IndexError as WhooshIndexError

from tca_cli.article import Article
from tca_cli.errors import reason_of
from tca_cli.errors.archives import ArchiveLockedError, ArchiveUnusableError
from tca_cli.index import Each, Hits, IndexSettings, Sort
from tca_cli.index.whoosh_engine.fields import schema
from tca_cli.index.whoosh_engine.finding.finder import Finder
from tca_cli.index.whoosh_engine.finding.snapshot import Snapshot
from tca_cli.index.whoosh_engine.form import FORM
from tca_cli.index.whoosh_engine.guard import guard_whoosh
from tca_cli.index.whoosh_engine.storage import TrustedFiles
from tca_cli.index.whoosh_engine.unpickling import UnknownFormError
from tca_cli.query.tree import Fuzzy, Query

if TYPE_CHECKING:
    from tca_cli.index.whoosh_engine.writing import Writer


class WhooshIndex:
    """Implements ``SearchIndex`` with Whoosh."""

    keeps_files: ClassVar[bool] = True
    form: ClassVar[str] = FORM

    def __init__(self, settings: IndexSettings) -> None:
        self._directory = settings.directory
        self._lookup = settings.lookup
        guard_whoosh()
        with self._translated_errors():
            self._storage = TrustedFiles(
                settings.directory, settings.files or frozenset()
            )
            self._index = _opened(self._storage, settings)

    def add(self, articles: Iterable[Article], each: Each = map) -> None:
        """Index *articles* in place of any with the same id; then they are found."""
        self._forget_snapshot()
        stream = _Stream(articles)
        try:
            with self._translated_errors():
                self._writer.add(stream, each)
        except _NotOursError:
            raise stream.error from None

    def remove(self, ids: Iterable[str]) -> None:
        """Forget the articles with these ids."""
        self._forget_snapshot()
        with self._translated_errors():
            self._writer.remove(ids)

    def search(self, query: Query, *, limit: int, sort: Sort = "relevance") -> Hits:
        """Return the first *limit* matches; those that BM25 ranks best first."""
        with self._finder() as finder:
            return finder.search(query, limit=limit, sort=sort)

    def ids(self, query: Query) -> list[str]:
        """Return the ids of all matches, in no order."""
        with self._finder() as finder:
            return finder.ids(query)

    def spellings(self, word: Fuzzy) -> list[str]:
        """Return the words that are spelt like *word*, the nearest first."""
        with self._finder() as finder:
            return finder.spellings(word)

    def close(self) -> None:
        """Release the index's files."""
        self._forget_snapshot()
        self._index.close()

    @cached_property
    def _writer(self) -> "Writer":
        # Imported when it is needed: a search writes nothing.
        from tca_cli.index.whoosh_engine.writing import Writer

        return Writer(self._index, self._storage, self._lookup)

    @cached_property
    def _snapshot(self) -> Snapshot:
        """The index as it was when it was first asked, shared by all questions."""
        return Snapshot(self._index.reader())

    def _forget_snapshot(self) -> None:
        if snapshot := self.__dict__.pop("_snapshot", None):
            snapshot.close()

    @contextmanager
    def _finder(self) -> Iterator[Finder]:
        with self._translated_errors():
            yield Finder(self._snapshot, self._lookup)

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except LockError as error:
            raise ArchiveLockedError(self._directory.parent) from error
        except (WhooshIndexError, UnknownFormError) as error:
            raise ArchiveUnusableError(self._directory, str(error)) from error
        except OSError as error:
            raise ArchiveUnusableError(self._directory, reason_of(error)) from error


class _NotOursError(Exception):
    """Ends an addition where the articles that come have ended it."""


class _Stream:
    """Articles on their way in, whose own errors are none of the index."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = articles
        self.error = OSError()

    def __iter__(self) -> Iterator[Article]:
        try:
            yield from self._articles
        except OSError as error:
            self.error = error
            raise _NotOursError from error


def _opened(storage: TrustedFiles, settings: IndexSettings) -> FileIndex:
    if settings.files is not None:
        return FileIndex(storage, schema=schema())
    settings.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    created: FileIndex = FileIndex.create(storage, schema())
    return created
