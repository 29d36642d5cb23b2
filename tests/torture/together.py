"""Several processes at one archive: one writes, and all others read whole batches."""

import json
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from tests.support import ROOT
from tests.torture.holding import demand_sound
from tests.torture.kill import ingest_of, news_of
from tests.torture.program import KEPT
from tests.torture.running import Running, demand_no_fault, ran
from tests.torture.trials import Experiment, Ground, demand

_READERS = 8
_ARTICLES = 12
"""Of each generation; all of them carry its number."""
_SETTINGS = {"files": 20, "indexed": 50}


def experiments(*, scale: float = 1.0) -> list[Experiment]:
    """Return what is tried, each *scale* times as often as in full."""
    return [
        Experiment("together", "two ingests", two_ingests, round(15 * scale) or 1),
        Experiment("together", "8 readers, a writer", readers, round(3 * scale) or 1),
    ]


def two_ingests(place: Ground, random: Random, folder: Path) -> None:
    """Take the same files in twice at once: one waits, or is told to come again."""
    news, archive = news_of(place), folder / "archive"
    first = Running(archive, *ingest_of(news), settings=_SETTINGS, beside=folder)
    while first.is_running() and KEPT.encode() not in first.said_so_far:
        time.sleep(0.001)
    time.sleep(random.uniform(0, 0.5))
    beside = folder / "second"
    beside.mkdir()
    wait = random.choice(("0", "0", "60"))
    second = ran(archive, *ingest_of(news), "--wait", wait, beside=beside)
    was_running = first.is_running()
    ended = first.ended()
    demand(ended.code == 0, f"the first ended so: {ended.message}")
    if second.code == 75:
        demand(wait == "0", f"it did not wait: {second.message}")
        demand("another process is writing" in second.message, second.message)
    else:
        demand(second.code == 0, f"the second ended so: {second.message}")
        demand(not was_running, "two wrote at once")
        demand(second.message == f"unchanged {len(news.order)}", second.message)
    demand_sound(archive, news, least=len(news.order))


def readers(place: Ground, random: Random, folder: Path) -> None:
    """Read in several processes while generation after generation is taken in."""
    seconds = place.race_seconds
    archive, source = folder / "archive", folder / "in"
    _write_generation(source, 0)
    demand(ran(archive, "ingest", source).code == 0, "nothing was taken in")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.torture.reader", archive, str(number)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
        )
        for number in range(_READERS)
    ]
    generation, end = 0, time.monotonic() + seconds
    try:
        while time.monotonic() < end or generation < 3:
            generation += 1
            _write_generation(source, generation)
            ended = ran(archive, "ingest", source, "--jobs", "1", "--wait", "60")
            demand_no_fault(ended)
            said = f"added 1, updated {_ARTICLES}"
            if generation > 1:
                said += f", unchanged {generation - 1}"
            demand(ended.message == said, f"generation {generation}: {ended.message}")
    finally:
        for process in running:
            if process.stdin:
                process.stdin.close()
                process.stdin = None
        said_by_each = [process.communicate()[0] for process in running]
    for process, said in zip(running, said_by_each, strict=True):
        demand(process.returncode == 0, f"a reader ended with {process.returncode}")
        told = json.loads(said)
        demand(not told["wrong"], f"a reader saw: {told['wrong'][:3]}")
        demand(told["questions"] > 0, "a reader read nothing")


def _write_generation(source: Path, number: int) -> None:
    """Write all articles anew, each with the *number*, and one that is new."""
    source.mkdir(exist_ok=True)
    for at in range(_ARTICLES):
        text = (
            f"Headline of article {at}\n\nBy Ada Moreau\n\n"
            f"The mayor of town {at} spoke of the quay and of zqgen{number}.\n"
        )
        (source / f"{at:03}.txt").write_text(text, encoding="utf-8")
    if number:
        text = f"One more\n\nThis stays as it is, number zqonce{number}.\n"
        (source / f"once-{number}.txt").write_text(text, encoding="utf-8")
