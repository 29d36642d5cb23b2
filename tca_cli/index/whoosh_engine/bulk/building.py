"""Segments built of articles, in this process or in another one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tca_cli.article import Article
from tca_cli.index.whoosh_engine.bulk.builder import SegmentBuilder
from tca_cli.index.whoosh_engine.bulk.passages import Vocabulary
from tca_cli.index.whoosh_engine.fields import document, schema
from tca_cli.index.whoosh_engine.storage import TrustedFiles

# So many chunks take about 150 MiB.
_MOST_CHUNKS = 2**19


@dataclass(frozen=True, slots=True)
class Built:
    """A segment that was written and is to be committed."""

    segment: Any
    file: str


@dataclass(frozen=True, slots=True)
class SegmentMaker:
    """Writes articles as a segment of the index *name* in *directory*.

    Can be sent to another process, where it does the same.
    """

    directory: Path
    name: str

    def __call__(self, articles: Sequence[Article]) -> Built:
        """Write *articles* as one segment."""
        storage = TrustedFiles(self.directory, frozenset())
        builder = SegmentBuilder(schema(), _known.vocabulary())
        for article in articles:
            builder.add(document(article))
        segment = builder.write(storage, self.name)
        (file,) = storage.list()
        return Built(segment, file)


@dataclass(slots=True)
class _Known:
    """What this process knows of words already."""

    _vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary, or a new one if it has become too large."""
        if len(self._vocabulary) > _MOST_CHUNKS:
            self._vocabulary = Vocabulary()
        return self._vocabulary


_known = _Known()
