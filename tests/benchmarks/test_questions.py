"""What is asked: the same of tca and of FTS5."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from benchmarks.corpus import write_articles
from benchmarks.fts5_table import Fts5Table
from benchmarks.questions import COMMON, Question, questions
from benchmarks.vocabulary import Vocabulary
from tca_cli.archive import Archive
from tca_cli.archive.search import search
from tca_cli.article import Article
from tca_cli.query.filters import filters
from tests.support import archive_in, article, take_in

NOWHERE = "a word that occurs nowhere"


@dataclass
class Both:
    """The same articles in an archive and in a table."""

    archive: Archive
    table: Fts5Table
    articles: list[Article]

    def found(self, question: Question) -> int:
        """Return how many articles tca finds."""
        result = search(
            self.archive,
            question.typed,
            filters=filters(place=question.place),
            limit=0,
            before_completing=lambda _: None,
        )
        return result.complete


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    room = tmp_path_factory.mktemp("questions")
    write_articles(room / "in", number=150)
    with archive_in(room / "archive") as archive:
        take_in(archive, room / "in")
        articles = list(archive.store.articles.all())
        table = Fts5Table.of(articles, room / "table")
        yield Both(archive, table, articles)
        table.close()


def test_there_are_questions_of_every_kind_and_always_the_same(both: Both) -> None:
    kinds = questions(Vocabulary.of(both.articles))
    assert kinds == questions(Vocabulary.of(both.articles))
    for kind, asked in kinds.items():
        assert asked, kind
        assert len(set(asked)) == len(asked), kind


def test_of_articles_that_are_too_few_nothing_is_asked() -> None:
    alone = [article("a", "The quay."), article("b", "")]
    kinds = questions(Vocabulary.of(alone))
    assert kinds[COMMON] == []


def test_tca_finds_something_for_all_but_what_occurs_nowhere(both: Both) -> None:
    for kind, asked in questions(Vocabulary.of(both.articles)).items():
        found = sum(both.found(question) > 0 for question in asked)
        if kind == NOWHERE:
            assert found <= 0.2 * len(asked)
        else:
            assert found >= 0.8 * len(asked), kind


def test_fts5_is_asked_the_same(both: Both) -> None:
    for kind, asked in questions(Vocabulary.of(both.articles)).items():
        # Their stems are not quite the same.
        alike = [
            both.found(question) == both.table.count(question)
            for question in asked
            if question.match
        ]
        assert sum(alike) >= 0.8 * len(alike), kind


def test_fts5_answers_in_the_order_asked_for(both: Both) -> None:
    kinds = questions(Vocabulary.of(both.articles))
    days = {one.id: one.published for one in both.articles}
    for question in kinds["a word, newest first"]:
        found = [days[name] for name, *_ in both.table.ask(question)]
        dated = [day for day in found if day]
        assert dated == sorted(dated, reverse=True)
        assert found[: len(dated)] == dated


def test_words_are_told_by_how_many_articles_have_them() -> None:
    bodies = ["storm quay"] + ["quay"] * 4 + ["harbour", "ship", "the sail"] * 9
    articles = [article(str(n), body) for n, body in enumerate(bodies)]
    words = Vocabulary.of(articles)
    assert words.rare == ["quay"]
    assert words.common == ["quay"]
    assert words.telling == {"storm", "quay"}
    assert words.known == {"storm", "quay", "harbour", "ship", "sail"}
    assert words.some_word == "quay"
