"""Adding, removing and finding articles with Whoosh."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from whoosh.index import FileIndex, LockError
from whoosh.index import IndexError as WhooshIndexError
from whoosh.searching import Searcher

from tca_cli.article import Article
from tca_cli.errors import ArchiveLockedError, ArchiveUnusableError
from tca_cli.index import Each, Hit, Hits, IndexSettings, Sort
from tca_cli.index.whoosh_engine.fields import forms, schema
from tca_cli.index.whoosh_engine.form import FORM
from tca_cli.index.whoosh_engine.scoring import LuceneBM25
from tca_cli.index.whoosh_engine.storage import TrustedFiles
from tca_cli.index.whoosh_engine.terms import ARTICLE_ID, FORMS, PUBLISHED
from tca_cli.index.whoosh_engine.translation import translated
from tca_cli.query.matching import matches, spelt_like
from tca_cli.query.tree import Fuzzy, Query, all_of, parted

if TYPE_CHECKING:
    from tca_cli.index.whoosh_engine.writing import Writer


class WhooshIndex:
    """Implements ``SearchIndex`` with Whoosh."""

    keeps_files: ClassVar[bool] = True
    form: ClassVar[str] = FORM

    def __init__(self, settings: IndexSettings) -> None:
        self._directory = settings.directory
        self._lookup = settings.lookup
        with self._translated_errors():
            self._storage = TrustedFiles(
                settings.directory, settings.files or frozenset()
            )
            self._index = _opened(self._storage, settings)

    def add(self, articles: Iterable[Article], each: Each = map) -> None:
        """Index *articles* in place of any with the same id; then they are found."""
        self._forget_reader()
        with self._translated_errors():
            self._writer.add(articles, each)

    def remove(self, ids: Iterable[str]) -> None:
        """Forget the articles with these ids."""
        self._forget_reader()
        with self._translated_errors():
            self._writer.remove(ids)

    def search(self, query: Query, *, limit: int, sort: Sort = "relevance") -> Hits:
        """Return the first *limit* matches; those that BM25 ranks best first."""
        with self._searcher() as searcher:
            asked, _ = parted(query)
            if sort == "relevance" and asked and limit:
                return self._best(searcher, query, limit=limit)
            found = self._matching(searcher, query)
            if limit and sort != "relevance":
                found_first = _by_date(searcher, found, limit=limit, sort=sort)
            else:
                found_first = list(islice(found, limit))
            return Hits(len(found), tuple(_hit(searcher, n, 0.0) for n in found_first))

    def ids(self, query: Query) -> list[str]:
        """Return the ids of all matches, in no order."""
        with self._searcher() as searcher:
            return [
                searcher.stored_fields(docnum)[ARTICLE_ID]
                for docnum in self._matching(searcher, query)
            ]

    def _best(self, searcher: Any, query: Query, *, limit: int) -> Hits:
        """Rank by the words asked for; filters, and the text itself, only bar."""
        asked, filters = parted(query)
        reader = searcher.reader()
        words = translated(all_of(asked), reader)
        if words.is_exact and not filters:
            found = searcher.search(words.query, limit=limit)
            total = len(found)
        else:
            # Whoosh counts what it ranks as if there were no filter.
            allowed = set(self._matching(searcher, query))
            if not (total := len(allowed)):
                return Hits(0, ())
            found = searcher.search(words.query, limit=limit, filter=allowed)
        return Hits(total, tuple(_hit(searcher, n, s) for n, s in _scored(found)))

    def _matching(self, searcher: Any, query: Query) -> list[int]:
        """Return the numbers of the articles that match, in order."""
        translation = translated(query, searcher.reader())
        found = list(searcher.docs_for_query(translation.query))
        if translation.is_exact:
            return found
        ids = {searcher.stored_fields(docnum)[ARTICLE_ID]: docnum for docnum in found}
        articles = self._lookup(list(ids))
        return sorted(ids[a.id] for a in articles if matches(query, a))

    def spellings(self, word: Fuzzy) -> list[str]:
        """Return the words that are spelt like *word*, the nearest first."""
        with self._searcher() as searcher:
            reader = searcher.reader()
            alike = [
                (changes, -reader.doc_frequency(FORMS, form.encode()), form)
                for form, changes in spelt_like(word, forms(reader))
            ]
            return [form for *_, form in sorted(alike)]

    def close(self) -> None:
        """Release the index's files."""
        self._forget_reader()
        self._index.close()

    @cached_property
    def _writer(self) -> "Writer":
        # Imported when it is needed: a search writes nothing.
        from tca_cli.index.whoosh_engine.writing import Writer

        return Writer(self._index, self._storage, self._lookup)

    @cached_property
    def _reader(self) -> Any:
        """The index as it was when it was first asked, shared by all questions."""
        return self._index.reader()

    def _forget_reader(self) -> None:
        if reader := self.__dict__.pop("_reader", None):
            reader.close()

    @contextmanager
    def _searcher(self) -> Iterator[Any]:
        with self._translated_errors():
            yield Searcher(self._reader, weighting=LuceneBM25())

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except LockError as error:
            raise ArchiveLockedError(self._directory.parent) from error
        except (WhooshIndexError, OSError) as error:
            raise ArchiveUnusableError(self._directory, str(error)) from error


def _opened(storage: TrustedFiles, settings: IndexSettings) -> FileIndex:
    if settings.files is not None:
        return FileIndex(storage, schema=schema())
    settings.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    created: FileIndex = FileIndex.create(storage, schema())
    return created


def _scored(found: Any) -> Iterator[tuple[int, float]]:
    return ((docnum, score) for score, docnum in found.top_n)


def _by_date(
    searcher: Any, docnums: Iterable[int], *, limit: int, sort: Sort
) -> list[int]:
    days = _days(searcher.reader())
    sign = -1 if sort == "newest" else 1

    def order(docnum: int) -> tuple[bool, int, int]:
        return not days[docnum], sign * days[docnum], docnum

    return nsmallest(limit, docnums, key=order)


def _days(reader: Any) -> list[int]:
    """Return the day number of every document, 0 where it has no date."""
    days: list[int] = []
    for segment, _ in reader.leaf_readers():
        # Whoosh makes no column where no document of a segment has a value.
        if segment.has_column(PUBLISHED):
            days += segment.column_reader(PUBLISHED)
        else:
            days += [0] * segment.doc_count_all()
    return days


def _hit(searcher: Any, docnum: int, score: float) -> Hit:
    return Hit(searcher.stored_fields(docnum)[ARTICLE_ID], score)
