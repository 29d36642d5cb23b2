"""The whole archive as files that others can read, and that make the same archive."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import closing, contextmanager
from dataclasses import dataclass
from glob import escape
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from tca_cli.archive.export_names import name_of_version
from tca_cli.archive.export_originals import originals
from tca_cli.archive.show import whole
from tca_cli.archive.verify import check_all
from tca_cli.errors import reason_of
from tca_cli.errors.files import TakenFolderError, UnwritableExportError
from tca_cli.named import named
from tca_cli.writers import WRITERS
from tca_cli.writers.form import Edition, Form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tca_cli.archive import Archive
    from tca_cli.query.tree import Filter
    from tca_cli.store.versions import KeptVersion


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written, in what form, and where."""

    directory: str
    form: str
    articles: int
    versions: int
    files: int


class Progress(NamedTuple):
    """How many articles are written, of how many."""

    articles: int
    of_articles: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which articles are wanted; *before_completing* is told what the index lacks."""

    query: str
    filters: tuple[Filter, ...]
    before_completing: Callable[[int], None]


def export(
    archive: Archive,
    directory: Path,
    form: str,
    *,
    asked: Asked | None = None,
    is_salvage: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> ExportReport:
    """Write every version of every article to *directory*, in a *form* of WRITERS.

    Where something is *asked*, only of what matches; where nothing does, there will be
    no folder. The folder is new or empty, and stays so unless all could be written.
    Raises TakenFolderError and UnwritableExportError where that cannot be, and
    ArchiveDamagedError for a damaged archive unless it *is_salvage*.
    """
    if not is_salvage:
        check_all(archive)
    writer: Form = named(WRITERS[form])
    store = archive.store
    wanted = _matching(archive, asked) if asked else None
    if wanted == frozenset():
        return ExportReport(str(directory), form, 0, 0, 0)
    with _made_aside(directory, archive.directory) as folder, store.reading():
        ids = store.versions.ids_by_day()
        if wanted is not None:
            ids = [article_id for article_id in ids if article_id in wanted]
        files = _Files(folder)
        writing = _InShared(files, writer) if writer.is_shared else _Each(files, writer)
        versions = 0
        with closing(writing):
            for at in range(0, len(ids), _ARTICLES_AT_ONCE):
                progress(Progress(at, len(ids)))
                for edition, is_latest in _editions(
                    archive, ids[at : at + _ARTICLES_AT_ONCE]
                ):
                    writing.write(edition, is_latest=is_latest)
                    versions += 1
        if writer.has_originals:
            for path, data in originals(archive, ids):
                files.write(path, data)
        progress(Progress(len(ids), len(ids)))
    return ExportReport(str(directory), form, len(ids), versions, files.count)


def _matching(archive: Archive, asked: Asked) -> frozenset[str]:
    from tca_cli.archive.understanding import understood

    tree = understood(archive, asked.query, asked.filters)
    return archive.index.ask(
        lambda index: frozenset(index.ids(tree)),
        before_completing=asked.before_completing,
    ).found


def leftovers(directory: Path) -> list[Path]:
    """Return what exports to *directory* left that were killed."""
    target = directory.resolve()
    return sorted(target.parent.glob(f"{escape(target.name)}{_ASIDE}*"))


_ARTICLES_AT_ONCE = 200
# A reader takes files of 64 MiB, and several at a time.
_BYTES_OF_A_FILE = 16 * 1024 * 1024
_ASIDE = "-unfinished-"


def _editions(archive: Archive, ids: list[str]) -> Iterator[tuple[Edition, bool]]:
    """Yield the versions of these articles, and whether each is the latest."""
    each = archive.store.versions.of(ids)
    for _, versions in groupby(each, key=lambda version: version.article.id):
        *older, latest = versions
        for version in older:
            yield _edition(version), False
        yield _edition(latest.but(article=whole(archive, latest.article))), True


def _edition(version: KeptVersion) -> Edition:
    article, provenance = version.article, version.provenance
    text = provenance.text
    is_as_read = text == article.digest
    return Edition(article, provenance.whole, None if is_as_read else text)


class _Files:
    """Writes files below one folder, and counts them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = {folder}
        self.count = 0

    def open(self, path: str) -> BinaryIO:
        """Return a new file at *path*."""
        file = self._folder / path
        if file.parent not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(file.parent)
        self.count += 1
        return file.open("xb")

    def write(self, path: str, data: bytes) -> None:
        """Write a file with these bytes."""
        with self.open(path) as file:
            file.write(data)


class _Each:
    """Writes a file a version."""

    def __init__(self, files: _Files, form: Form) -> None:
        self._files = files
        self._form = form

    def write(self, edition: Edition, *, is_latest: bool) -> None:
        """Write one version."""
        suffix = self._form.suffix
        name = name_of_version(edition.article, suffix, is_latest=is_latest)
        self._files.write(name, self._form.text(edition).encode())

    def close(self) -> None:
        """Do nothing: all is written."""


class _InShared:
    """Writes one version after the other, in as many files as readers like them."""

    def __init__(self, files: _Files, form: Form) -> None:
        self._files = files
        self._form = form
        self._file: BinaryIO | None = None
        self._size = 0
        self._count = 0

    def write(self, edition: Edition, *, is_latest: bool) -> None:
        """Write one version."""
        data = self._form.text(edition).encode()
        if self._file is None or self._size + len(data) > _BYTES_OF_A_FILE:
            self.close()
            self._count += 1
            number = f"-{self._count}" if self._count > 1 else ""
            self._file = self._files.open(f"articles{number}{self._form.suffix}")
            self._size = self._file.write(self._form.head.encode())
        self._size += self._file.write(data)

    def close(self) -> None:
        """End the file that is open."""
        if self._file:
            self._file.close()


@contextmanager
def _made_aside(directory: Path, archive: Path) -> Iterator[Path]:
    """Yield a new folder, which becomes *directory* when all in it is written."""
    target = directory.resolve()
    try:
        _check(target, archive.resolve())
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"cannot be made ({reason_of(error)})"
        raise TakenFolderError(directory, reason) from error
    aside = target.with_name(f"{target.name}{_ASIDE}{secrets.token_hex(4)}")
    try:
        aside.mkdir()
        yield aside
        # A folder that looks complete is to be so after a power cut too.
        os.sync()
        if target.exists():
            target.rmdir()
        aside.rename(target)
    except BaseException as error:
        shutil.rmtree(aside, ignore_errors=True)
        if isinstance(error, OSError):
            raise UnwritableExportError(directory, reason_of(error)) from error
        raise


def _check(target: Path, archive: Path) -> None:
    """Raise TakenFolderError where *target* is no new or empty folder."""
    if target.is_relative_to(archive):
        raise TakenFolderError(target, "is within the archive")
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise TakenFolderError(target, "is no folder")
    if next(target.iterdir(), None):
        raise TakenFolderError(target, "is not empty")
    if target.is_mount():
        raise TakenFolderError(target, "is a disk of its own")
