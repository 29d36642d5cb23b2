"""Taking files in: each file's articles end as added, updated, unchanged or known."""

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import accumulate, count
from pathlib import Path
from typing import NamedTuple

from tca_cli.archive import Archive
from tca_cli.archive.intake import Intake
from tca_cli.archive.outcomes import FailedFile, KeptArticle
from tca_cli.archive.places import file_of, place_of_pipe
from tca_cli.archive.processes import Processes, in_one_other
from tca_cli.archive.reading import PassedOver, ReadingOptions
from tca_cli.archive.units import (
    Done,
    Item,
    ReadItem,
    Units,
    lost_item,
    read_item,
    size_of,
    weight_of,
)
from tca_cli.archive.walking import Candidate, FoundFiles, Globs, files_below
from tca_cli.article import Article
from tca_cli.readers.formats import UNTOLD, kind_of

# A file is two of them: what was read of it, and its end.
_ITEMS_OF_A_BATCH = 2000
_BYTES_OF_A_BATCH = 64 * 1024 * 1024
# Fewer are indexed here in the time that another process takes to start.
_MANY_FILES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOptions:
    """Which files are taken in, and how.

    With *is_retry*, what could not be read is tried again; with *is_again*, all is
    read, whatever is known, and what was removed comes back; with *is_trial*, nothing
    is kept. *piped* are bytes that are no file.
    """

    reading: ReadingOptions = ReadingOptions()
    globs: Globs = Globs()
    jobs: int = 1
    is_retry: bool = False
    is_again: bool = False
    is_trial: bool = False
    piped: bytes | None = None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of the articles, and the files that could not be read.

    Of those added, ``restored`` were in the bin; of the unchanged ones, ``moved`` were
    found in another place than before; of the failed files, ``remembered`` were not
    tried again. What was ``removed`` from the archive stays out. Of those passed over,
    ``skipped`` counts by suffix what the name tells to be no article.
    """

    added: int
    updated: int
    unchanged: int
    duplicates: int
    failed: int
    failures: tuple[FailedFile, ...]
    remembered: int
    moved: int
    restored: int
    removed: int
    skipped: Mapping[str, int]
    passed_over: tuple[PassedOver, ...]


class Progress(NamedTuple):
    """How many files are done, of how many, and their bytes."""

    files: int
    of_files: int
    size: int
    of_size: int


def ingest(
    archive: Archive,
    paths: Iterable[Path],
    options: IngestOptions,
    *,
    progress: Callable[[Progress], None] | None = None,
    told: Callable[[KeptArticle], None] = lambda _: None,
) -> IngestReport:
    """Take in the articles of *paths* and of all files below them.

    *progress* hears how far it is, after each file; *told* hears of each article. A
    batch of files is kept as a whole or not at all; those before it stay whatever
    happens.
    """
    paths = list(paths)
    found = files_below(paths, without=archive.directory, globs=options.globs)
    # What the record knows is asked when no other process can change it.
    with archive.writing(is_mending=options.is_again):
        if options.is_retry and not paths:
            found.candidates.extend(_failed_files(archive))
        return _taken_in(archive, found, options, progress=progress, told=told)


def _taken_in(
    archive: Archive,
    found: FoundFiles,
    options: IngestOptions,
    *,
    progress: Callable[[Progress], None] | None,
    told: Callable[[KeptArticle], None],
) -> IngestReport:
    as_usual = options.reading == ReadingOptions()
    intake = Intake(archive.store, told, as_usual=as_usual, is_again=options.is_again)
    intake.passed_over += found.passed_over
    units = Units(
        archive.store,
        options.reading,
        options.globs,
        is_retry=options.is_retry,
        is_again=options.is_again,
    )
    processes = Processes(
        read_item, jobs=options.jobs, weight=weight_of, lost=lost_item
    )
    one_done = _teller(progress, found.candidates) if progress else lambda: None
    with closing(processes.each(_items(units, found, options.piped))) as items:
        batches = _batches(items, intake, one_done)
        if options.is_trial:
            with suppress(_Undone), archive.store.writing():
                deque(batches, maxlen=0)
                raise _Undone
        else:
            is_worth_it = options.jobs > 1 and len(found.candidates) >= _MANY_FILES
            each = in_one_other if is_worth_it else map
            archive.index.follow(_kept(archive, intake, batches), each)
    return _report(intake)


def _kept(
    archive: Archive, intake: Intake, batches: Iterator[bool]
) -> Iterator[Article]:
    """Yield the articles that are new in the record, after each batch of files."""
    is_more = True
    while is_more:
        with archive.store.writing():
            is_more = next(batches, False)
        yield from intake.saved()


class _Undone(Exception):  # noqa: N818 - it is no error
    """Ends a trial, so that nothing of it is kept."""


def _failed_files(archive: Archive) -> Iterator[Candidate]:
    """Yield the files that could not be read and are still there."""
    paths = (file_of(failure.path) for failure in archive.store.failures.all())
    for path in map(Path, dict.fromkeys(filter(None, paths))):
        # A link is only ever followed where a person names it.
        if path.is_file() and not path.is_symlink():
            yield Candidate(str(path), is_named=False)


def _items(units: Units, found: FoundFiles, piped: bytes | None) -> Iterator[Item]:
    yield from found.refused
    yield from units.of_files(found.candidates)
    if piped is not None:
        yield from units.of_bytes(place_of_pipe(piped), piped)


def _batches(
    items: Iterable[ReadItem],
    intake: Intake,
    one_done: Callable[[], None],
) -> Iterator[bool]:
    """Take in item after item; yield True whenever a batch of them is full.

    Of each file's end *one_done* is told.
    """
    intake.failing.forget_what_is_gone()
    waiting = size = 0
    for item in items:
        intake.take(item)
        waiting += 1
        size += size_of(item)
        if isinstance(item, Done):
            one_done()
        if waiting >= _ITEMS_OF_A_BATCH or size >= _BYTES_OF_A_BATCH:
            intake.settle()
            yield True
            waiting = size = 0
    intake.settle()


def _teller(
    progress: Callable[[Progress], None], candidates: Sequence[Candidate]
) -> Callable[[], None]:
    """Return what tells *progress* of one file more, in the order of *candidates*."""
    sizes = [_size(candidate) for candidate in candidates]
    done = zip(count(1), accumulate(sizes), strict=False)
    in_all = sum(sizes)

    def one_done() -> None:
        # What came through a pipe is not among them.
        files, size = next(done, (len(sizes), in_all))
        progress(Progress(files, len(sizes), size, in_all))

    return one_done


def _size(candidate: Candidate) -> int:
    try:
        return os.stat(candidate.name).st_size  # noqa: PTH116 - there are many
    except OSError:
        return 0


def _report(intake: Intake) -> IngestReport:
    outcomes, failing = intake.outcomes, intake.failing
    kinds = Counter(
        kind_of(Path(file.path)) for file in intake.passed_over if file.reason != UNTOLD
    )
    return IngestReport(
        added=outcomes["added"] + outcomes["restored"],
        updated=outcomes["updated"],
        unchanged=outcomes["unchanged"] + outcomes["moved"],
        duplicates=outcomes["duplicates"],
        failed=len(failing.failed) + len(failing.remembered),
        failures=(*failing.failed, *failing.remembered),
        remembered=len(failing.remembered),
        moved=outcomes["moved"],
        restored=outcomes["restored"],
        removed=outcomes["removed"],
        skipped=dict(kinds.most_common()),
        passed_over=tuple(intake.passed_over),
    )
