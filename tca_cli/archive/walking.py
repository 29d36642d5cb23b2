"""The files below the paths that a person names."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from operator import attrgetter
from pathlib import Path, PurePath

from tca_cli.archive.reading import PassedOver, Refusal
from tca_cli.errors import reason_of
from tca_cli.readers.formats import why_passed_over


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to read; *is_named* is one that the person named by itself."""

    name: str
    is_named: bool

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.name)


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What there is to read, what is passed over, and what is refused."""

    candidates: list[Candidate] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Globs:
    """Which files of a folder are wanted: any of *include*, and none of *exclude*.

    A pattern with a slash is held against the path below the folder, others against
    the name, in capitals or not. One that excludes a folder excludes all in it.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is any pattern."""
        return bool(self.include or self.exclude)

    def wants(self, path: PurePath) -> bool:
        """Tell whether the file at *path*, below the folder, is wanted."""
        included = not self.include or any(_fits(path, glob) for glob in self.include)
        return included and not self.shuts_out(path)

    def shuts_out(self, path: PurePath) -> bool:
        """Tell whether *path*, a file or a folder, is excluded."""
        return any(_fits(path, glob) for glob in self.exclude)

    def shuts_out_within(self, path: PurePath) -> bool:
        """Tell whether *path*, or a folder in which it is, is excluded."""
        return any(map(self.shuts_out, (path, *path.parents[:-1])))


def files_below(
    paths: Iterable[Path], *, without: Path, globs: Globs | None = None
) -> FoundFiles:
    """Return the files among *paths* and in all folders below them, each once.

    In a folder, hidden files, the parts of a web page that a browser saved beside it,
    and what is of another format by its name are left out. A link is taken for the
    file that it leads to, unless that is out of the folder. *without* is the archive's
    own folder.
    """
    found = FoundFiles()
    seen: set[str] = set()
    for named in paths:
        # Not resolved: a link is a name that the person chose.
        path = Path(os.path.abspath(named))  # noqa: PTH100
        if _is_folder(path):
            walk = _Walk(path, found, without, globs or Globs())
            candidates = walk.candidates()
        else:
            candidates = iter([Candidate(str(path), is_named=True)])
        for candidate in candidates:
            if candidate.name not in seen:
                seen.add(candidate.name)
                found.candidates.append(candidate)
    return found


@dataclass(frozen=True, slots=True)
class _Walk:
    """A way through all that is below one folder."""

    folder: Path
    found: FoundFiles
    without: Path
    globs: Globs

    def candidates(self) -> Iterator[Candidate]:
        """Yield the files that may be articles, by folder and name."""
        waiting = [str(self.folder)]
        while waiting:
            parent = waiting.pop()
            try:
                with os.scandir(parent) as entries:
                    within = sorted(entries, key=attrgetter("name"))
            except OSError as error:
                self._note_error(error)
                continue
            folders = list(filter(_is_folder_of, within))
            names = {entry.name for entry in within}.difference(
                entry.name for entry in folders
            )
            pages = {PurePath(name).stem for name in names if _is_page(name)}
            wanted = [entry for entry in folders if self._wants_folder(entry, pages)]
            # A link to a folder is not followed.
            waiting += (e.path for e in reversed(wanted) if not e.is_symlink())
            for entry in within:
                if entry.name in names and self._wants_file(entry):
                    yield from self._candidate(entry)

    def _wants_folder(self, entry: os.DirEntry[str], pages: set[str]) -> bool:
        return not (
            entry.name.startswith(".")
            or _is_part_of_page(entry.name, pages)
            or (self.globs.any and self.globs.shuts_out(self._below(entry)))
            or _is_same(Path(entry.path), self.without)
            or self._leads_out(entry)
        )

    def _wants_file(self, entry: os.DirEntry[str]) -> bool:
        return not entry.name.startswith(".") and (
            not self.globs.any or self.globs.wants(self._below(entry))
        )

    def _below(self, entry: os.DirEntry[str]) -> PurePath:
        return PurePath(entry.path).relative_to(self.folder)

    def _candidate(self, entry: os.DirEntry[str]) -> Iterator[Candidate]:
        if self._leads_out(entry):
            return
        if reason := why_passed_over(entry.name):
            self.found.passed_over.append(PassedOver(entry.path, reason))
        else:
            yield Candidate(entry.path, is_named=False)

    def _leads_out(self, entry: os.DirEntry[str]) -> bool:
        """Tell whether it is a link out of the folder, and refuse it then."""
        if not entry.is_symlink():
            return False
        # Unlike Path.resolve, it takes links that lead round in a circle.
        target = PurePath(os.path.realpath(entry.path))
        if target.is_relative_to(os.path.realpath(self.folder)):
            return False
        reason = "it is a link out of the folder; name it by itself to take it in"
        self.found.refused.append(Refusal(entry.path, reason, is_of_file=False))
        return True

    def _note_error(self, error: OSError) -> None:
        reason = reason_of(error)
        self.found.refused.append(
            Refusal(str(error.filename), reason, is_of_file=False)
        )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, or behind what may not be opened
        return False


def _is_folder_of(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _fits(path: PurePath, glob: str) -> bool:
    name = str(path) if "/" in glob else path.name
    return fnmatchcase(name.casefold(), glob.casefold())


def _is_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml"))


def _is_part_of_page(folder: str, pages: set[str]) -> bool:
    """Tell whether a browser made *folder* for the pictures of one of the *pages*."""
    page, _, ending = folder.rpartition("_")
    return ending in _ENDINGS_OF_PARTS and page in pages


# Of Chrome and Firefox in English, and what they write in other languages.
_ENDINGS_OF_PARTS = frozenset(
    ("files", "Dateien", "fichiers", "archivos", "file", "arquivos", "bestanden")
)


def _is_same(folder: Path, other: Path) -> bool:
    try:
        return folder.samefile(other)
    except OSError:  # it may not even be looked at, which the walk will tell
        return False
