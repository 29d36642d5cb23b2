"""How much memory a process and all that it started have, as Linux tells it."""

import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")


def can_tell() -> bool:
    """Tell whether this system says which processes one has started."""
    return (_PROC / f"self/task/{os.getpid()}/children").exists()


def resident_bytes(pid: int) -> int:
    """Return the resident memory of process *pid* and of all below it, added up.

    What several of them share counts for each.
    """
    pages = sum(_pages(one) for one in _family(pid))
    return pages * os.sysconf("SC_PAGE_SIZE")


def _family(pid: int) -> Iterator[int]:
    yield pid
    # Any of them may end at any moment.
    try:
        for task in (_PROC / f"{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except (FileNotFoundError, ProcessLookupError):
        return


def _pages(pid: int) -> int:
    try:
        _, resident, *_ = (_PROC / f"{pid}/statm").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(resident)
