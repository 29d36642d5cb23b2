"""Full-text search over articles; a new engine is one module and one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol, TypeAlias, TypeVar

from tca_cli.frozen import Frozen
from tca_cli.named import named

if TYPE_CHECKING:
    # The command line asks only which engines there are, and must start at once.
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tca_cli.article import Article
    from tca_cli.query.tree import Fuzzy, Query

Given = TypeVar("Given")
Answer = TypeVar("Answer")
Sort: TypeAlias = Literal["relevance", "newest", "oldest"]


class Each(Protocol):
    """Applies a function to each of many things, as ``map`` does, maybe elsewhere."""

    def __call__(
        self, function: Callable[[Given], Answer], things: Iterable[Given], /
    ) -> Iterator[Answer]:
        """Yield what *function* makes of each of *things*, in their order."""


class Hit(Frozen):
    """An article that matches, and how well."""

    id: str
    score: float


class Hits(Frozen):
    """How many articles match, and the first of them in the order asked for."""

    total: int
    first: tuple[Hit, ...]


class SearchIndex(Protocol):
    """What the archive asks of a search engine."""

    keeps_files: ClassVar[bool]
    """Whether it must be told of articles, and keeps files that can be lost."""

    form: ClassVar[str]
    """The form in which it keeps them; of another form, they must be made anew."""

    def add(self, articles: Iterable[Article], each: Each = map, /) -> None:
        """Index *articles*, each id once, in place of any with the same id.

        When it returns, what was added is found. *each* may be asked to do the work.
        """

    def remove(self, ids: Iterable[str], /) -> None:
        """Forget the articles with these ids."""

    def search(self, query: Query, /, *, limit: int, sort: Sort = "relevance") -> Hits:
        """Return the first *limit* matches in the order *sort*.

        Undated articles come last in the order of dates.
        """

    def ids(self, query: Query, /) -> Sequence[str]:
        """Return the ids of all matches, in no order."""

    def spellings(self, word: Fuzzy, /) -> Sequence[str]:
        """Return the words of the articles, folded, that are spelt like *word*.

        The nearest stand first, of equals those in most articles.
        """

    def close(self) -> None:
        """Release files and connections."""


class IndexSettings(Frozen):
    """Where an engine keeps its index, and the record from which it can be made.

    ``lookup`` gives articles by their ids, for what an index cannot tell. Of the
    directory, ``files`` alone may be read: what else is there was not written by
    this program, or not completed. None to make a new index, where there is none.
    """

    directory: Path
    record: Callable[[], Iterable[Article]]
    lookup: Callable[[Sequence[str]], Iterable[Article]]
    files: frozenset[str] | None = None
    url: str | None = None


Engine: TypeAlias = Callable[[IndexSettings], SearchIndex]

ENGINES: dict[str, str] = {
    "scan": "tca_cli.index.scan:ScanIndex",
    "whoosh": "tca_cli.index.whoosh_engine.ready:ReadyIndex",
}


def engine_class(engine: str) -> type[SearchIndex]:
    """Return what *engine* is, importing no other engine."""
    found: type[SearchIndex] = named(ENGINES[engine])
    return found


def open_index(engine: str, settings: IndexSettings) -> SearchIndex:
    """Open the index that *engine* keeps, importing no other engine."""
    open_engine: Engine = named(ENGINES[engine])
    return open_engine(settings)
