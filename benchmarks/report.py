"""All that one run measures, and how it came about."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import resident
from benchmarks.clocks import Clock
from benchmarks.comparison import Comparison
from benchmarks.corpus import article_files, copy_articles
from benchmarks.growth import Growth, Point, growths, smaller_sizes
from benchmarks.machine import machine, versions
from benchmarks.measures import GROUPS, GROWING, compares_programs
from benchmarks.measures.trial import Trial
from benchmarks.programs import installed_peers
from benchmarks.programs.program import Program
from benchmarks.programs.tca import Tca


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be measured: which groups, how often, by which clock.

    ``grows``: with a hundredth and a tenth of the files, too. ``told`` hears what is
    being done.
    """

    groups: Collection[str]
    runs: int
    clock: Clock
    grows: bool
    told: Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The figures, and the remarks that were made on the way.

    ``smaller``: the same with fewer articles; ``growth``: what that tells.
    """

    date: str
    machine: Mapping[str, object]
    versions: Mapping[str, str]
    files: int
    articles: int
    source_bytes: int
    runs: int
    clock: str
    comparisons: Sequence[Comparison]
    smaller: Sequence[Point]
    growth: Sequence[Growth]
    remarks: Sequence[str]


class NothingToMeasureError(Exception):
    """There is no article in the files."""


def report(room: Path, plan: Plan) -> Report:
    """Measure what *plan* says with the files in ``files``, in the folder *room*."""
    date = datetime.now(UTC).isoformat(timespec="seconds")
    busy_as_begun = machine()
    files = article_files(room / "files")
    source_bytes = sum(path.stat().st_size for path in files)
    remarks: list[str] = []
    peers = _peers(room, plan.groups, remarks.append)
    whole, trial = _measured(room, peers, plan)
    remarks += _left_out(trial, plan.groups)
    smaller: list[Point] = []
    if plan.grows:
        smaller = list(_smaller(room, files, plan))
    return Report(
        date=date,
        machine=busy_as_begun,
        versions={**versions(), **_versions(trial)},
        files=len(files),
        articles=whole.articles,
        source_bytes=source_bytes,
        runs=plan.runs,
        clock=plan.clock.name,
        comparisons=whole.comparisons,
        smaller=smaller,
        growth=list(growths([*smaller, whole])) if smaller else [],
        remarks=remarks,
    )


def _measured(room: Path, peers: Sequence[Program], plan: Plan) -> tuple[Point, Trial]:
    files = len(article_files(room / "files"))
    plan.told(f"{files:,} files: preparing")
    tca = Tca(room / "files", room)
    trial = Trial.prepared(tca, peers, files=files, runs=plan.runs, clock=plan.clock)
    with closing(trial.opened()) as archive:
        articles = archive.store.figures().articles
    if not articles:
        raise NothingToMeasureError
    comparisons: list[Comparison] = []
    for group, measure in GROUPS.items():
        if group in plan.groups:
            plan.told(f"{files:,} files: {group}")
            comparisons += measure(trial)
    return Point(articles, comparisons), trial


def _smaller(room: Path, files: Sequence[Path], plan: Plan) -> Iterator[Point]:
    groups = GROWING.intersection(plan.groups)
    for size in smaller_sizes(len(files)):
        inner = room / f"of-{size}"
        # Every so many: real files may be in the order of their days.
        some = files[:: len(files) // size][:size]
        copy_articles(some, room / "files", inner / "files")
        peers = _peers(inner, groups, lambda _: None)
        point, _ = _measured(inner, peers, replace(plan, groups=groups))
        yield point


def _peers(
    room: Path, groups: Collection[str], remark: Callable[[str], None]
) -> list[Program]:
    """Return the peers that are there, if any of *groups* needs one."""
    found: list[Program] = []
    if compares_programs(groups):
        for what, peer in installed_peers(room / "files", room):
            if peer:
                found.append(peer)
            else:
                remark(f"left out, since it is not installed here: {what}")
    return found


def _left_out(trial: Trial, groups: Collection[str]) -> Iterator[str]:
    if "memory" in groups and not resident.can_tell():
        yield "left out, since this system does not tell: memory"
    if "asking" in groups:
        for kind, asked in trial.questions.items():
            if not asked:
                yield f"left out, since these articles are too few or too like: {kind}"


def _versions(trial: Trial) -> dict[str, str]:
    return {one.name: one.version for one in (trial.tca, *trial.peers)}
