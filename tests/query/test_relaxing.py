from tca_cli.query.filters import filters
from tca_cli.query.parser import parse
from tca_cli.query.relaxing import relaxations
from tca_cli.query.tree import And, Most, Or, Word


def test_a_few_words_are_given_up_one_by_one() -> None:
    wider = {asked: query for query, asked in relaxations(parse("quay storm truck"))}
    pairs = [("quay", "storm"), ("quay", "truck"), ("storm", "truck")]
    assert wider[2] == Or(tuple(Most((Word(a), Word(b))) for a, b in pairs))
    assert wider[1] == Or((Word("quay"), Word("storm"), Word("truck")))


def test_of_a_sentence_any_word_will_do() -> None:
    assert [asked for _, asked in relaxations(parse("a1 b2 c3 d4 e5"))] == [1]


def test_one_word_is_not_given_up() -> None:
    assert list(relaxations(parse("quay"))) == []
    assert list(relaxations(parse("quay quay"))) == []


def test_a_filter_is_never_given_up() -> None:
    asked = filters(place="osh")
    ((query, _),) = relaxations(parse("quay storm", filters=asked))
    assert isinstance(query, And)
    assert query.parts == (Or((Word("quay"), Word("storm"))), *asked)


def test_what_was_asked_for_by_name_is_not_given_up() -> None:
    assert list(relaxations(parse("quay AND storm"))) == []
