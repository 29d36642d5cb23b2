"""The index as of one moment, with what is read of it for all questions."""

import sys
from array import array
from collections.abc import Sequence
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Any

from whoosh.searching import Searcher

from tca_cli.index.whoosh_engine.finding.lexicon import Lexicon
from tca_cli.index.whoosh_engine.finding.segments import (
    column,
    holders,
    segments_of,
)
from tca_cli.index.whoosh_engine.scoring import LuceneBM25
from tca_cli.index.whoosh_engine.terms import ARTICLE_ID, PUBLISHED

if TYPE_CHECKING:
    from tca_cli.index.whoosh_engine.finding.postings import Postings

# Of so many articles it takes as long to read their ids as those of all.
_SHARE_OF_MANY = 0.1


class Snapshot:
    """What *reader* gives; the articles are numbered over all segments."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.lexicon = Lexicon(reader)

    def close(self) -> None:
        """Release the files."""
        self.reader.close()

    @cached_property
    def searcher(self) -> Any:
        """Whoosh's own searcher."""
        return Searcher(self.reader, weighting=LuceneBM25())

    @cached_property
    def postings(self) -> "Postings":
        """The lists of articles, as arrays."""
        # Imported when it is needed: NumPy takes longer than a short search.
        from tca_cli.index.whoosh_engine.finding.postings import Postings

        return Postings(self.reader)

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """Return the ids of the articles with these numbers."""
        are_few = len(numbers) < _SHARE_OF_MANY * self.reader.doc_count_all()
        if are_few and "_all_ids" not in self.__dict__:
            fields = map(self.reader.stored_fields, numbers)
            return [stored[ARTICLE_ID] for stored in fields]
        return [self._all_ids[number] for number in numbers]

    @cached_property
    def _all_ids(self) -> list[str]:
        ids = [b""] * self.reader.doc_count_all()
        for segment, offset in segments_of(self.reader):
            for article_id, number in holders(segment, ARTICLE_ID):
                ids[offset + number] = article_id
        return [article_id.decode() for article_id in ids]

    @cached_property
    def days(self) -> Sequence[int]:
        """The day number of each article, 0 where it has no date."""
        days = array("I")
        for segment, _ in segments_of(self.reader):
            days_there = array("I", column(segment, PUBLISHED, days.itemsize))
            if sys.byteorder == "little":
                days_there.byteswap()
            missing = segment.doc_count_all() - len(days_there)
            days += days_there
            days.extend(repeat(0, missing))
        return days
