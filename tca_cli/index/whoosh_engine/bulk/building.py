"""Segments built of articles, in this process or in another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tca_cli.article import Article
from tca_cli.index.whoosh_engine.fields import document, schema
from tca_cli.index.whoosh_engine.storage import TrustedFiles


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
        # NumPy is imported by who needs it alone.
        from tca_cli.index.whoosh_engine.bulk.builder import SegmentBuilder

        storage = TrustedFiles(self.directory, frozenset())
        builder = SegmentBuilder(schema())
        for article in articles:
            builder.add(document(article))
        segment = builder.write(storage, self.name)
        (file,) = storage.list()
        return Built(segment, file)
