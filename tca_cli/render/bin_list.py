"""The bin, for a terminal and for programs, and what there is to say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tca_cli.render.machine import tsv
from tca_cli.render.printable import on_one_line
from tca_cli.render.sizes import spoken_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from tca_cli.archive.bin import Purge
    from tca_cli.article import Article
    from tca_cli.store.bin import BinnedArticle

# So many are shown with a question; the others are counted.
_ASKED_ABOUT = 20


def bin_table(binned: Sequence[BinnedArticle]) -> RenderableType:
    """Return a line an article: date, start of the id, headline, day of removal."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(style="bold", overflow="fold")
    table.add_column(style="dim", no_wrap=True)
    for one in binned:
        removed = f"removed {one.removed[:10]}"
        table.add_row(_day(one), one.id[:8], Text(on_one_line(one.headline)), removed)
    return table


def bin_tsv(binned: Sequence[BinnedArticle]) -> str:
    """Return lines of id, day of removal, date, headline."""
    return tsv(
        (one.id, one.removed[:10], one.published, one.headline) for one in binned
    )


def asked_about(articles: Sequence[Article | BinnedArticle]) -> Iterator[str]:
    """Yield a line an article, before it is asked what is to become of them."""
    for one in articles[:_ASKED_ABOUT]:
        yield f"{_day(one)}  {one.id[:8]}  {on_one_line(one.headline)}"
    if len(articles) > _ASKED_ABOUT:
        yield f"and {len(articles) - _ASKED_ABOUT} more"


def removed_remark(removed: Sequence[BinnedArticle]) -> str:
    """Return how many articles went into the bin, and what brings them back."""
    them = "it" if len(removed) == 1 else "them"
    return (
        f"moved {counted(len(removed), 'article')} to the bin;"
        f" 'tca restore-article ID' brings {them} back"
    )


def bin_remark(binned: Sequence[BinnedArticle]) -> str:
    """Return how many articles are in the bin, and what can be done with them."""
    if not binned:
        return "the bin is empty"
    return (
        f"{counted(len(binned), 'article')}; 'tca restore-article ID' brings one back,"
        " 'tca purge' deletes for good"
    )


def restored_remark(restored: Sequence[Article]) -> str:
    """Return how many articles were brought back."""
    return f"restored {counted(len(restored), 'article')}"


def purge_line(purge: Purge) -> str:
    """Return what was deleted for good, and what that gave back."""
    return (
        f"purged {counted(purge.articles, 'article')},"
        f" {counted(purge.versions, 'version')};"
        f" {spoken_size(purge.freed_bytes)} freed"
    )


def purge_tsv(purge: Purge) -> str:
    """Return lines of what was deleted, each a name and a value."""
    return tsv(vars(purge.but(copies="; ".join(purge.copies))).items())


def purge_remarks(purge: Purge) -> Iterator[str]:
    """Yield what of the deleted articles is on the disk still, and why."""
    if purge.shared:
        them, hold = ("it", "holds") if purge.shared == 1 else ("them", "hold")
        yield (
            f"{counted(purge.shared, 'file')} in the archive still {hold} the text,"
            f" since other articles were read from {them}"
        )
    if not purge.is_compact:
        yield (
            "there is no room on the disk to make the record smaller; what was deleted"
            " is overwritten"
        )
    if not purge.is_gone:
        yield (
            "another process reads the archive; when it has ended, what was deleted is"
            " gone from the disk too"
        )
    for copy in purge.copies:
        yield f"{on_one_line(copy)} is an older copy, and may hold the text; delete it"


def _day(article: Article | BinnedArticle) -> str:
    return str(article.published or "undated   ")


def counted(count: int, noun: str) -> str:
    """Return *count* with its noun.

    >>> counted(1, "article"), counted(2, "article")
    ('1 article', '2 articles')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
