"""Articles added to an index: a few one by one, many as whole segments at once."""

import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import chain, islice
from typing import Any

import whoosh
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader, TermNotFound

from tca_cli.article import Article
from tca_cli.index import Each
from tca_cli.index.whoosh_engine.bulk.building import SegmentMaker
from tca_cli.index.whoosh_engine.fields import document
from tca_cli.index.whoosh_engine.form import is_known
from tca_cli.index.whoosh_engine.merging import full_tiers
from tca_cli.index.whoosh_engine.storage import TrustedFiles
from tca_cli.index.whoosh_engine.terms import ARTICLE_ID

# Fewer are written one by one in the time that NumPy takes to start.
_MANY = 32
# Of text, in characters. Each of the first segments of an index is twice as large as
# the one before: they are soon under way, and all together few. What a process builds
# the largest of has room in 200 MiB.
_OF_THE_FIRST_SEGMENT, _OF_A_SEGMENT = 2 * 1024 * 1024, 12 * 1024 * 1024
# What an article takes beside its text.
_OF_AN_ARTICLE = 200


class Writer:
    """Adds articles to *index*; *lookup* gives those that it has, by their ids."""

    def __init__(
        self,
        index: FileIndex,
        storage: TrustedFiles,
        lookup: Callable[[Sequence[str]], Iterable[Article]],
    ) -> None:
        self._index = index
        self._storage = storage
        self._lookup = lookup

    def add(self, articles: Iterable[Article], each: Each) -> None:
        """Add *articles* in place of any with the same ids, in one commit.

        *each* may build segments elsewhere.
        """
        writer: Any = self._index.writer()
        try:
            segments = self._added(writer, articles, each)
        except BaseException:
            writer.cancel()
            raise
        # What the writer itself was given to write is added to them.
        writer.commit(mergetype=lambda *_: segments)

    def remove(self, ids: Iterable[str]) -> None:
        """Forget the articles with these ids."""
        writer: Any = self._index.writer()
        with closing(_Kept(writer, writer.segments)) as kept:
            for article_id in ids:
                kept.remove(article_id)
        writer.commit(mergetype=lambda *_: kept.segments())

    def _added(self, writer: Any, articles: Iterable[Article], each: Each) -> list[Any]:
        """Write *articles*, and return the segments beside what *writer* was given."""
        merged = full_tiers(writer.segments)
        others = [segment for segment in writer.segments if segment not in merged]
        with closing(_Kept(writer, others)) as kept:
            coming = self._with_those_of(merged, articles, writer, kept)
            first = list(islice(coming, _MANY))
            if not _are_for_bulk(first):
                for article in chain(first, coming):
                    writer.add_document(**document(article))
                return kept.segments()
            make = SegmentMaker(self._storage.directory, self._index.indexname)
            least = _OF_A_SEGMENT if others else _OF_THE_FIRST_SEGMENT
            built = []
            for one in each(make, _portions(chain(first, coming), least)):
                self._storage.trust(one.file)
                built.append(one.segment)
            return [*kept.segments(), *built]

    def _with_those_of(
        self,
        merged: Sequence[Any],
        articles: Iterable[Article],
        writer: Any,
        kept: "_Kept",
    ) -> Iterator[Article]:
        """Yield *articles*, and what else the segments to be *merged* have."""
        added = set()
        for article in articles:
            added.add(article.id)
            kept.remove(article.id)
            yield article
        for segment in merged:
            with closing(
                SegmentReader(writer.storage, writer.schema, segment)
            ) as reader:
                ids = [stored[ARTICLE_ID] for _, stored in reader.iter_docs()]
            yield from self._lookup([one for one in ids if one not in added])


def _are_for_bulk(articles: Sequence[Article]) -> bool:
    """Tell whether so many are written at once, and warn where they should but cannot.

    A Whoosh whose form of segments is not known writes them itself.
    """
    if len(articles) < _MANY or is_known():
        return len(articles) >= _MANY
    version = ".".join(map(str, whoosh.__version__))
    warnings.warn(
        f"Whoosh {version} is not known well enough to index many articles at once;"
        " it takes its time",
        stacklevel=2,
    )
    return False


class _Kept:
    """The segments that stay, and the articles in them, of which some may go."""

    def __init__(self, writer: Any, segments: Sequence[Any]) -> None:
        self._segments = segments
        self._readers = [
            SegmentReader(writer.storage, writer.schema, segment)
            for segment in segments
        ]

    def remove(self, article_id: str) -> None:
        """Mark the article as deleted, if it is there."""
        for segment, reader in zip(self._segments, self._readers, strict=True):
            with suppress(TermNotFound):
                for number in reader.postings(ARTICLE_ID, article_id).all_ids():
                    segment.delete_document(number)

    def segments(self) -> list[Any]:
        """Return those in which an article is left."""
        return [segment for segment in self._segments if segment.doc_count()]

    def close(self) -> None:
        """Release the files of the segments."""
        for reader in self._readers:
            reader.close()


def _portions(articles: Iterable[Article], least: int) -> Iterator[list[Article]]:
    """Yield *articles* in portions, each for one segment, the first of *least* size."""
    portion: list[Article] = []
    size, enough = 0, least
    for article in articles:
        portion.append(article)
        size += len(article.headline) + len(article.body) + _OF_AN_ARTICLE
        if size >= enough:
            yield portion
            portion, size, enough = [], 0, min(2 * enough, _OF_A_SEGMENT)
    if portion:
        yield portion
