"""An archive is moved away, removed or replaced while a command runs on it."""

import shutil
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.torture.holding import demand_sound
from tests.torture.kill import (
    by_any_sign,
    ingest_of,
    measured,
    news_of,
    without_index,
)
from tests.torture.newsfiles import Newsfiles, invented
from tests.torture.running import Running, demand_no_fault, demand_refused, ran
from tests.torture.trials import Experiment, Ground, demand

_SETTINGS = {"files": 20, "indexed": 50}


def experiments(*, scale: float = 1.0) -> list[Experiment]:
    """Return what is tried, each *scale* times as often as in full."""
    return [
        Experiment("moved", "under ingest", under_ingest, round(40 * scale) or 1, 2),
        Experiment("moved", "under search", under_search, round(20 * scale) or 1),
    ]


def under_ingest(place: Ground, random: Random, folder: Path) -> None:
    """Do it while files are taken in."""
    news, archive = news_of(place), folder / "archive"
    running = Running(archive, *ingest_of(news), settings=_SETTINGS, beside=folder)
    by_any_sign(running, random, archive, place.made_once(measured))
    how = random.choice(("moved", "removed", "emptied", "replaced"))
    _do(place, how, archive, folder)
    ended = running.ended()
    demand_no_fault(ended)
    if ended.code != 0:
        demand_refused(ended)
    _demand_nothing_left(place, how, archive)
    if (moved := folder / "elsewhere").exists():
        demand_sound(moved, news, least=ended.kept)


def under_search(place: Ground, random: Random, folder: Path) -> None:
    """Do it while a search makes the index anew."""
    news, archive = news_of(place), folder / "archive"
    shutil.copytree(place.made_once(without_index), archive)
    running = Running(
        archive, "search", "harbour", "--count", settings=_SETTINGS, beside=folder
    )
    time.sleep(place.made_once(measured).seconds * random.uniform(0.05, 0.8))
    how = random.choice(("moved", "removed", "emptied", "replaced"))
    _do(place, how, archive, folder)
    ended = running.ended()
    demand_no_fault(ended)
    if ended.code == 0:
        # It may have been replaced before it was opened.
        whole = {len(news.order), _OTHERS if how == "replaced" else len(news.order)}
        demand(int(ended.out) in whole, f"{how}: found {ended.out}")
    else:
        demand_refused(ended)
    _demand_nothing_left(place, how, archive)
    if how != "removed":
        demand_sound(folder / "elsewhere", news, least=len(news.order))


def _do(place: Ground, how: str, archive: Path, folder: Path) -> None:
    """Take the archive away, if it is there yet."""
    if not archive.exists():
        return
    if how == "removed":
        for _ in range(100):
            # It may be written to meanwhile.
            with suppress(OSError):
                shutil.rmtree(archive)
                break
        return
    archive.rename(folder / "elsewhere")
    if how == "emptied":
        archive.mkdir()
    elif how == "replaced":
        shutil.copytree(place.made_once(_another), archive)


def _demand_nothing_left(place: Ground, how: str, archive: Path) -> None:
    """Demand that where the archive was there is no half of a new one."""
    if how == "replaced" and archive.exists():
        demand_sound(archive, place.made_once(_other_news), least=_OTHERS)
    elif archive.exists():
        left = sorted(path.name for path in archive.iterdir())
        demand(not left or "articles.db" in left, f"{how}, and there is {left}")


_OTHERS = 40


def _other_news(place: Ground) -> Newsfiles:
    return invented(place, number=_OTHERS, edition=2)


def _another(place: Ground) -> Path:
    archive = place.new_folder("another") / "archive"
    ran(archive, "ingest", place.made_once(_other_news).folder)
    return archive
