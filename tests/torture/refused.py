"""Something of an archive may not be read or written: it is said so, nothing is lost.

Every way in which it may be refused is tried, one after the other.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.torture.holding import demand_sound, demand_whole
from tests.torture.kill import behind, news_of, taken_in
from tests.torture.running import demand_no_fault, demand_refused, ran
from tests.torture.trials import Dice, Experiment, Ground, demand

_WRITING = ("ingest", "edit")
_NEW = "headline=Zqheadline corrected"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What may not be used, and which commands cannot do without it."""

    pattern: str
    mode: int
    refused: tuple[str, ...]
    """Those that must end with 3; the others must answer, or, if they write, may."""


_EVERY = ("search", "show", "list-by-author", "status", *_WRITING)
REFUSALS = (
    Refusal("articles.db", 0o000, _EVERY),
    Refusal("articles.db", 0o400, _WRITING),
    Refusal(".", 0o000, _EVERY),
    Refusal(".", 0o500, _WRITING),
    Refusal("index", 0o000, ()),
    Refusal("index", 0o500, ()),
    Refusal("index/*.seg", 0o000, ()),
    Refusal("index/*.seg", 0o400, ()),
    Refusal("index/*.toc", 0o000, ()),
    Refusal("lock", 0o000, _WRITING),
    Refusal("lock", 0o400, _WRITING),
)


def experiments(*, scale: float = 1.0) -> list[Experiment]:
    """Return what is tried; with a small *scale*, some of it only."""
    count = max(round(len(REFUSALS) * scale), 1)
    return [
        Experiment("refused", "current archive", current, count, 2),
        Experiment("refused", "index behind", index_behind, count, 2),
    ]


def current(place: Ground, dice: Dice, folder: Path) -> None:
    """Refuse something of an archive whose index is complete."""
    _refused(place, dice, folder, place.made_once(taken_in))


def index_behind(place: Ground, dice: Dice, folder: Path) -> None:
    """Refuse something of an archive whose index lacks some."""
    _refused(place, dice, folder, place.made_once(behind))


def _refused(place: Ground, dice: Dice, folder: Path, template: Path) -> None:
    refusal = REFUSALS[dice.number % len(REFUSALS)]
    news, archive = news_of(place), folder / "archive"
    shutil.copytree(template, archive)
    new = folder / "new.txt"
    new.write_text("Another one\n\nThe quay is open.", encoding="utf-8")
    names = refusal.pattern
    barred = [archive] if names == "." else sorted(archive.glob(names))
    modes = [path.stat().st_mode for path in barred]
    for path in barred:
        path.chmod(refusal.mode)
    commands: dict[str, tuple[str | Path, ...]] = {
        "search": ("harbour", "--count"),
        "show": (news.order[0],),
        "list-by-author": (),
        "status": (),
        "ingest": (new,),
        "edit": (news.order[0], _NEW),
    }
    for name, arguments in commands.items():
        ended = ran(archive, name, *arguments, beside=folder, is_anyone=True)
        what = f"{refusal.pattern} {refusal.mode:o}: {name}"
        if name in refusal.refused:
            demand(ended.code == 3, f"{what} ended with {ended.code}: {ended.message}")
            demand_refused(ended)
        elif ended.code != 0:
            demand(name in _WRITING, f"{what} ended so: {ended.message}")
            demand_refused(ended)
        elif name == "search":
            demand(int(ended.out) == len(news.order), f"{what} found {ended.out}")
        demand_no_fault(ended)
    for path, mode in zip(barred, modes, strict=True):
        if path.exists():
            path.chmod(mode)
    _demand_mended(archive, folder, news.order[0], new)
    demand_sound(archive, news, least=len(news.order), others=1)
    demand_whole(archive, news, known=len(news.order), others=1)


def _demand_mended(archive: Path, folder: Path, article_id: str, new: Path) -> None:
    """Demand that what was refused is done now; take the correction back."""
    for command in (
        ("edit", article_id, _NEW),
        ("edit", article_id, "--revert", "headline"),
        ("ingest", new),
    ):
        ended = ran(archive, *command, beside=folder, is_anyone=True)
        demand(ended.code == 0, f"{command[0]} ended so afterwards: {ended.message}")
