"""``python -m tests.torture``: what an archive loses, which must be nothing."""

import argparse
import importlib
import sys
import time
from dataclasses import replace
from random import SystemRandom

from tests.torture import fuzz
from tests.torture.trials import Experiment, Outcome, run

KINDS = (
    "kill",
    "power",
    "snapshots",
    "full",
    "refused",
    "moved",
    "together",
    "damage",
)
_SHARE_OF_FUZZ = 0.1
_MINUTES = 10.0
_SEEDS = 1_000_000


def main() -> int:
    """Run the trials that are asked for; return 1 if anything was lost."""
    asked = _asked()
    print(f"seed {asked.seed}", flush=True)
    seconds = asked.minutes * 60
    outcomes = run(
        _experiments(asked.only, asked.trials),
        seed=asked.seed,
        seconds=seconds * (1 - _SHARE_OF_FUZZ),
        told=_print_line,
    )
    outcomes += _fuzzed(asked.only, seed=asked.seed, seconds=seconds * _SHARE_OF_FUZZ)
    _print_losses(outcomes)
    return int(any(outcome.lost for outcome in outcomes))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(_SEEDS))
    parser.add_argument("--minutes", type=float, default=_MINUTES)
    parser.add_argument("--only", help="begins the kind and what is tried")
    parser.add_argument("--trials", type=int, help="of each, at most")
    return parser.parse_args()


def _experiments(only: str | None, trials: int | None) -> list[Experiment]:
    every = [
        experiment
        for kind in KINDS
        for experiment in importlib.import_module(f"tests.torture.{kind}").experiments()
    ]
    return [
        experiment if trials is None else replace(experiment, count=trials)
        for experiment in every
        if f"{experiment.kind} {experiment.what}".startswith(only or "")
    ]


def _fuzzed(only: str | None, *, seed: int, seconds: float) -> list[Outcome]:
    """Give every reader damaged files, each for its part of the *seconds*."""
    if not "fuzz every reader".startswith(only or ""):
        return []
    start = time.monotonic()
    rows = fuzz.run(seconds / len(fuzz.WHAT), seed)
    outcome = Outcome(Experiment("fuzz", "every reader", lambda *_: None, count=0))
    outcome.lost = [
        (seed, f"{row.what}, input {crash.number}: {crash.how}")
        for row in rows
        for crash in row.crashes
    ]
    outcome.survived = sum(row.inputs for row in rows) - len(outcome.lost)
    outcome.seconds = time.monotonic() - start
    _print_line(outcome)
    return [outcome]


def _print_line(outcome: Outcome) -> None:
    what = f"{outcome.experiment.kind:9} {outcome.experiment.what:28}"
    figures = f"{outcome.trials:5} trials {outcome.survived:5} survived"
    ending = f" ({outcome.skipped})" if outcome.skipped else ""
    print(
        f"{what} {figures} {len(outcome.lost):4} lost {outcome.seconds:6.0f} s{ending}",
        flush=True,
    )


def _print_losses(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        what = f"{outcome.experiment.kind} {outcome.experiment.what}"
        for seed, why in outcome.lost:
            print(f"\n{what}: {why}")
            print(f"again: --only {what!r} --seed {seed} --trials 1")


if __name__ == "__main__":
    sys.exit(main())
