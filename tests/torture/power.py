"""The power fails: all that a disk may have then is tried, at a moment of any kind."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.torture.holding import demand_sound, demand_tidy, demand_whole
from tests.torture.newsfiles import Newsfiles, digests_of, invented
from tests.torture.platter import Platter
from tests.torture.running import ran
from tests.torture.traced import Deed, Told, Write, deeds_of, tracer
from tests.torture.trials import Experiment, Ground, LostError, demand

_FILES_OF_A_BATCH = 15
_SETTINGS = {"files": _FILES_OF_A_BATCH, "indexed": 40}
_NEW = "Zqheadline corrected"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was on the disk first, and what was done to it then."""

    before: Path | None
    deeds: Sequence[Deed]

    def cut(self, random: Random, archive: Path) -> int:
        """Write to *archive* what a cut leaves; return how many were reported."""
        platter = Platter.of(self.before) if self.before else Platter()
        end = self._moment(random)
        kept = 0
        for deed in self.deeds[:end]:
            platter.do(deed)
            kept = deed.kept if isinstance(deed, Told) else kept
        share = random.choice((0.0, 0.0, 1.0, random.random(), random.random()))
        platter.write(archive, random, share)
        return kept

    def _moment(self, random: Random) -> int:
        """Return after how many deeds: mostly about one that is no mere writing."""
        if random.random() < 0.3:
            return random.randint(1, len(self.deeds))
        telling = [
            at for at, deed in enumerate(self.deeds) if not isinstance(deed, Write)
        ]
        return max(random.choice(telling) + random.choice((0, 1, 1, 2, 3)), 0)


def experiments(*, scale: float = 1.0) -> list[Experiment]:
    """Return what is tried, each *scale* times as often as in full."""
    return [
        Experiment("power", "ingest", ingest_cut, round(120 * scale) or 1, 4),
        Experiment("power", "search, completing", search_cut, round(40 * scale) or 1),
        Experiment("power", "search, index anew", anew_cut, round(40 * scale) or 1),
        Experiment("power", "edit", edit_cut, round(40 * scale) or 1),
    ]


def news_of(place: Ground) -> Newsfiles:
    """Return what is taken in."""
    return place.made_once(_news)


def _news(place: Ground) -> Newsfiles:
    return invented(place, number=place.files // 2, edition=1)


def ingest_cut(place: Ground, random: Random, folder: Path) -> None:
    """Cut the power in the first ingest of an archive, or in the second."""
    recorded = place.made_once(random.choice((_first_ingest, _second_ingest)))
    news, archive = news_of(place), folder / "archive"
    known = demand_sound(archive, news, least=recorded.cut(random, archive))
    demand_whole(archive, news, known=known)


def search_cut(place: Ground, random: Random, folder: Path) -> None:
    """Cut the power while a search completes the index."""
    _search_cut(place, random, folder, place.made_once(_completing))


def anew_cut(place: Ground, random: Random, folder: Path) -> None:
    """Cut the power while a search makes the index anew."""
    _search_cut(place, random, folder, place.made_once(_anew))


def _search_cut(
    place: Ground, random: Random, folder: Path, recorded: Recorded
) -> None:
    news, archive = news_of(place), folder / "archive"
    recorded.cut(random, archive)
    demand_sound(archive, news, least=len(news.order))
    demand_tidy(archive)


def edit_cut(place: Ground, random: Random, folder: Path) -> None:
    """Cut the power in a correction."""
    news, archive = news_of(place), folder / "archive"
    kept = place.made_once(_edit).cut(random, archive)
    article_id = news.order[0]
    old = news.articles[article_id].headline
    said = json.loads(ran(archive, "show", article_id, "--json").out)["headline"]
    demand(
        said == _NEW or (said == old and kept <= len(news.order)),
        f"the headline is {said}",
    )
    count = ran(archive, "search", "zqheadline", "--count").out
    demand(int(count or 0) == (said == _NEW), f"found {count} with {said}")
    reverted = ran(archive, "edit", article_id, "--revert", "headline")
    demand(reverted.code == 0, f"reverting ended so: {reverted.message}")
    demand_sound(archive, news, least=len(news.order))


def _recorded(place: Ground, before: Path | None, *args: str | Path) -> Recorded:
    """Return what a command does to an archive, or to what will be one."""
    folder = place.new_folder("recorded")
    archive, trace = folder / "archive", folder / "trace"
    if before:
        shutil.copytree(before, archive)
    else:
        archive.mkdir()
    platter = Platter.of(archive)
    known = {path.relative_to(archive).as_posix() for path in archive.rglob("*")}
    ended = ran(archive, *args, settings=_SETTINGS, before=tracer(trace))
    demand(ended.code == 0, f"while it was traced: {ended.message}")
    deeds = list(deeds_of(trace, archive, known))
    trace.unlink()
    for deed in deeds:
        platter.do(deed)
    again = folder / "again"
    platter.write(again)
    if _contents(again) != _contents(archive):
        raise LostError("the trace does not tell all that was done")
    return Recorded(before, deeds)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): digest
        for path, digest in digests_of(folder).items()
        if not path.name.endswith("-shm")
    }


def _first_ingest(place: Ground) -> Recorded:
    return _recorded(place, None, "ingest", news_of(place).folder, "--jobs", "2")


def _second_ingest(place: Ground) -> Recorded:
    folder = news_of(place).folder
    return _recorded(
        place, place.made_once(_half_taken_in), "ingest", folder, "--jobs", "2"
    )


def _completing(place: Ground) -> Recorded:
    before = _copied(place, _half_taken_in)
    ran(before, "ingest", news_of(place).folder, "--engine", "scan")
    return _recorded(place, before, "search", "harbour")


def _anew(place: Ground) -> Recorded:
    before = _copied(place, _taken_in)
    next((before / "index").glob("*.seg")).write_bytes(b"")
    return _recorded(place, before, "search", "harbour")


def _edit(place: Ground) -> Recorded:
    correct = ("edit", news_of(place).order[0], f"headline={_NEW}")
    return _recorded(place, place.made_once(_taken_in), *correct)


def _half_taken_in(place: Ground) -> Path:
    archive = place.new_folder("half") / "archive"
    ran(
        archive,
        "ingest",
        news_of(place).folder,
        "--include",
        "0000*",
        "--include",
        "0001*",
    )
    return archive


def _taken_in(place: Ground) -> Path:
    archive = place.new_folder("taken-in") / "archive"
    ran(archive, "ingest", news_of(place).folder)
    return archive


def _copied(place: Ground, make: Callable[[Ground], Path]) -> Path:
    """Return a copy of an archive that is made once."""
    folder = place.new_folder("before") / "archive"
    return Path(shutil.copytree(place.made_once(make), folder))
