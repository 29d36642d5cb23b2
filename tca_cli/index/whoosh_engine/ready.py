"""The engine as it is asked: short questions are answered at once, others by Whoosh."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from tca_cli.article import Article
from tca_cli.errors import reason_of
from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.index import Each, Hits, IndexSettings, Sort
from tca_cli.index.whoosh_engine.form import FORM, is_known
from tca_cli.index.whoosh_engine.short.index import ShortIndex
from tca_cli.index.whoosh_engine.unpickling import UnknownFormError
from tca_cli.query.tree import Fuzzy, Query

if TYPE_CHECKING:
    from tca_cli.index.whoosh_engine.engine import WhooshIndex


class ReadyIndex:
    """Implements ``SearchIndex``; once Whoosh was needed, it answers everything."""

    keeps_files: ClassVar[bool] = True
    form: ClassVar[str] = FORM

    def __init__(self, settings: IndexSettings) -> None:
        self._settings = settings
        self._short = self._opened()
        if self._short is None:
            _ = self._whole

    def add(self, articles: Iterable[Article], each: Each = map) -> None:
        """Index *articles* in place of any with the same id; then they are found."""
        self._whole.add(articles, each)

    def remove(self, ids: Iterable[str]) -> None:
        """Forget the articles with these ids."""
        self._whole.remove(ids)

    def search(self, query: Query, *, limit: int, sort: Sort = "relevance") -> Hits:
        """Return the first *limit* matches; those that BM25 ranks best first."""
        if sort == "relevance" and (found := self._found_at_once(query, limit)):
            return found
        return self._whole.search(query, limit=limit, sort=sort)

    def ids(self, query: Query) -> Sequence[str]:
        """Return the ids of all matches, in no order."""
        return self._whole.ids(query)

    def spellings(self, word: Fuzzy) -> Sequence[str]:
        """Return the words that are spelt like *word*, the nearest first."""
        return self._whole.spellings(word)

    def close(self) -> None:
        """Release the index's files."""
        self._close_short()
        if whole := self.__dict__.pop("_whole", None):
            whole.close()

    @cached_property
    def _whole(self) -> "WhooshIndex":
        # Imported when it is needed: most questions are short.
        from tca_cli.index.whoosh_engine.engine import WhooshIndex

        self._close_short()
        return WhooshIndex(self._settings)

    def _opened(self) -> ShortIndex | None:
        if self._settings.files is None or not is_known():
            return None
        try:
            return ShortIndex(self._settings.directory, self._settings.files)
        except UnknownFormError:
            return None
        except OSError as error:
            raise ArchiveUnusableError(
                self._settings.directory, reason_of(error)
            ) from error

    def _found_at_once(self, query: Query, limit: int) -> Hits | None:
        if self._short is None:
            return None
        try:
            return self._short.search(query, limit=limit)
        except UnknownFormError:
            return None
        except OSError as error:
            raise ArchiveUnusableError(
                self._settings.directory, reason_of(error)
            ) from error

    def _close_short(self) -> None:
        if self._short:
            self._short.close()
            self._short = None
