"""An archive comes back from whatever it was exported to."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tca_cli.archive import Archive
from tca_cli.archive.bin import purge, remove, restore
from tca_cli.archive.edit import edit
from tca_cli.archive.explain import ExplainedArticle, explain
from tca_cli.archive.export import export
from tca_cli.archive.export_names import FreeNames
from tca_cli.archive.history import history
from tca_cli.archive.reading import ReadingOptions
from tca_cli.archive.search import search
from tca_cli.article import Article, ArticleContent
from tca_cli.store.files import FileState, Original, Place, Standing
from tca_cli.store.version_rows import Provenance
from tca_cli.writers import WRITERS
from tests.support import SAMPLES, archive_in, take_in, write
from tests.writers.odd_articles import contents, odd

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


corrections = st.dictionaries(
    st.sampled_from(["headline", "byline", "authors", "place", "published", "body"]),
    st.none(),
)
histories = st.lists(
    st.tuples(st.lists(contents, min_size=1, max_size=3), contents, corrections),
    min_size=4,
    max_size=8,
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
# Each makes three archives of several articles.
@settings(max_examples=3)
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


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An archive of the samples, one of which has changed and one is corrected."""
    folder = tmp_path / "in"
    shutil.copytree(SAMPLES, folder)
    with archive_in(tmp_path / "archive", "scan") as archive:
        take_in(archive, folder)
        changed = folder / "aral-kok-aral.txt"
        changed.write_bytes(changed.read_bytes().replace(b"a", b"o"))
        take_in(archive, folder)
        first = archive.store.versions.ids_by_day()[0]
        edit(archive, first, {"authors": ("Ada Moreau", "Tom Reyes")})
        edit(archive, first, {"headline": "=Storm"})
        take_in(archive, piped=b"Storm\n\nThe dam held all the night, and it snowed.\n")
        yield archive


@pytest.mark.parametrize("form", FORMS)
def test_the_samples_come_back(archive: Archive, tmp_path: Path, form: str) -> None:
    check_that_it_comes_back(archive, tmp_path / "out", form)


def test_originals_come_back_too(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path / "out", "originals")
    originals = tmp_path / "out" / "originals"
    for path in (tmp_path / "in").iterdir():
        if path.name not in ("README.md", "water-works.zip"):
            assert (originals / path.name).read_bytes() == path.read_bytes()
    assert (originals / "water-works.zip!" / "charvak.txt").is_file()
    (piped,) = (originals / "piped").iterdir()
    assert piped.suffix == ".txt"
    (older,) = (tmp_path / "out" / "older").iterdir()
    assert older.name == "aral-kok-aral.v1.txt"
    assert older.read_bytes() == (SAMPLES / "aral-kok-aral.txt").read_bytes()


def test_what_shares_files_is_in_files_that_are_not_too_large(
    archive: Archive, tmp_path: Path
) -> None:
    with patch("tca_cli.archive.export._BYTES_OF_A_FILE", 20_000):
        check_that_it_comes_back(archive, tmp_path / "out", "csv")
    files = list((tmp_path / "out" / "csv").iterdir())
    assert len(files) > 2
    assert all(path.stat().st_size < 20_000 for path in files)


def test_an_original_that_was_read_as_a_person_said_is_not_read_otherwise(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "in" / "a.json", '{"titel": "Storm", "inhalt": "It held."}')
    mapping = {"headline": "titel", "body": "inhalt"}
    with archive_in(tmp_path / "archive", "scan") as archive:
        take_in(archive, path, reading=ReadingOptions(mapping))
        check_that_it_comes_back(archive, tmp_path / "out", "originals")
    (original,) = (tmp_path / "out" / "originals" / "originals").iterdir()
    assert original.name == "a.json.bak"
    assert original.read_bytes() == path.read_bytes()


def exported(archive: Archive, folder: Path) -> Path:
    """Export one article to Markdown; return its file, that of the latest version."""
    export(archive, folder, "markdown")
    (path,) = folder.glob("*/*-[0-9a-f]*.md")
    return path


@pytest.fixture
def storm(tmp_path: Path) -> Iterator[Archive]:
    path = write(tmp_path / "in" / "a.txt", "Storm\n\nThe dam held.\n")
    with archive_in(tmp_path / "archive", "scan") as archive:
        take_in(archive, path)
        yield archive


def test_a_file_that_was_changed_since_is_a_new_version(
    storm: Archive, tmp_path: Path
) -> None:
    path = exported(storm, tmp_path / "out")
    with archive_in(tmp_path / "other", "scan") as other:
        assert take_in(other, path).added == 1
        text = path.read_text(encoding="utf-8")
        write(path, text.replace("held", "broke"))
        assert take_in(other, path).updated == 1
        (article,) = other.store.articles.all()
        assert (article.version, article.body) == (2, "The dam broke.")
        assert (*storm.store.articles.all(),)[0].id == article.id
    # Where the record has that version otherwise, it is an article of its own.
    assert take_in(storm, path).added == 1
    bodies = {article.body for article in storm.store.articles.all()}
    assert bodies == {"The dam held.", "The dam broke."}


def test_an_exported_file_explains_itself(storm: Archive, tmp_path: Path) -> None:
    (found,) = explain(exported(storm, tmp_path / "out"), ReadingOptions())
    assert isinstance(found, ExplainedArticle)
    assert found.origins["headline"] == "as an archive wrote it"


def test_a_version_alone_is_the_version_that_it_says(
    storm: Archive, tmp_path: Path
) -> None:
    (article,) = storm.store.articles.all()
    edit(storm, article.id, {"place": "Osh"})
    edit(storm, article.id, {"place": "Almaty"})
    export(storm, tmp_path / "out", "json")
    *older, latest = sorted((tmp_path / "out").glob("*/*.json"), key=len_of_name)[::-1]
    with archive_in(tmp_path / "other", "scan") as other:
        assert take_in(other, latest).added == 1
        (alone,) = other.store.articles.all()
        assert (alone.version, alone.place) == (3, "Almaty")
        assert take_in(other, *older).updated == 2
        assert everything(other) == everything(storm)
        assert other.index.state().value == "current"


def test_a_claimed_version_of_what_is_in_the_bin_stays_there(
    storm: Archive, tmp_path: Path
) -> None:
    (article,) = storm.store.articles.all()
    export(storm, tmp_path / "first", "json")
    edit(storm, article.id, {"place": "Almaty"})
    export(storm, tmp_path / "second", "json")
    with archive_in(tmp_path / "other") as other:
        take_in(other, tmp_path / "first")
        remove(other, [article.id])
        report = take_in(other, tmp_path / "second")
        assert (report.updated, report.removed) == (0, 2)
        assert found(other, "dam") == 0
        (back,) = restore(other, [article.id])
        assert (back.version, back.place) == (2, "Almaty")
        assert found(other, "dam") == 1


def test_a_claimed_version_of_what_was_purged_stays_out_unless_it_is_asked_for(
    storm: Archive, tmp_path: Path
) -> None:
    (article,) = storm.store.articles.all()
    edit(storm, article.id, {"body": "The dam broke."})
    out = tmp_path / "out"
    export(storm, out, "jsonl")
    with archive_in(tmp_path / "other") as other:
        take_in(other, out)
        remove(other, [article.id])
        purge(other, [article.id])
        assert take_in(other, write(out / "copy.jsonl", read(out))).removed == 2
        assert list(other.store.articles.all()) == []
        report = take_in(other, out, is_again=True)
        assert (report.added, report.removed) == (1, 0)
        (back,) = other.store.articles.all()
        assert (back.id, back.version, back.body) == (article.id, 2, "The dam broke.")
        assert other.store.bin.purged_on(article.id) is None


def read(folder: Path) -> str:
    return (folder / "articles.jsonl").read_text(encoding="utf-8")


def found(archive: Archive, query: str) -> int:
    return search(archive, query, limit=9, before_completing=lambda _: None).total


def len_of_name(path: Path) -> int:
    return len(path.name)


def test_what_is_corrected_here_stays_so(storm: Archive, tmp_path: Path) -> None:
    (article,) = storm.store.articles.all()
    export(storm, tmp_path / "first", "json")
    with archive_in(tmp_path / "other", "scan") as other:
        take_in(other, tmp_path / "first")
        edit(other, article.id, {"agency": "TCA"})
        edit(storm, article.id, {"place": "Osh"})
        edit(storm, article.id, {"place": "Almaty"})
        export(storm, tmp_path / "second", "json")
        take_in(other, tmp_path / "second")
        (latest,) = other.store.articles.all()
        assert (latest.place, latest.agency) == ("Almaty", "TCA")
        assert len(other.store.corrections.of(article.id)) == 2
        # It is no change of the file, however often that is read.
        report = take_in(other, tmp_path / "second", is_again=True)
        assert (report.updated, report.unchanged) == (0, 3)
        agency, place = other.store.corrections.of(article.id)
        assert (agency.was, place.was) == (None, None)


@pytest.mark.parametrize("form", ["markdown", "jsonl"])
def test_what_was_corrected_by_hand_is_told_as_such_where_it_comes_back(
    storm: Archive, tmp_path: Path, form: str
) -> None:
    (article,) = storm.store.articles.all()
    edit(storm, article.id, {"place": "Osh"})
    edit(storm, article.id, {}, reverted=["place"])
    export(storm, tmp_path / "out", form)
    with archive_in(tmp_path / "other", "scan") as other:
        take_in(other, tmp_path / "out")
        by_hand = [entry.by_hand for entry in history(other, article.id)]
        assert by_hand == [True, True, False]


def test_a_claim_cannot_make_what_is_kept_look_damaged(
    storm: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "out" / "articles.jsonl"
    export(storm, path.parent, "jsonl")
    record = json.loads(path.read_text(encoding="utf-8"))
    for as_read in (record["as_read"], "", "0" * 64):
        claimed = record | {"as_read": as_read, "text_as_read": "0" * 64}
        with archive_in(tmp_path / f"other{as_read}", "scan") as other:
            take_in(other, write(path, json.dumps(claimed)))
            assert [one.wrong for one in other.store.soundness.versions()] == [None]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["a.txt", "A.txt", "a.txt"], ["a.txt", "A (2).txt", "a (3).txt"]),
        (["a/../../b.txt"], ["a/_/_/b.txt"]),
        (["/etc/passwd", "//x/y"], ["etc/passwd", "x/y"]),
        (["C:/x.txt", "c\\x.txt"], ["C_/x.txt", "c_x.txt"]),
        (["a\x1b[31m\n.txt"], ["a_[31m_.txt"]),
        ([".hidden.txt", "con.txt", "x. "], ["_.hidden.txt", "_con.txt", "x"]),
        (
            ["a", "a/b.txt", "c/d.txt", "c"],
            ["a", "apart/a/b.txt", "c/d.txt", "c (2)"],
        ),
        (["", "."], ["_", "_ (2)"]),
    ],
)
def test_names_are_free_and_lead_nowhere(paths: list[str], expected: list[str]) -> None:
    names = FreeNames()
    assert [names.of(path) for path in paths] == expected


@given(st.lists(st.lists(odd | st.text("a./"), min_size=1, max_size=3), max_size=5))
def test_whatever_the_name_there_is_a_file_of_its_own(parts: list[list[str]]) -> None:
    names = FreeNames()
    paths = [names.of("/".join(part)) for part in parts]
    with TemporaryDirectory() as home:
        for path in paths:
            assert not path.startswith("/")
            file = Path(home, path)
            assert file.resolve().is_relative_to(Path(home).resolve())
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x"):
                pass


def test_long_names_are_cut() -> None:
    names = FreeNames()
    path = names.of("/".join(["ё" * 300 + ".txt"] * 40))
    assert path.startswith("long/")
    assert path.endswith(".txt")
    assert len(path.encode()) < 256
