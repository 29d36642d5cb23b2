"""The files below the paths that a person names."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from tca_cli.archive.reading import PassedOver, Refusal
from tca_cli.readers.formats import why_passed_over


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to read; *is_named* is one that the person named by itself."""

    path: Path
    is_named: bool


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
    seen: set[Path] = set()
    for named in paths:
        # Not resolved: a link is a name that the person chose.
        path = Path(os.path.abspath(named))  # noqa: PTH100
        if _is_folder(path):
            walk = _Walk(path, found, without, globs or Globs())
            candidates = walk.candidates()
        else:
            candidates = iter([Candidate(path, is_named=True)])
        for candidate in candidates:
            if candidate.path not in seen:
                seen.add(candidate.path)
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
        for parent, folders, names in os.walk(self.folder, onerror=self._note_error):
            below = PurePath(os.path.relpath(parent, self.folder))
            pages = {PurePath(name).stem for name in names if _is_page(name)}
            folders[:] = sorted(
                name
                for name in folders
                if not (name.startswith(".") or _is_part_of_page(name, pages))
                and not self.globs.shuts_out(below / name)
                and not _is_same(Path(parent, name), self.without)
                and not self._leads_out(Path(parent, name))
            )
            for name in sorted(names):
                if not name.startswith(".") and self.globs.wants(below / name):
                    yield from self._candidate(Path(parent, name))

    def _candidate(self, path: Path) -> Iterator[Candidate]:
        if self._leads_out(path):
            return
        if reason := why_passed_over(path):
            self.found.passed_over.append(PassedOver(str(path), reason))
        else:
            yield Candidate(path, is_named=False)

    def _leads_out(self, path: Path) -> bool:
        """Tell whether *path* is a link out of the folder, and refuse it then."""
        if not path.is_symlink():
            return False
        target = path.resolve()
        if target.is_relative_to(self.folder.resolve()):
            return False
        reason = "it is a link out of the folder; name it by itself to take it in"
        self.found.refused.append(Refusal(str(path), reason, is_of_file=False))
        return True

    def _note_error(self, error: OSError) -> None:
        reason = error.strerror or str(error)
        self.found.refused.append(
            Refusal(str(error.filename), reason, is_of_file=False)
        )


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, or behind what may not be opened
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
