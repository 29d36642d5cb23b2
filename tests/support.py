"""What several test modules share."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from click.testing import Result
from hypothesis import strategies as st

from tca_cli.archive import Archive
from tca_cli.archive.ingest import IngestOptions, IngestReport, ingest
from tca_cli.article import Article, ArticleContent
from tca_cli.bootstrap import open_archive
from tca_cli.index import IndexSettings
from tca_cli.query.tree import (
    Alike,
    And,
    AtLeast,
    Everything,
    Exact,
    Fuzzy,
    Identified,
    In,
    Most,
    Named,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Published,
    Query,
    Word,
)

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_articles"
TEXT_SAMPLES = sorted(SAMPLES.glob("*.txt"))

# Few words, so that texts and queries meet. They ask for folding, for stems, for
# several terms at one place, and for words that are only one part of a chunk.
words = st.sampled_from(
    [
        "Łukašenka",
        "Storm",
        "storms",
        "Ёлка",
        "елка",
        "US",
        "us",
        "U.S.",
        "quay",
        "O’Neill",
        "it-quay",
    ]
)
texts = st.lists(words, max_size=8).map(" ".join)
# Of sentences, abbreviations, and paragraphs that have no words or end in other ways.
dividing = st.sampled_from(
    [
        *(". ", "! ", "…” ", ".  (", "; ", " Mr. ", " J. ", ".", "\n", ".\n", ""),
        *("\n\n", ".\n\n", "\n \n", "\n\n\t", "\u2028\n\n\u00a0", "\n\n\n"),
    ]
)
divided = st.lists(
    st.lists(words, max_size=3).map(" ".join) | dividing, max_size=9
).map("".join)
written = st.sampled_from(
    ["storm", "Storms", "елка", "us", "US", "quay", "neill", "it", "O’Neill"]
)
leaves = (
    st.builds(Word, written)
    | st.builds(Alike, st.sampled_from(["Lukashenko", "storms", "Лукашенко"]))
    | st.builds(Exact, st.sampled_from(["Storm", "storms", "US", "us"]))
    | st.builds(Pattern, st.sampled_from(["sto*", "?uay", "*l", "st?rm?", "u*"]))
    | st.builds(
        Fuzzy, st.sampled_from(["storn", "quya", "елки"]), st.sampled_from([1, 2])
    )
)
phrases = st.builds(
    Phrase, st.lists(st.builds(Word, written), min_size=2, max_size=3).map(tuple)
)
nearby = st.builds(
    Near,
    leaves | phrases,
    leaves | phrases,
    unit=st.just("words"),
    distance=st.integers(min_value=0, max_value=4),
    is_ordered=st.booleans(),
)
units: st.SearchStrategy[Any] = st.sampled_from(["sentence", "paragraph"])
plain = st.builds(Word, written) | phrases
close_by = st.builds(Near, plain, plain, unit=units)
in_divisions = close_by | st.builds(Near, close_by, plain, unit=units)
nearby |= in_divisions | st.builds(Near, leaves, leaves, unit=units)
worded = leaves | phrases | nearby
counted = worded | st.builds(AtLeast, st.integers(min_value=1, max_value=3), worded)
passages: st.SearchStrategy[Any] = st.sampled_from(["headline", "body", "hlead"])
divisions_asked = (
    in_divisions
    | st.builds(In, passages, in_divisions | plain)
    | st.builds(
        In, passages, st.builds(AtLeast, st.integers(1, 3), in_divisions | plain)
    )
)
people = st.sampled_from(["Ada Moreau", "MOREAU, Ada", "Tom Reyes", "Łukasz Wójcik"])
days = st.sampled_from([date(2015, 8, 13), date(2016, 1, 1), date(1999, 12, 31)])
filters = (
    st.builds(Named, st.just("author"), st.sampled_from(["moreau", "Reyes Tom", "x"]))
    | st.builds(Named, st.just("place"), st.sampled_from(["osh", "Minsk"]))
    | st.builds(Published, days, st.none())
    | st.builds(Published, st.none(), days)
    | st.just(Everything())
    | st.builds(Identified, st.sampled_from(["0", "1", "f"]))
)
queries: st.SearchStrategy[Query] = st.recursive(
    worded | filters | st.builds(In, passages, counted) | counted,
    lambda parts: (
        st.builds(And, st.lists(parts, min_size=2, max_size=3).map(tuple))
        | st.builds(Or, st.lists(parts, min_size=2, max_size=3).map(tuple))
        | st.builds(Most, st.lists(parts, min_size=2, max_size=3).map(tuple))
        | st.builds(Not, parts)
    ),
    max_leaves=5,
)
bodies = st.lists(texts, max_size=3).map("\n\n".join)
contents = st.builds(
    ArticleContent,
    headline=texts | divided,
    body=divided | bodies,
    authors=st.lists(people, max_size=2).map(tuple),
    place=st.none() | st.sampled_from(["Osh", "Minsk"]),
    agency=st.none() | st.just("HNS"),
    published=st.none() | days,
)


class Tca(Protocol):
    """The ``tca`` fixture: runs the program as the shell would."""

    def __call__(self, *args: str | Path, piped: bytes | None = None) -> Result: ...


def article(article_id: str, body: str, **given: Any) -> Article:
    return Article(id=article_id, **({"headline": ""} | given), body=body)


def settings_for(
    directory: Path, record: dict[str, Article], files: frozenset[str] | None = None
) -> IndexSettings:
    return IndexSettings(
        directory,
        record=record.values,
        lookup=lambda ids: [record[article_id] for article_id in ids],
        files=files,
    )


@contextmanager
def archive_in(directory: Path, engine: str = "whoosh") -> Iterator[Archive]:
    with closing(open_archive(directory, engine=engine, create=True)) as archive:
        yield archive


def take_in(archive: Archive, *paths: Path, **options: Any) -> IngestReport:
    chosen = IngestOptions(**options)
    return ingest(archive, paths, chosen)


def unmeasured(archive: Path) -> dict[str, str]:
    """Return an environment for a process that may write little: no coverage of it."""
    kept = {name: said for name, said in os.environ.items() if "COVERAGE" not in name}
    return kept | {"TCA_ARCHIVE": str(archive)}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
