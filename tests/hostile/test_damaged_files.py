"""Of sound files that were damaged come articles, or a refusal, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.torture import fuzz

# A sample is read in some milliseconds; ``python -m tests.torture.fuzz`` goes on.
_EXAMPLES = 12


@pytest.mark.parametrize("what", fuzz.WHAT)
@settings(max_examples=_EXAMPLES)
@given(number=st.integers(0, 2**32))
def test_a_damaged_sample_is_articles_or_refused(what: str, number: int) -> None:
    fuzz.read(what, fuzz.input_of(what, 0, number))


def test_the_same_seed_and_number_are_the_same_input() -> None:
    for what in (".txt", ".docx", ".warc.gz", fuzz.QUERY):
        inputs = [fuzz.input_of(what, 1, number) for number in range(4)]
        assert inputs == [fuzz.input_of(what, 1, number) for number in range(4)]
        assert len(set(inputs)) > 1


def test_what_is_read_and_what_ends_the_process_is_told() -> None:
    read, ended = fuzz.run(0.05, 1, [".txt", ".nonsense"])
    assert (read.what, read.crashes) == (".txt", ())
    assert read.inputs > 0
    (crash,) = ended.crashes
    assert "the process ended" in crash.how
