"""What is said of an index that was made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tca_cli.archive.reindex import Reindexed


def indexing_remark(articles: int) -> str:
    """Return what to say before so many *articles* are indexed."""
    return f"Indexing {_articles(articles)} …"


def reindexed_text(result: Reindexed) -> str:
    """Return in a line what became of the index."""
    if not result.made:
        return f"the index is current, with {_articles(result.articles)}\n"
    return f"the index was made anew, with {_articles(result.articles)}\n"


def _articles(count: int) -> str:
    return f"{count:,} article" if count == 1 else f"{count:,} articles"
