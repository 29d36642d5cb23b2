"""How well the default ranking does on a collection with judged queries.

The collection is in BEIR's form: ``corpus.jsonl``, ``queries.jsonl`` and
``qrels/test.tsv``. Run it as ``python -m benchmarks.relevance DIRECTORY``.
"""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import ir_measures

from tca_cli.archive import Archive
from tca_cli.archive.search import search
from tca_cli.article import Article
from tca_cli.bootstrap import open_archive
from tca_cli.errors import TcaError
from tca_cli.store.files import Original
from tca_cli.store.version_rows import Provenance

# The names under which the field knows them, and what ir-measures calls them.
_MEASURES = {
    "nDCG@10": "nDCG@10",
    "MAP": "AP",
    "recall@100": "R@100",
    "MRR@10": "RR@10",
}
_DEPTH = 1000
# The articles come from no file.
_NO_FILE = Original.of(b"")
# Judged queries are sentences; a person types their words.
_PUNCTUATION = re.compile(r"[^\w\s]")


@click.command()
@click.argument(
    "directory", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Save the figures there.",
)
def relevance(directory: Path, json_file: Path | None) -> None:
    """Print one line a measure for the collection in DIRECTORY."""
    measures = {
        name: ir_measures.parse_measure(called) for name, called in _MEASURES.items()
    }
    with TemporaryDirectory(prefix="tca-relevance-") as folder:
        found = list(_found(directory, Path(folder) / "archive"))
    values = ir_measures.calc_aggregate(
        list(measures.values()), list(_judged(directory)), found
    )
    figures = {name: round(values[measure], 4) for name, measure in measures.items()}
    for name, value in figures.items():
        click.echo(f"{name} {value:.3f}")
    if json_file:
        json_file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _found(directory: Path, folder: Path) -> Iterator[Any]:
    """Yield each query's hits, as the search of the program ranks them."""
    with closing(open_archive(folder, engine="whoosh", create=True)) as archive:
        names = _fill(archive, directory / "corpus.jsonl")
        for query in _lines(directory / "queries.jsonl"):
            words = _PUNCTUATION.sub(" ", query["text"])
            try:
                result = search(
                    archive, words, limit=_DEPTH, before_completing=lambda _: None
                )
            except TcaError as error:
                click.echo(f"query {query['_id']}: {error}", err=True)
                continue
            for hit in result.hits:
                name = names[hit.article.id]
                # The order is what counts; scores are of their own in each tier.
                yield ir_measures.ScoredDoc(query["_id"], name, float(-hit.rank))


def _fill(archive: Archive, corpus: Path) -> dict[str, str]:
    """Keep the documents as articles; return their names by the ids they are given."""
    names: dict[str, str] = {}
    store = archive.store
    with archive.writing():
        with store.writing():
            store.files.save_original(_NO_FILE)
            for number, document in enumerate(_lines(corpus)):
                article_id = f"{number:012x}"
                names[article_id] = document["_id"]
                article = Article(
                    id=article_id,
                    headline=document.get("title") or "",
                    body=document["text"],
                )
                digests = (article.digest, article.whole_digest)
                said = Provenance(_NO_FILE.digest, *digests, None, None)
                store.articles.add(article, said)
        archive.index.complete()
    return names


def _judged(directory: Path) -> Iterator[Any]:
    _, *rows = (directory / "qrels" / "test.tsv").read_text("utf-8").splitlines()
    for row in rows:
        query, document, relevance_of_it = row.split("\t")
        yield ir_measures.Qrel(query, document, int(relevance_of_it))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    relevance()
