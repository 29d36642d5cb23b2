"""The program is killed at any moment: what it reported is there, and it goes on."""

import json
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tests.torture.holding import (
    RECORD,
    demand_sound,
    demand_tidy,
    demand_whole,
)
from tests.torture.newsfiles import Newsfiles, invented
from tests.torture.program import KEPT
from tests.torture.running import Ended, Running, demand_no_fault, ran
from tests.torture.trials import Experiment, Ground, demand

_FILES_OF_A_BATCH = 20
_SETTINGS = {"files": _FILES_OF_A_BATCH, "indexed": 45}
_POLL_SECONDS = 0.001
# How long after what was waited for, at most.
_SOON_SECONDS = 0.03


@dataclass(frozen=True, slots=True)
class Whole:
    """How long a run takes that nobody kills, and how large the log becomes."""

    seconds: float
    calls: int
    log_bytes: int
    commits: int


def experiments(*, scale: float = 1.0) -> list[Experiment]:
    """Return what is tried, each *scale* times as often as in full."""
    return [
        Experiment("kill", "ingest", ingest_killed, round(100 * scale) or 1, 5),
        Experiment("kill", "ingest, at a call", call_killed, round(30 * scale) or 1, 2),
        Experiment("kill", "one of its workers", worker_killed, round(20 * scale) or 1),
        Experiment("kill", "edit", edit_killed, round(30 * scale) or 1),
        Experiment(
            "kill", "search, completing", completing_killed, round(25 * scale) or 1
        ),
        Experiment("kill", "search, index anew", anew_killed, round(25 * scale) or 1),
    ]


def news_of(place: Ground) -> Newsfiles:
    """Return what is taken in."""
    return place.made_once(_news)


def _news(place: Ground) -> Newsfiles:
    return invented(place, number=place.files)


def ingest_killed(place: Ground, random: Random, folder: Path) -> None:
    """Kill an ingest by the clock, about a commit, or as the log grows."""
    news, whole = news_of(place), place.made_once(measured)
    archive = folder / "archive"
    running = Running(archive, *ingest_of(news), settings=_SETTINGS)
    by_any_sign(running, random, archive, whole)
    running.kill(whom=random.choice(("first", "group", "all")))
    _demand_goes_on(archive, news, running.ended())


def call_killed(place: Ground, random: Random, folder: Path) -> None:
    """Let an ingest kill itself at a call of a function, in one process."""
    news, whole = news_of(place), place.made_once(measured)
    archive = folder / "archive"
    calls = random.randint(1, whole.calls)
    settings = {**_SETTINGS, "calls": calls}
    running = Running(archive, *ingest_of(news, jobs=1), settings=settings)
    _demand_goes_on(archive, news, running.ended())


def worker_killed(place: Ground, random: Random, folder: Path) -> None:
    """Kill a process that reads or indexes for another one, which goes on."""
    news, whole = news_of(place), place.made_once(measured)
    archive = folder / "archive"
    running = Running(archive, *ingest_of(news), settings=_SETTINGS)
    _by_the_clock(running, random, archive, whole)
    running.kill(whom="worker")
    ended = running.ended()
    demand_no_fault(ended)
    demand(
        (ended.code, ended.message) == (0, f"added {len(news.order)}"),
        f"ended with {ended.code}: {ended.message}",
    )
    demand_sound(archive, news, least=len(news.order))


def edit_killed(place: Ground, random: Random, folder: Path) -> None:
    """Kill a correction: it is made as a whole, or not at all."""
    news = news_of(place)
    archive = copied(place.made_once(taken_in), folder)
    article_id = random.choice(news.order)
    old, new = news.articles[article_id].headline, "Zqheadline corrected"
    correct = ("edit", article_id, f"headline={new}")
    seconds = place.made_once(_seconds_of_an_edit)
    ended = _killed(Running(archive, *correct, settings={}), random, seconds)
    said = json.loads(ran(archive, "show", article_id, "--json").out)
    demand(said["headline"] in (old, new), f"neither old nor new: {said['headline']}")
    is_new = said["headline"] == new
    demand(
        is_new or ended.kept <= len(news.order),
        "a correction was reported and is not there",
    )
    count = ran(archive, "search", "zqheadline", "--count").out
    demand(int(count or 0) == is_new, f"found {count}, though the new one is {is_new}")
    again = ran(archive, *correct)
    demand(again.code == 0, f"the same again ended with {again.code}: {again.message}")
    demand(ran(archive, "search", "zqheadline", "--count").out == "1\n", "not found")
    reverted = ran(archive, "edit", article_id, "--revert", "headline")
    demand(reverted.code == 0, f"reverting ended so: {reverted.message}")
    demand_sound(archive, news, least=len(news.order))


def completing_killed(place: Ground, random: Random, folder: Path) -> None:
    """Kill a search that completes the index."""
    _search_killed(place, random, folder, place.made_once(behind))


def anew_killed(place: Ground, random: Random, folder: Path) -> None:
    """Kill a search that makes the index anew, several times one after another."""
    _search_killed(place, random, folder, place.made_once(without_index))


def _search_killed(place: Ground, random: Random, folder: Path, template: Path) -> None:
    news, archive = news_of(place), copied(template, folder)
    for _ in range(random.randint(1, 3)):
        running = Running(archive, "search", "harbour", settings=_SETTINGS)
        _killed(running, random, place.made_once(measured).seconds)
    demand_sound(archive, news, least=len(news.order))
    demand_tidy(archive)
    new = folder / "new.txt"
    new.write_text("Another one\n\nThe quay is open.", encoding="utf-8")
    ended = ran(archive, "ingest", new)
    demand(ended.message == "added 1", f"afterwards: {ended.message}")
    demand_tidy(archive, is_written=True)
    _demand_no_odd_index_files(archive)


def _demand_goes_on(archive: Path, news: Newsfiles, ended: Ended) -> None:
    demand_no_fault(ended)
    demand(news.are_untouched(), "the files are not as they were")
    known = demand_sound(archive, news, least=ended.kept) if archive.exists() else 0
    demand(
        known % _FILES_OF_A_BATCH == 0 and known <= ended.kept + _FILES_OF_A_BATCH,
        f"{ended.kept} were reported, and {known} are there",
    )
    demand_whole(archive, news, known=known)
    _demand_no_odd_index_files(archive)


def _demand_no_odd_index_files(archive: Path) -> None:
    """Demand that the index has two files for each of its segments, and no more."""
    segments = [*(archive / "index").glob("*.seg")]
    others = {path.name for path in (archive / "index").iterdir()}
    others -= {path.name for path in segments} | {"MAIN_WRITELOCK"}
    demand(len(others) == 1, f"in the index there are {sorted(others)}")


def by_any_sign(running: Running, random: Random, archive: Path, whole: Whole) -> None:
    """Wait for a moment in a run, by the clock, a commit, or the growing log."""
    how = random.choice((_by_the_clock, _by_commits, _by_the_log))
    how(running, random, archive, whole)


def _by_the_clock(
    running: Running, random: Random, archive: Path, whole: Whole
) -> None:
    time.sleep(whole.seconds * random.uniform(0.05, 1.05))


def _by_commits(running: Running, random: Random, archive: Path, whole: Whole) -> None:
    wanted = random.randint(1, whole.commits)
    _wait(running, lambda: running.said_so_far.count(f"{KEPT} ".encode()) >= wanted)
    time.sleep(random.uniform(0, _SOON_SECONDS))


def _by_the_log(running: Running, random: Random, archive: Path, whole: Whole) -> None:
    log = archive / f"{RECORD}-wal"
    wanted = random.randint(1, whole.log_bytes)
    _wait(running, lambda: log.exists() and log.stat().st_size >= wanted)
    time.sleep(random.choice((0, 0, random.uniform(0, _SOON_SECONDS))))


def _wait(running: Running, until: Callable[[], bool]) -> None:
    while running.is_running():
        # What it looks at may go in between.
        with suppress(FileNotFoundError):
            if until():
                return
        time.sleep(_POLL_SECONDS)


def _killed(running: Running, random: Random, seconds: float) -> Ended:
    time.sleep(seconds * random.uniform(0.05, 1.05))
    running.kill(whom=random.choice(("first", "group", "all")))
    ended = running.ended()
    demand_no_fault(ended)
    return ended


def ingest_of(news: Newsfiles, jobs: int = 2) -> tuple[str | Path, ...]:
    return "ingest", news.folder, "--jobs", str(jobs)


def measured(place: Ground) -> Whole:
    """Measure a run that nobody kills."""
    news, folder = news_of(place), place.new_folder("whole")
    start, most = time.monotonic(), 0
    running = Running(folder / "a", *ingest_of(news), settings=_SETTINGS)
    log = folder / "a" / f"{RECORD}-wal"
    while running.is_running():
        with suppress(FileNotFoundError):
            most = max(most, log.stat().st_size)
        time.sleep(_POLL_SECONDS)
    seconds = time.monotonic() - start
    commits = running.ended().said.count(f"{KEPT} ")
    counting: Mapping[str, Any] = {**_SETTINGS, "calls": 0}
    ended = ran(folder / "b", *ingest_of(news, jobs=1), settings=counting)
    return Whole(seconds, ended.calls, most, commits)


def taken_in(place: Ground) -> Path:
    """Return an archive that is as it should be."""
    archive = place.new_folder("taken-in") / "archive"
    ran(archive, *ingest_of(news_of(place)))
    return archive


def behind(place: Ground) -> Path:
    """Return an archive whose index lacks what was taken in without one."""
    archive = place.new_folder("behind") / "archive"
    news = news_of(place)
    globs = "0000*", "0001*"
    some = [argument for glob in globs for argument in ("--include", glob)]
    ran(archive, "ingest", news.folder, *some)
    ran(archive, "ingest", news.folder, "--engine", "scan")
    return archive


def without_index(place: Ground) -> Path:
    archive = copied(place.made_once(taken_in), place.new_folder("without"))
    shutil.rmtree(archive / "index")
    return archive


def _seconds_of_an_edit(place: Ground) -> float:
    archive = copied(place.made_once(taken_in), place.new_folder("edited"))
    start = time.monotonic()
    ran(archive, "edit", news_of(place).order[0], "place=Osh", settings={})
    return time.monotonic() - start


def copied(template: Path, folder: Path) -> Path:
    """Return a copy of an archive in *folder*."""
    return Path(shutil.copytree(template, folder / "archive"))
