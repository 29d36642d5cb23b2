"""The index by itself: the same articles, in this process, into each engine."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from benchmarks.comparison import Comparison
from benchmarks.fts5_table import Fts5Table
from benchmarks.measures.trial import Trial, rounds
from tca_cli.article import Article
from tca_cli.index import IndexSettings, open_index
from tca_cli.index.whoosh_engine.fields import document, schema

# They are all in memory.
_MOST_ARTICLES = 20_000

_Fill = Callable[[Sequence[Article], Path], None]


def index_alone(trial: Trial) -> Iterator[Comparison]:
    """Yield how long tca's index takes for all articles, or the first 20,000."""
    articles = list(trial.articles(most=_MOST_ARTICLES))
    fillers: dict[str, _Fill] = {
        "tca's index": _fill_ours,
        "Whoosh's own writer": _fill_whoosh,
        "FTS5": _fill_fts5,
    }
    if find_spec("tantivy"):
        fillers["tantivy"] = _fill_tantivy
    room = trial.room / "index-alone"

    def fill(name: str) -> float:
        rmtree(room, ignore_errors=True)
        room.mkdir()
        return trial.clock.timed(fillers[name], articles, room / "index")

    with _untroubled_by_garbage():
        measured = rounds(
            {name: partial(fill, name) for name in fillers}, runs=trial.runs
        )
    ours, *theirs = fillers
    yield from measured.beside(
        ours,
        theirs,
        group="index alone",
        name="all articles",
        files=len(articles),
    )


def _fill_ours(articles: Sequence[Article], directory: Path) -> None:
    settings = IndexSettings(directory, record=lambda: articles, lookup=lambda _: ())
    with closing(open_index("whoosh", settings)) as index:
        index.add(articles)


def _fill_whoosh(articles: Sequence[Article], directory: Path) -> None:
    """Fill an index with the same fields, as Whoosh's documentation does it."""
    directory.mkdir()
    storage = FileStorage(str(directory))
    with closing(FileIndex.create(storage, schema())) as index:
        writer = index.writer()
        for article in articles:
            writer.add_document(**document(article))
        writer.commit()


def _fill_fts5(articles: Sequence[Article], directory: Path) -> None:
    Fts5Table.of(articles, directory).close()


def _fill_tantivy(articles: Sequence[Article], directory: Path) -> None:
    from benchmarks.scripts import tantivy

    tantivy.fill(directory, ((a.id, a.headline, a.body) for a in articles))


@contextmanager
def _untroubled_by_garbage() -> Iterator[None]:
    """Let the collector pass over all these articles, which no ingest holds at once."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
