"""What the last search found, so that ``tca show @2`` can name it."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from tca_cli.cli.user_folders import state_folder
from tca_cli.errors.asked import NoHitError
from tca_cli.frozen import Frozen

_MOST_ARCHIVES = 20
_RANK = re.compile(r"[0-9]{1,9}")


class LastSearch(Frozen):
    """The query, and the ids of its hits by rank, the first of which is *first*."""

    query: str
    ids: Sequence[str]
    first: int = 1


def remember(directory: Path, search: LastSearch) -> None:
    """Keep *search* as the last one in the archive at *directory*, if that can be."""
    try:
        file = _file()
        kept = _kept(file)
        kept.pop(str(directory.absolute()), None)
        kept[str(directory.absolute())] = vars(search)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        newest = dict(list(kept.items())[-_MOST_ARCHIVES:])
        aside = file.with_suffix(".new")
        aside.write_text(json.dumps(newest), encoding="utf-8")
        aside.replace(file)
    except (OSError, UnicodeError):
        pass  # a convenience, which a full disk takes away


def last_search(directory: Path) -> LastSearch | None:
    """Return the last search in the archive at *directory*, or None."""
    kept = _kept(_file()).get(str(directory.absolute()))
    try:
        return LastSearch(**kept) if isinstance(kept, dict) else None
    except TypeError:  # another version kept it
        return None


def resolved(directory: Path, typed: str) -> tuple[str, str | None]:
    """Return the id that *typed* stands for, and what the last search asked for.

    ``@2`` is the hit with this rank; anything else is an id, of no search.
    """
    if not typed.startswith("@"):
        return typed, None
    search = last_search(directory)
    rank = int(typed[1:]) if _RANK.fullmatch(typed[1:]) else 0
    if search is None:
        raise NoHitError(typed, 0, 0)
    last = search.first + len(search.ids) - 1
    if not search.first <= rank <= last:
        raise NoHitError(typed, search.first, last)
    return search.ids[rank - search.first], search.query or None


def _kept(file: Path) -> dict[str, object]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _file() -> Path:
    return state_folder() / "last-search.json"
