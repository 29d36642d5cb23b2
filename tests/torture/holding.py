"""What must hold of an archive, whatever has happened to it."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from tca_cli.archive import Archive
from tca_cli.archive.search import search
from tca_cli.archive.show import show
from tca_cli.bootstrap import open_archive
from tests.torture.newsfiles import COMMON, Newsfiles
from tests.torture.running import ran
from tests.torture.trials import demand

_LAST = 25
RECORD, INDEX = "articles.db", "index"
_OURS = {RECORD, f"{RECORD}-wal", f"{RECORD}-shm", INDEX, "lock", "articles.seal"}
# What is on its way in or out when a run is cut short; who writes next removes it.
_ON_ITS_WAY = re.compile("index-new-.*-old|articles.seal-new")


def demand_sound(
    archive: Path,
    news: Newsfiles,
    *,
    least: int,
    others: int = 0,
    last: int | None = None,
) -> int:
    """Demand that *archive* has no fewer than the *least* first articles of *news*.

    What it has must be whole, and found by its words, by the program itself as well as
    here; one by one are asked for only the *last*, where that is said. It may have so
    many *others*. Return how many there are of *news*.
    """
    count = _recorded(archive, news, others)
    demand(count >= least, f"{least} were reported, {count} are in the record")
    ended = ran(archive, "search", COMMON, "--count")
    if not (archive / RECORD).exists() or ended.code == 3:
        demand(least == 0, f"{least} were reported; then: {ended.message}")
        return 0
    demand(ended.code == (0 if count else 1), f"search ended so: {ended.message}")
    demand(int(ended.out or 0) == count, f"found {ended.out} of {count}")
    if count:
        with closing(open_archive(archive, engine="whoosh", create=False)) as opened:
            _demand_each(opened, news, count, last or count)
    demand_tidy(archive)
    return count


def demand_tidy(archive: Path, *, is_written: bool = False) -> None:
    """Demand that nothing is in the folder that nobody needs.

    Once it *is_written* to again, what was on its way is gone as well.
    """
    odd = {path.name for path in archive.iterdir()} - _OURS
    odd = {name for name in odd if is_written or not _ON_ITS_WAY.fullmatch(name)}
    demand(not odd, f"left behind: {', '.join(sorted(odd))}")


def demand_whole(
    archive: Path, news: Newsfiles, *, known: int, others: int = 0
) -> None:
    """Demand that taking *news* in again completes what has *known* of them."""
    ended = ran(archive, "ingest", news.folder, "--jobs", "2")
    demand(ended.code == 0, f"the same again ended with {ended.code}: {ended.message}")
    added, unchanged = len(news.order) - known, known
    said = [f"added {added}"] * bool(added) + [f"unchanged {unchanged}"] * bool(known)
    demand(ended.message == ", ".join(said), f"the same again: {ended.message}")
    # Each by itself was looked for before.
    count = demand_sound(
        archive, news, least=len(news.order), others=others, last=_LAST
    )
    demand(count == len(news.order), f"{count} articles of {len(news.order)}")
    demand(news.are_untouched(), "the files are not as they were")


def _recorded(archive: Path, news: Newsfiles, others: int) -> int:
    """Return how many articles the record has, which are the first ones."""
    path = archive / RECORD
    if not path.exists() or not path.stat().st_size:
        return 0
    with closing(sqlite3.connect(path)) as record:
        checked = [row[0] for row in record.execute("PRAGMA integrity_check")]
        demand(checked == ["ok"], f"the record is damaged: {checked[:3]}")
        wrong = record.execute("PRAGMA foreign_key_check").fetchall()
        demand(not wrong, f"the record contradicts itself: {wrong[:3]}")
        if not record.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall():
            return 0
        ids = {row[0] for row in record.execute("SELECT id FROM article")}
    ours = ids & news.articles.keys()
    demand(len(ids - ours) <= others, "there are articles that nobody took in")
    demand(ours == {*news.order[: len(ours)]}, "some are missing in between")
    return len(ours)


def _demand_each(archive: Archive, news: Newsfiles, count: int, last: int) -> None:
    every = news.order[:count]
    demand(sorted(found(archive, COMMON)) == sorted(every), "others are found")
    for article_id in every[-last:]:
        article = show(archive, article_id)
        demand(
            article is not None and article.content == news.articles[article_id],
            f"{article_id} is not what it was",
        )
        ids = found(archive, news.tags[article_id])
        demand(ids == [article_id], f"{article_id} is not found, but {ids}")
    demand(not archive.store.index_notes.pending_count(), "the index lacks some")


def found(archive: Archive, words: str) -> list[str]:
    """Return the ids of what has all *words*, of the first thousand."""
    result = search(
        archive, words, limit=1000, exact_spelling=True, before_completing=_no_matter
    )
    demand(not result.is_scan, "the index was not used")
    return [hit.article.id for hit in result.hits[: result.complete]]


def _no_matter(_: int) -> None:
    pass
