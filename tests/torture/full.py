"""The disk is full, or can only be read: it is said so, and nothing is lost."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.torture.disks import Disk, size_of, small_disk
from tests.torture.holding import demand_sound, demand_tidy, demand_whole
from tests.torture.kill import behind, ingest_of, news_of, taken_in, without_index
from tests.torture.running import Ended, demand_no_fault, demand_refused, ran
from tests.torture.trials import Experiment, Ground, demand

_SETTINGS = {"files": 20, "indexed": 50}
_READING = (("show", "abcd"), ("list-by-author",), ("status",), ("search", "harbour"))
_NEW = "headline=Zqheadline corrected"


def experiments(*, scale: float = 1.0) -> list[Experiment]:
    """Return what is tried, each *scale* times as often as in full."""
    return [
        Experiment("full", "ingest", ingest_on_full, round(40 * scale) or 1, 2),
        Experiment("full", "edit", edit_on_full, round(25 * scale) or 1),
        Experiment("full", "search, completing", completing, round(25 * scale) or 1),
        Experiment("full", "search, index anew", anew, round(25 * scale) or 1),
        Experiment("full", "read only", read_only, round(20 * scale) or 1),
    ]


def ingest_on_full(place: Ground, random: Random, folder: Path) -> None:
    """Take in more than there is room for."""
    news = news_of(place)
    most = size_of(place.made_once(taken_in))
    with small_disk(folder / "disk", random.randint(1, 2 * most)) as disk:
        archive, kept = disk.folder / "archive", 0
        for _ in range(2):
            ended = ran(archive, *ingest_of(news), settings=_SETTINGS, beside=folder)
            _demand_done_or_refused(ended)
            kept = max(kept, ended.kept)
            _demand_answers(archive, folder, least=kept)
        disk.enlarge()
        known = demand_sound(archive, news, least=kept) if archive.exists() else 0
        demand_whole(archive, news, known=known)


def edit_on_full(place: Ground, random: Random, folder: Path) -> None:
    """Correct an article where there is hardly any room."""
    news = news_of(place)
    with _almost_full(place, random, folder, taken_in) as disk:
        archive = disk.folder / "archive"
        edit = "edit", news.order[0], _NEW
        ended = ran(archive, *edit, settings=_SETTINGS, beside=folder)
        _demand_done_or_refused(ended)
        _demand_answers(archive, folder, least=len(news.order))
        disk.enlarge()
        count = ran(archive, "search", "zqheadline", "--count").out
        is_kept = ended.kept > len(news.order)
        demand(int(count or 0) == is_kept, f"found {count}, and kept is {is_kept}")
        for again in (edit, ("edit", news.order[0], "--revert", "headline")):
            ended = ran(archive, *again)
            demand(ended.code == 0, f"with room again: {ended.message}")
        demand_sound(archive, news, least=len(news.order))


def completing(place: Ground, random: Random, folder: Path) -> None:
    """Search where there is no room to complete the index."""
    _searched(place, random, folder, behind)


def anew(place: Ground, random: Random, folder: Path) -> None:
    """Search where there is no room to make the index anew."""
    _searched(place, random, folder, without_index)


def read_only(place: Ground, random: Random, folder: Path) -> None:
    """Read on a disk that can only be read, in whatever state it became so."""
    news = news_of(place)
    template = random.choice((taken_in, behind, without_index))
    with _almost_full(place, random, folder, template) as disk:
        archive, count = disk.folder / "archive", len(news.order)
        disk.make_read_only()
        _demand_answers(archive, folder, least=count)
        new = folder / "new.txt"
        new.write_text("Another one\n\nThe quay is open.", encoding="utf-8")
        for writing in (("ingest", new), ("edit", news.order[0], _NEW)):
            demand_refused(ran(archive, *writing, beside=folder))
        disk.make_writable()
        disk.enlarge()
        demand_sound(archive, news, least=count)


def _searched(
    place: Ground, random: Random, folder: Path, template: Callable[[Ground], Path]
) -> None:
    news = news_of(place)
    with _almost_full(place, random, folder, template) as disk:
        archive, count = disk.folder / "archive", len(news.order)
        for _ in range(2):
            _demand_answers(archive, folder, least=count)
            demand_tidy(archive)
        disk.enlarge()
        demand_sound(archive, news, least=count)


@contextmanager
def _almost_full(
    place: Ground, random: Random, folder: Path, template: Callable[[Ground], Path]
) -> Iterator[Disk]:
    """Yield a disk with a copy of an archive, and mostly too little room for more."""
    made = place.made_once(template)
    index = size_of(place.made_once(taken_in) / "index")
    room = round(random.random() ** 2 * 1.2 * index)
    with small_disk(folder / "disk", size_of(made) + room) as disk:
        shutil.copytree(made, disk.folder / "archive")
        yield disk


def _demand_answers(archive: Path, folder: Path, *, least: int) -> None:
    """Demand that the archive is read as ever, from the record if need be."""
    for command in _READING:
        ended = ran(archive, *command, beside=folder)
        if ended.code == 3 and not least:
            demand_refused(ended)
            continue
        demand(ended.code in (0, 1), f"{command} ended so: {ended.message}")
    if least:
        ended = ran(archive, "search", "harbour", "--count", beside=folder)
        demand(int(ended.out or 0) >= least, f"found {ended.out} of {least}")


def _demand_done_or_refused(ended: Ended) -> None:
    demand_no_fault(ended)
    if ended.code != 0:
        demand_refused(ended)
        demand("the disk is full" in ended.message, f"no reason: {ended.message}")
