"""A whole segment in one file (``.seg``), as Whoosh puts one together.

It is the place and size of a directory in eight and four bytes, the files of the
segment one after the other, and the directory: a pickled dictionary that has where each
file is, and one of options, which are none.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage

from tca_cli.index.whoosh_engine.bulk.occurrences import Occurrences
from tca_cli.index.whoosh_engine.bulk.postings import posting_lists
from tca_cli.index.whoosh_engine.bulk.terms import term_file


@dataclass(frozen=True, slots=True)
class Contents:
    """What a segment has: the occurrences and the columns of its fields, by name.

    ``totals`` are the lengths of all documents together, of fields that are ranked by.
    """

    documents: int
    fields: dict[str, Occurrences] = field(default_factory=dict)
    columns: dict[str, bytes] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)


def write_segment(storage: FileStorage, index_name: str, contents: Contents) -> Any:
    """Write *contents* as a new segment of the index and return Whoosh's name for it.

    It becomes part of the index when a writer commits it.
    """
    segment = W3Segment(W3Codec(), index_name)
    file = segment.create_file(storage, W3Segment.COMPOUND_EXT)
    file.write_long(0)
    file.write_int(0)
    directory: dict[str, dict[str, float]] = {}

    def put(name: str, parts: Iterable[Any]) -> None:
        offset = file.tell()
        for part in parts:
            file.write(part)
        length = file.tell() - offset
        directory[name] = {"offset": offset, "length": length, "modified": time.time()}

    names = sorted(contents.fields)
    infos: list[bytes] = []
    lists = _lists([contents.fields[name] for name in names], infos)
    put(segment.make_filename(W3Codec.POSTS_EXT), lists)
    terms = {name: contents.fields[name].terms for name in names}
    put(segment.make_filename(W3Codec.TERMS_EXT), term_file(terms, b"".join(infos)))
    for name, column in contents.columns.items():
        put(W3Codec.column_filename(segment, name), [column])
    CompoundStorage.write_dir(file, 0, directory, {})
    segment.compound = True
    segment.set_doc_count(contents.documents)
    segment._fieldlengths = dict(contents.totals)  # type: ignore[attr-defined]  # noqa: SLF001 -- as its own writer does
    return segment


def _lists(fields: Sequence[Occurrences], infos: list[bytes]) -> Iterator[Any]:
    """Yield the posting lists of all *fields*; *infos* gains those of their terms."""
    offset = 0
    for occurrences in fields:
        for data, of_terms in posting_lists(occurrences, offset=offset):
            infos.append(of_terms.tobytes())
            offset += len(data)
            yield data
