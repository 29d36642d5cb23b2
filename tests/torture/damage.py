"""Bytes turn over, files are cut or gone: the index heals, and the record is named."""

import shutil
from pathlib import Path
from random import Random

from tca_cli.cli.root import COMMANDS
from tests.torture.holding import RECORD, demand_sound
from tests.torture.kill import news_of, taken_in
from tests.torture.running import Ended, Running, demand_no_fault
from tests.torture.trials import Experiment, Ground, demand

_SQLITE_HEADER = 100
_VERIFY = {"verify"}
_LINES_OF_AN_ERROR = 2


def experiments(*, scale: float = 1.0) -> list[Experiment]:
    """Return what is tried, each *scale* times as often as in full."""
    return [
        Experiment("damage", "index", index_damaged, round(60 * scale) or 1, 2),
        Experiment("damage", "record", record_damaged, round(60 * scale) or 1, 2),
    ]


def index_damaged(place: Ground, random: Random, folder: Path) -> None:
    """Damage files of the index: search heals it, and answers right."""
    news, archive = news_of(place), folder / "archive"
    shutil.copytree(place.made_once(taken_in), archive)
    for _ in range(random.randint(1, 3)):
        files = sorted((archive / "index").iterdir())
        if files:
            _harm(random.choice(files), random, first=0)
        if random.random() < 0.5:
            demand_sound(archive, news, least=len(news.order))
    demand_sound(archive, news, least=len(news.order))


def record_damaged(place: Ground, random: Random, folder: Path) -> None:
    """Damage the record: whatever is asked ends in a message, or in an answer."""
    news, archive = news_of(place), folder / "archive"
    shutil.copytree(place.made_once(taken_in), archive)
    if random.random() < 0.3:
        # Then each search reads the record.
        shutil.rmtree(archive / "index")
    for _ in range(random.choice((1, 1, 8, 100))):
        first = 0 if random.random() < 0.1 else _SQLITE_HEADER
        _harm(archive / RECORD, random, first=first)
    new = folder / "new.txt"
    new.write_text("Another one\n\nThe quay is open.", encoding="utf-8")
    some = random.choice(news.order)
    commands: tuple[tuple[str | Path, ...], ...] = (
        *((name,) for name in _VERIFY if name in COMMANDS),
        ("search", "harbour", "-n", "300"),
        ("search", news.tags[some], "--json"),
        ("show", some),
        ("list-by-author",),
        ("status",),
        ("failures",),
        ("timeline", "harbour"),
        ("related", some),
        ("concordance", "harbour"),
        ("edit", some, "place=Osh"),
        ("ingest", new),
        ("ingest", news.folder),
    )
    for command in commands:
        _demand_answered(Running(archive, *command, beside=folder).ended(), command)


def _demand_answered(ended: Ended, command: tuple[str | Path, ...]) -> None:
    """Demand an answer or a message; where verify can name the damage, it must."""
    demand("Traceback" not in ended.said, f"{command}: {ended.said}")
    if not _VERIFY.isdisjoint(COMMANDS):
        demand_no_fault(ended)
        demand(ended.code in (0, 1, 3, 4), f"{command} ended with {ended.code}")
        errors = ended.message.partition("Error: ")[2].splitlines()
        demand(len(errors) <= _LINES_OF_AN_ERROR, f"a long message: {errors}")
    if command[0] in _VERIFY:
        demand(ended.code == 3, f"verify ended with {ended.code}: {ended.message}")


def _harm(path: Path, random: Random, *, first: int) -> None:
    """Turn a bit over, or, rarely, cut the file or remove it."""
    data = bytearray(path.read_bytes())
    how = random.random()
    if len(data) <= first or how < 0.05:
        path.write_bytes(data[: random.randint(0, len(data))])
    elif how < 0.1 and path.name != RECORD:
        path.unlink()
    else:
        data[random.randrange(first, len(data))] ^= 1 << random.randrange(8)
        path.write_bytes(data)
