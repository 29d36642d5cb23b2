"""Some of the trials of ``make torture``, with seeds that do not change."""

import importlib
from collections.abc import Iterator

import pytest

from tests.torture.__main__ import KINDS
from tests.torture.trials import Experiment, Ground, ground, tried

_SEED = 1987
_FEW = 0.02
# They take the longest, and differ least from others.
_LEFT_OUT = {
    ("power", "search, completing"),
    ("power", "edit"),
    ("full", "search, completing"),
    ("moved", "under search"),
}
EXPERIMENTS = [
    experiment
    for kind in KINDS
    for experiment in importlib.import_module(f"tests.torture.{kind}").experiments(
        scale=_FEW
    )
    if (experiment.kind, experiment.what) not in _LEFT_OUT
]


@pytest.fixture(scope="module")
def place() -> Iterator[Ground]:
    with ground(files=60, race_seconds=1) as made:
        yield made


@pytest.mark.parametrize(
    "experiment", EXPERIMENTS, ids=lambda one: f"{one.kind}: {one.what}"
)
def test_nothing_is_lost(place: Ground, experiment: Experiment) -> None:
    outcome = tried(place, experiment, seed=_SEED, seconds=60)
    if outcome.skipped:
        pytest.skip(outcome.skipped)
    assert outcome.lost == []
    assert outcome.survived
