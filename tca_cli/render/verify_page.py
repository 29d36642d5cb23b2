"""What a verification found, for a terminal, for a pipe, and in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tca_cli.archive.verdict import IndexFinding, SealState
from tca_cli.render.machine import tsv
from tca_cli.render.printable import on_one_line
from tca_cli.render.sizes import spoken_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from tca_cli.archive.verdict import Damage, Verdict

_DIGITS_SHOWN = 8
_MOST_SHOWN = 100

_NOT_COMPARED = "what has no digest of its own could not be compared."
_OF_SEAL = {
    SealState.OUT_OF_DATE: f"The record was written after its seal; {_NOT_COMPARED}",
    SealState.NONE: f"The record has no seal; {_NOT_COMPARED}",
    SealState.MADE: "The record is sealed now: until it is written again, every byte"
    " can be compared.",
}
_OF_INDEX = {
    IndexFinding.BEING_WRITTEN: "Another process is writing; the index was not"
    " compared.",
    IndexFinding.OUT_OF_DATE: "The index is out of date; the next search makes it"
    " anew.",
}


def verify_page(verdict: Verdict) -> RenderableType:
    """Return the damage, what it is and what to do; else how much was checked."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for damage in verdict.damages[:_MOST_SHOWN]:
        what = Text(_name(damage), style="bold")
        if damage.headline:
            what.append(f"  {on_one_line(damage.headline)}")
        what.append(f" · {on_one_line(damage.wrong)}", style="not bold")
        advice = Text(on_one_line(damage.advice), style="dim")
        table.add_row(damage.kind, Text("\n").join([what, advice]))
    if not verdict.damages:
        for name, value in _facts(verdict):
            table.add_row(name, value)
    return table


def verify_tsv(verdict: Verdict) -> str:
    """Return a line a fact, then a line a damage.

    These are ``damage``, kind, name, headline, what is wrong, what to do.
    """
    facts = {name: value for name, value in vars(verdict).items() if name != "damages"}
    damages = (
        ("damage", d.kind, d.name, d.headline, d.wrong, d.advice)
        for d in verdict.damages
    )
    return tsv([*facts.items(), *damages])


def verify_remarks(verdict: Verdict) -> Iterator[str]:
    """Yield what came of it, and what could not be compared."""
    count = len(verdict.damages)
    if count > _MOST_SHOWN:
        yield f"{count} damages were found; --json lists them all"
    elif count:
        yield "1 damage was found" if count == 1 else f"{count} damages were found"
    else:
        yield "No damage was found."
    if not count and verdict.seal in _OF_SEAL:
        yield _OF_SEAL[verdict.seal]
    if verdict.index in _OF_INDEX:
        yield _OF_INDEX[verdict.index]


def _facts(verdict: Verdict) -> Iterator[tuple[str, str]]:
    yield "articles", f"{verdict.articles:,}"
    yield "versions", f"{verdict.versions:,}"
    size = spoken_size(verdict.original_bytes)
    yield "originals", f"{verdict.originals:,} ({size})"
    yield "index files", f"{verdict.index_files:,}"


def _name(damage: Damage) -> str:
    name = on_one_line(damage.name)
    return name[:_DIGITS_SHOWN] if damage.kind == "article" else name
