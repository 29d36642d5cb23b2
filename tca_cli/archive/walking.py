"""The files below the paths that a person names."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tca_cli.errors import UnreadableFileError
from tca_cli.readers import is_readable


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What there is to read, what is passed over by suffix, and what cannot be read."""

    paths: list[Path] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    unreadable: list[UnreadableFileError] = field(default_factory=list)


def files_below(paths: Iterable[Path], *, without: Path) -> FoundFiles:
    """Return the files among *paths* and in all folders below them, each once.

    In a folder, hidden files are left out, those of unknown formats are only counted,
    and links to folders are not followed; *without* is the archive's own folder.
    """
    found = FoundFiles()
    seen: set[str] = set()
    for path in paths:
        files = _below(path, found, without) if path.is_dir() else iter([path])
        for file in files:
            # Not resolved: a link is a name that the person chose.
            absolute = os.path.abspath(file)  # noqa: PTH100
            if absolute not in seen:
                seen.add(absolute)
                found.paths.append(Path(absolute))
    return found


def _below(folder: Path, found: FoundFiles, without: Path) -> Iterator[Path]:
    def note(error: OSError) -> None:
        reason = error.strerror or str(error)
        found.unreadable.append(UnreadableFileError(Path(error.filename), reason))

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not _is_same(Path(parent, name), without)
        )
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith("."):
                continue
            if is_readable(path):
                yield path
            else:
                found.skipped[path.suffix.lower() or "no suffix"] += 1


def _is_same(folder: Path, other: Path) -> bool:
    try:
        return folder.samefile(other)
    except OSError:  # it may not even be looked at, which the walk will tell
        return False
