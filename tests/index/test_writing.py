"""Articles are added one by one or in bulk, merged and replaced: the same is found."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import whoosh
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tca_cli.article import Article
from tca_cli.index import Hit
from tca_cli.index.whoosh_engine import writing
from tca_cli.index.whoosh_engine.engine import WhooshIndex
from tca_cli.query.tree import Or, Phrase, Query, Word
from tests.support import article, settings_for

WORDS = ["storm", "quay", "harbour", "ёлка"]
QUERIES: list[Query] = [
    *map(Word, WORDS),
    Phrase((Word("storm"), Word("quay"))),
    Or(tuple(map(Word, WORDS))),
]


@contextmanager
def index_of(record: dict[str, Article]) -> Iterator[WhooshIndex]:
    with (
        TemporaryDirectory() as folder,
        closing(WhooshIndex(settings_for(Path(folder) / "index", record))) as index,
    ):
        yield index


def found(index: WhooshIndex) -> list[list[Hit]]:
    hits = [index.search(query, limit=1000) for query in QUERIES]
    assert [one.total for one in hits] == [len(one.first) for one in hits]
    return [sorted(one.first, key=lambda hit: hit.id) for one in hits]


def body(number: int) -> str:
    return " ".join(WORDS[(number * k) % len(WORDS)] for k in range(1, number % 7 + 2))


def segments(index: WhooshIndex) -> int:
    return len(list(Path(index._directory).glob("*.seg")))


def test_many_at_once_are_found_as_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    record = {
        str(n): article(str(n), body(n), headline=body(n + 3)) for n in range(200)
    }
    with index_of(record) as index:
        index.add(record.values())
        in_bulk = found(index)
    monkeypatch.setattr(writing, "_MANY", 10**6)
    with index_of(record) as index:
        index.add(record.values())
        one_by_one = found(index)
    assert [[hit.id for hit in hits] for hits in in_bulk] == [
        [hit.id for hit in hits] for hits in one_by_one
    ]
    for ours, theirs in zip(in_bulk, one_by_one, strict=True):
        assert [hit.score for hit in ours] == [hit.score for hit in theirs]


def test_many_small_additions_leave_few_segments() -> None:
    record: dict[str, Article] = {}
    with index_of(record) as index:
        for number in range(300):
            record[str(number)] = article(str(number), "storm")
            index.add([record[str(number)]])
        assert index.search(Word("storm"), limit=0).total == 300
        assert segments(index) <= 15


def test_what_fills_a_segment_begins_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_MANY", 2)
    monkeypatch.setattr(writing, "_OF_THE_FIRST_SEGMENT", 500)
    monkeypatch.setattr(writing, "_OF_A_SEGMENT", 1000)
    record = {str(n): article(str(n), "storm " * 10) for n in range(20)}
    with index_of(record) as index:
        index.add(record.values())
        # Of 2, and then of 4 articles.
        assert segments(index) == 6
        assert index.search(Word("storm"), limit=0).total == 20


def test_a_failure_on_the_way_changes_nothing() -> None:
    record = {str(n): article(str(n), "storm") for n in range(100)}

    def failing() -> Iterator[Article]:
        yield article("0", "quay")
        yield from (article(f"x{n}", "quay") for n in range(99))
        raise KeyboardInterrupt

    with index_of(record) as index:
        index.add(record.values())
        with pytest.raises(KeyboardInterrupt):
            index.add(failing())
        assert index.search(Word("storm"), limit=0).total == 100
        assert index.search(Word("quay"), limit=0).total == 0
        index.add([article("y", "quay")])
        assert index.search(Word("quay"), limit=0).total == 1


def test_an_error_of_the_stream_is_not_the_index_s() -> None:
    def failing() -> Iterator[Article]:
        yield article("1", "storm")
        raise BrokenPipeError(32, "nobody reads")

    with index_of({}) as index, pytest.raises(BrokenPipeError):
        index.add(failing())


def test_a_whoosh_of_unknown_form_writes_for_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = {str(n): article(str(n), "storm") for n in range(100)}
    monkeypatch.setattr(whoosh, "__version__", (4, 0, 0))
    with index_of(record) as index:
        with pytest.warns(UserWarning, match="Whoosh 4.0.0 is not known"):
            index.add(record.values())
        assert index.search(Word("storm"), limit=0).total == 100


class Additions(RuleBasedStateMachine):
    """Any additions, replacements and removals, few or many at a time."""

    ids = st.integers(min_value=0, max_value=60).map(str)

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(writing, "_MANY", 5)
        self.patch.setattr(writing, "_OF_THE_FIRST_SEGMENT", 700)
        self.patch.setattr(writing, "_OF_A_SEGMENT", 1500)
        self.record: dict[str, Article] = {}
        self.context = index_of(self.record)
        self.index = self.context.__enter__()

    def teardown(self) -> None:
        self.context.__exit__(None, None, None)
        self.patch.undo()

    @rule(chosen=st.dictionaries(ids, st.integers(0, 50), max_size=30))
    def add(self, chosen: dict[str, int]) -> None:
        articles = [article(one, body(number)) for one, number in chosen.items()]
        self.record |= {one.id: one for one in articles}
        self.index.add(articles)

    @rule(chosen=st.sets(ids, max_size=5))
    def remove(self, chosen: set[str]) -> None:
        for one in chosen:
            self.record.pop(one, None)
        self.index.remove(chosen)

    @invariant()
    def it_finds_what_the_record_has(self) -> None:
        for word in WORDS:
            held = {one.id for one in self.record.values() if word in one.body.split()}
            hits = self.index.search(Word(word), limit=100)
            assert {hit.id for hit in hits.first} == held
            assert hits.total == len(held)


Additions.TestCase.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None
)
TestAdditions = Additions.TestCase
