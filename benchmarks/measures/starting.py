"""Commands in fresh processes, as a person types them: most of it is starting."""

import sys
from collections.abc import Iterator
from functools import partial

from benchmarks.comparison import Comparison
from benchmarks.measures.trial import Trial, rounds
from benchmarks.processes import Command, seconds_on_terminal

# What tca is built on.
_IMPORTS = "click, rich.console, rich.table, sqlite3, whoosh.index, whoosh.qparser"
_BARE_IMPORTS = Command("bare imports", (sys.executable, "-c", f"import {_IMPORTS}"))

# A start is short, so that it takes more of them to know it.
_STARTS_OF_A_RUN = 4


def starting(trial: Trial) -> Iterator[Comparison]:
    """Yield how long commands take, their output in a pipe and on a terminal."""
    search, *their_searches = _searches(trial)
    ours = [search, *_others(trial)]
    commands = [*ours, *their_searches, _BARE_IMPORTS]
    turns = {one.name: partial(trial.seconds, one) for one in commands}
    pairs = [(one.name, _BARE_IMPORTS.name) for one in ours]
    pairs += [(search.name, theirs.name) for theirs in their_searches]
    for one in commands:
        on_terminal = partial(seconds_on_terminal, one, trial.clock)
        turns[_on_terminal(one.name)] = on_terminal
    pairs += [(_on_terminal(mine), _on_terminal(theirs)) for mine, theirs in pairs]
    measured = rounds(turns, runs=trial.runs * _STARTS_OF_A_RUN)
    for name, peer in pairs:
        yield from measured.beside(name, [peer], group="starting", name=name)


def _searches(trial: Trial) -> list[Command]:
    """Return the same search for tca, first, and for each peer that can search."""
    word = trial.vocabulary.some_word
    asked = (one.search(word) for one in (trial.tca, *trial.peers))
    return [command for command in asked if command]


def _others(trial: Trial) -> Iterator[Command]:
    command = trial.tca.command
    sample = trial.vocabulary.sample
    yield command("show", sample[0].id, name="tca show ID")
    author = next((a.authors[0] for a in sample if a.authors), None)
    if author:
        yield command("list-by-author", author, name="tca list-by-author NAME")
    yield command("--help", name="tca --help")


def _on_terminal(name: str) -> str:
    return f"{name}, on a terminal"
