import pytest

from tca_cli.query.parser import parse
from tca_cli.render.query_help import SECTIONS, query_help
from tests.support import Tca

EXAMPLES = [typed for examples in SECTIONS.values() for typed, _ in examples]


@pytest.mark.parametrize("typed", EXAMPLES)
def test_every_example_is_read(typed: str) -> None:
    query = parse(typed)
    assert parse(str(query)) == query


def test_the_page_fits_a_terminal_and_names_every_example(tca: Tca) -> None:
    page = tca("help", "query").stdout
    assert page == query_help()
    assert all(len(line) <= 80 for line in page.splitlines())
    assert all(typed in page for typed in EXAMPLES)


def test_help_without_a_topic_is_that_of_the_program(tca: Tca) -> None:
    assert tca("help").stdout == tca("--help").stdout
