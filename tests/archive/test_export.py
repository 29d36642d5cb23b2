"""An archive comes back from whatever it was exported to."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tca_cli.archive import Archive
from tca_cli.archive.edit import edit
from tca_cli.archive.export import export
from tca_cli.article import Article, ArticleContent
from tca_cli.store.articles import Provenance
from tca_cli.store.files import FileState, Original, Place, Standing
from tca_cli.writers import WRITERS
from tests.support import archive_in, take_in

FORMS = list(WRITERS)
TABLES = {
    "article": "SELECT * FROM article",
    "version": "SELECT * FROM version",
    "author": "SELECT * FROM author",
    "correction": "SELECT * FROM correction",
}
# What differs where it was read elsewhere.
OF_PLACES = ("original", "place_path", "place_key")


def names_in(row: sqlite3.Row) -> list[str]:
    return row.keys()


def everything(archive: Archive) -> dict[str, list[dict[str, Any]]]:
    """Return all that the archive knows, except where it was read."""
    return {
        table: sorted(
            (
                {name: row[name] for name in names_in(row) if name not in OF_PLACES}
                for row in archive.store._database.execute(asked)
            ),
            key=repr,
        )
        for table, asked in TABLES.items()
    }


def check_that_it_comes_back(archive: Archive, home: Path, form: str) -> None:
    report = export(archive, home / form, form)
    kept = everything(archive)
    assert (report.articles, report.versions) == (
        len(kept["article"]),
        len(kept["version"]),
    )
    with archive_in(home / "again", "scan") as again:
        taken = take_in(again, home / form)
        assert not taken.failures
        assert everything(again) == kept
        # The same export elsewhere, and in the archive that it is of, changes nothing.
        shutil.copytree(home / form, home / "copy")
        take_in(again, home / "copy")
        assert everything(again) == kept
    take_in(archive, home / "copy")
    assert everything(archive) == kept


signs = st.sampled_from(
    [
        *("Storm", "Ёлка", "嵐", "عاصفة", "🌊", "a", "1", "x.", "=1+1", "@x", "'", '"'),
        *("\n", "\n\n", "\n\n\n", " ", "  ", "\t", "\r", "\r\n", "\u00a0", "\u2028"),
        *(
            "#",
            "##",
            ">",
            "-",
            "---",
            "===",
            "+",
            "*",
            "**",
            "_",
            "__",
            "`",
            "```",
            "~",
        ),
        *("~~", "[", "]", "(", ")", "[^1]:", "[[", "]]", "!", "<", "</p>", "<br>", "|"),
        *(
            "&amp;",
            "&",
            ";",
            "; ",
            ",",
            ":",
            ": ",
            "\\",
            "\\\n",
            "1.",
            "1)",
            "{{<",
            "%",
        ),
        *("\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\x9b", "\ufeff", "\u200b"),
        *(
            "\u202e",
            "\ufffd",
            "\uffff",
            "\ue000",
            "null",
            "yes",
            "2015-08-13",
            "{",
            "}",
        ),
    ]
)
odd = st.lists(signs, min_size=1, max_size=12).map("".join)
odd |= st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
lines = st.none() | st.just("") | odd
parts = st.lists(odd | st.just(""), max_size=3).map(tuple)
days = st.none() | st.dates() | st.just(date(2015, 8, 13))
contents = st.builds(
    ArticleContent,
    headline=odd,
    byline=lines,
    authors=parts,
    author_bio=lines,
    agency=lines,
    dateline=lines,
    place=lines,
    published=days,
    language=st.none() | st.sampled_from(["en", "ru", "sr-Latn", "no"]) | odd,
    keywords=parts,
    url=lines,
    body=odd | st.lists(odd, min_size=1, max_size=3).map("\n\n".join),
)
corrections = st.dictionaries(
    st.sampled_from(["headline", "byline", "authors", "place", "published", "body"]),
    st.none(),
)
histories = st.lists(
    st.tuples(st.lists(contents, min_size=1, max_size=3), contents, corrections),
    max_size=3,
    unique_by=lambda history: history[0][0].digest,
)


def keep(archive: Archive, number: int, versions: list[ArticleContent]) -> str:
    """Keep what an article became, as files had it one after the other."""
    store = archive.store
    article_id = versions[0].digest.hex()[:12]
    for version, content in enumerate(versions, start=1):
        # None of these bytes is an article by itself.
        data = f"--- {number}.{version}".encode()
        original = Original.of(data)
        path = f"/in/{number}.bak"
        place = Place(path, None)
        store.files.save_original(original)
        store.files.save(FileState(path, len(data), 1, original.digest))
        provenance = Provenance(
            *(original.digest, content.digest, content.whole_digest, path, None)
        )
        ingested = f"20{version:02}-01-01T00:00:0{number}+00:00"
        article = Article.of(content, id=article_id, version=version, ingested=ingested)
        store.articles.add(article, provenance)
        store.files.stand(place, Standing(article_id, version))
    return article_id


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25)
@given(histories=histories)
def test_any_articles_come_back(
    form: str, histories: list[tuple[list[ArticleContent], ArticleContent, Any]]
) -> None:
    with TemporaryDirectory() as home, archive_in(Path(home, "a"), "scan") as archive:
        for number, (versions, better, corrected) in enumerate(histories):
            with archive.store.writing():
                article_id = keep(archive, number, versions)
            if corrected:
                values = {field: getattr(better, field) for field in corrected}
                edit(archive, article_id, values)
                edit(archive, article_id, {}, reverted=sorted(corrected)[:1])
        check_that_it_comes_back(archive, Path(home), form)
