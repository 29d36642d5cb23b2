"""What the bulk writer writes is what Whoosh's own writer would have written."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from whoosh.index import FileIndex
from whoosh.reading import IndexReader, MultiReader

from tca_cli.article import Article
from tca_cli.index.whoosh_engine.bulk.building import SegmentMaker
from tca_cli.index.whoosh_engine.fields import document, schema
from tca_cli.index.whoosh_engine.storage import TrustedFiles
from tests.support import article, contents

FIELDS = schema()

# What makes other branches of the form: distances beyond a byte and beyond two, words
# beyond 255 times, in more documents than a block has room for, at no place at all.
FAR = "storm " + "quay " * 300 + "storm " + "the " * 70_000 + "storm"
OFTEN = "storm " * 600 + "quay"
HARD: list[list[Article]] = [
    [],
    [article("1", "")],
    [article("1", "the and of")],
    [article("1", "storm", headline="")],
    [article("1", FAR), article("2", "storm")],
    [article("1", OFTEN), article("2", "us US U.S. O’Neill d'Ivoire it-quay")],
    [article(str(n), "storm " * (n % 5)) for n in range(700)],
    [article(str(n), f"word{n} storm quay") for n in range(300)],
    [article("1", "\ud800 half\u2003a pair\u00a0here \x1c \x85 東京都 Łódź ёлка")],
    [article(str(n), "storm", published=date(2015, 1, 1 + n % 28)) for n in range(40)],
    [article("1", "a", published=date.max), article("2", "b"), article("3", "c")],
]

anything = st.lists(contents, max_size=12).map(
    lambda kept: [Article.of(one, id=f"{n:x}") for n, one in enumerate(kept)]
)


@contextmanager
def stock(articles: Iterable[Article]) -> Iterator[Any]:
    with TemporaryDirectory() as folder:
        index = FileIndex.create(TrustedFiles(Path(folder), frozenset()), schema())
        writer = index.writer()
        for one in articles:
            writer.add_document(**document(one))
        writer.commit()
        with index.reader() as reader:
            yield reader


@contextmanager
def bulk(*segments: Sequence[Article]) -> Iterator[Any]:
    with TemporaryDirectory() as folder:
        storage = TrustedFiles(Path(folder), frozenset())
        index = FileIndex.create(storage, schema())
        built = [SegmentMaker(Path(folder), index.indexname)(one) for one in segments]
        for one in built:
            storage.trust(one.file)
        writer: Any = index.writer()
        writer.commit(mergetype=lambda *_: [one.segment for one in built])
        with index.reader() as reader:
            yield reader


def postings(reader: IndexReader, field: str, term: bytes) -> list[tuple[object, ...]]:
    matcher: Any = reader.postings(field, term)
    found: list[tuple[object, ...]] = []
    while matcher.is_active():
        positions = (
            matcher.value_as("positions") if matcher.supports("positions") else None
        )
        lengths = matcher.block_min_length(), matcher.block_max_length()
        weight = matcher.weight(), matcher.block_max_weight()
        found.append((matcher.id(), positions, *weight, *lengths))
        matcher.next()
    return found


def told(reader: IndexReader, field: str, term: bytes) -> tuple[object, ...]:
    info = reader.term_info(field, term)
    return (
        *(info.weight(), info.doc_frequency(), info.max_weight()),
        *(info.min_length(), info.max_length(), info.min_id(), info.max_id()),
    )


def assert_same(ours: IndexReader, theirs: IndexReader) -> None:
    assert ours.doc_count() == theirs.doc_count()
    terms = list(theirs.all_terms())
    assert list(ours.all_terms()) == terms
    for field, term in terms:
        assert postings(ours, field, term) == postings(theirs, field, term)
        assert told(ours, field, term) == told(theirs, field, term)
    for field in FIELDS.names():
        assert ours.field_length(field) == theirs.field_length(field)
        assert ours.has_column(field) == theirs.has_column(field)
        if theirs.has_column(field):
            columns = [list(one.column_reader(field)) for one in (ours, theirs)]
            assert columns[0] == columns[1]
        for number in range(theirs.doc_count()):
            length = theirs.doc_field_length(number, field)
            assert ours.doc_field_length(number, field) == length
    for number in range(theirs.doc_count()):
        assert ours.stored_fields(number) == theirs.stored_fields(number)


@pytest.mark.parametrize("articles", HARD, ids=range(len(HARD)))
def test_hard_cases_are_written_as_whoosh_writes_them(articles: list[Article]) -> None:
    if articles:
        with bulk(articles) as ours, stock(articles) as theirs:
            assert_same(ours, theirs)


@given(articles=anything.filter(bool))
@example(articles=[article("1", "storm")])
def test_any_articles_are_written_as_whoosh_writes_them(
    articles: list[Article],
) -> None:
    with bulk(articles) as ours, stock(articles) as theirs:
        assert_same(ours, theirs)


@given(articles=st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_any_text_is_written_as_whoosh_writes_it(articles: list[str]) -> None:
    made = [
        article(f"{n:x}", text, headline=text[::-1]) for n, text in enumerate(articles)
    ]
    with bulk(made) as ours, stock(made) as theirs:
        assert_same(ours, theirs)


def test_segments_are_merged_by_whoosh_like_its_own() -> None:
    articles = [article(str(n), f"storm {n} quay " * (n % 3)) for n in range(400)]
    with bulk(articles[:150], articles[150:]) as ours, TemporaryDirectory() as folder:
        assert isinstance(ours, MultiReader)
        index = FileIndex.create(TrustedFiles(Path(folder), frozenset()), schema())
        writer = index.writer()
        for leaf, _ in ours.leaf_readers():
            writer.add_reader(leaf)
        writer.commit()
        with index.reader() as merged, stock(articles) as theirs:
            assert_same(merged, theirs)
