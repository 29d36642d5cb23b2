"""Making the index anew from the record."""

from collections.abc import Callable

from tca_cli.archive import Archive
from tca_cli.archive.index_state import IndexState
from tca_cli.archive.processes import in_one_other
from tca_cli.frozen import Frozen

# Fewer are indexed here in the time that another process takes to start.
_MANY_ARTICLES = 2000


class Reindexed(Frozen):
    """How many articles the index has, and whether it was made anew."""

    articles: int
    made: bool


def reindex(
    archive: Archive,
    *,
    if_needed: bool = False,
    before_making: Callable[[int], None] = lambda _: None,
    told: Callable[[int], None] = lambda _: None,
) -> Reindexed:
    """Make the index anew from the record, without opening the old one.

    With *if_needed*, nothing is done where it is current. *before_making* hears how
    many articles there are, *told* how many were taken so far.
    """
    with archive.writing():
        count = archive.store.figures().articles
        is_current = archive.index.state() is IndexState.CURRENT
        if not archive.index.keeps_files or (if_needed and is_current):
            return Reindexed(count, made=False)
        before_making(count)
        each = in_one_other if count >= _MANY_ARTICLES else map
        archive.index.rebuild(each, told)
        return Reindexed(count, made=True)
