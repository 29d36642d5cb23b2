"""What a cut of the power leaves of an ingest, where nothing can trace it.

The record and its log are copied after each commit. What came after a commit is then
cut, blanked or mixed, and files of the index are, in any way.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from unittest.mock import patch

from tca_cli.store.database import Database
from tests.support import archive_in, take_in
from tests.torture.holding import INDEX, RECORD, demand_sound, demand_whole
from tests.torture.kill import news_of
from tests.torture.program import small_batches
from tests.torture.trials import Experiment, Ground

_LOG = f"{RECORD}-wal"
_SECTOR = 4096


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The folder of an archive after a commit, with so many articles."""

    folder: Path
    kept: int

    @property
    def record(self) -> bytes:
        """The record without its log."""
        return (self.folder / RECORD).read_bytes()

    @property
    def log(self) -> bytes:
        """What was committed since the log began."""
        path = self.folder / _LOG
        return path.read_bytes() if path.exists() else b""


def experiments(*, scale: float = 1.0) -> list[Experiment]:
    """Return what is tried, each *scale* times as often as in full."""
    return [Experiment("power", "untraced ingest", cut, round(40 * scale) or 1)]


def cut(place: Ground, random: Random, folder: Path) -> None:
    """Cut the power after a commit, in the next transaction or right at its end."""
    news, pairs = news_of(place), place.made_once(_pairs)
    safe, later = random.choice(pairs)
    archive = Path(shutil.copytree(later.folder, folder / "archive"))
    log = safe.log
    (archive / _LOG).write_bytes(log + _harmed(later.log[len(log) :], random))
    for path in sorted((archive / INDEX).glob("*")):
        if path.is_file() and random.random() < 0.3:
            path.write_bytes(_harmed(path.read_bytes(), random))
    known = demand_sound(archive, news, least=safe.kept)
    demand_whole(archive, news, known=known)


def _harmed(data: bytes, random: Random) -> bytes:
    """Return what a disk may have of *data* that was not made safe."""
    end = random.randint(0, len(data))
    match random.choice(("cut", "blank", "mixed")):
        case "cut":
            return data[:end]
        case "blank":
            return data[:end] + bytes(len(data) - end)
        case _:
            sectors = (data[at : at + _SECTOR] for at in range(0, len(data), _SECTOR))
            return b"".join(
                sector if random.random() < 0.5 else bytes(len(sector))
                for sector in sectors
            )


def _pairs(place: Ground) -> Sequence[tuple[Snapshot, Snapshot]]:
    """Return snapshots one after the other, between which the log became longer."""
    archive = place.new_folder("snapshots") / "archive"
    taken: list[Snapshot] = []
    with (
        _taking(archive, taken),
        small_batches(files=10, indexed=20),
        archive_in(archive) as opened,
    ):
        take_in(opened, news_of(place).folder)
    return [
        (one, other)
        for one, other in pairwise(taken)
        if one.record == other.record and other.log.startswith(one.log)
    ]


@contextmanager
def _taking(archive: Path, taken: list[Snapshot]) -> Iterator[None]:
    """Take a snapshot after each commit, with the connection open."""
    real = Database.writing

    @contextmanager
    def writing(self: Database) -> Iterator[None]:
        with real(self):
            yield
        ((kept,),) = self.execute("SELECT count(*) FROM article")
        folder = archive.with_name(f"after-{len(taken)}")
        shutil.copytree(archive, folder, ignore=shutil.ignore_patterns("*-shm"))
        taken.append(Snapshot(folder, kept))

    with patch.object(Database, "writing", writing):
        yield
