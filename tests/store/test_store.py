import sqlite3
from contextlib import closing, suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import Article, AuthorEntry, Correction
from tca_cli.errors.archives import (
    ArchiveDamagedError,
    ArchiveLockedError,
    ArchiveUnusableError,
    NoArchiveError,
)
from tca_cli.store import SqliteStore
from tca_cli.store.counting import Facet
from tca_cli.store.failures import Failure
from tca_cli.store.files import FileState, Original, Place, Standing
from tca_cli.store.migrations import MIGRATIONS
from tca_cli.store.version_rows import Provenance

text = st.text(st.characters(exclude_categories=["Cs"]))
maybe = st.none() | text
articles = st.builds(
    Article,
    id=st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    headline=text,
    byline=maybe,
    authors=st.lists(text).map(tuple),
    author_bio=maybe,
    agency=maybe,
    dateline=maybe,
    place=maybe,
    published=st.none() | st.dates(),
    language=maybe,
    keywords=st.lists(text).map(tuple),
    url=maybe,
    body=text,
    ingested=st.just("2026-11-25T06:00:00+00:00"),
)
ABC = Original.of(b"abc")
FILE = FileState("/a.txt", size=3, mtime_ns=1, digest=ABC.digest)


def open_store(folder: Path) -> SqliteStore:
    return SqliteStore.open(folder / "articles.db", create=True)


def keep(store: SqliteStore, *kept: Article) -> None:
    with store.writing():
        store.files.save_original(ABC)
        store.files.save(FILE)
        for article in kept:
            digests = (article.digest, article.whole_digest)
            said = Provenance(FILE.digest, *digests, FILE.path, None)
            store.articles.add(article, said)


@given(st.lists(articles, unique_by=lambda article: article.id))
def test_articles_come_back_as_kept_in_the_order_asked_for(kept: list[Article]) -> None:
    with TemporaryDirectory() as folder, closing(open_store(Path(folder))) as store:
        keep(store, *kept)
        ids = [article.id for article in reversed(kept)]
        assert store.articles.get_many(ids) == kept[::-1]
        assert sorted(store.articles.all(), key=lambda a: a.id) == sorted(
            kept, key=lambda a: a.id
        )


@given(st.binary())
def test_the_bytes_of_a_file_come_back(data: bytes) -> None:
    with TemporaryDirectory() as folder, closing(open_store(Path(folder))) as store:
        with store.writing():
            store.files.save_original(Original.of(data))
        assert store.files.original(sha256(data).digest()) == data


def test_a_path_that_is_no_text_comes_back(tmp_path: Path) -> None:
    odd = "/caf\udce9\udcff.txt"
    with closing(open_store(tmp_path)) as store:
        article = Article(id="1" * 12, headline="h", body="b")
        keep(store, article)
        with store.writing():
            store.files.save(FileState(odd, 3, 1, FILE.digest))
            store.files.stand(Place(odd, None), Standing("1" * 12, 1))
        found = store.files.get(odd)
        assert found is not None
        assert found.path == odd
        places = store.files.places(article.id, article.digest, limit=9)
        assert places == [Place(odd, None)]


def test_the_latest_version_stands_for_the_article(tmp_path: Path) -> None:
    first = Article(id="a" * 12, headline="h", body="old", authors=("Ada Moreau",))
    second = Article(id="a" * 12, headline="h", body="new", version=2)
    with closing(open_store(tmp_path)) as store:
        keep(store, first, second)
        (found,) = store.articles.find("aaaa", limit=9)
        assert found == second
        assert store.articles.content("a" * 12, 1) == first.content
        assert store.authors.entries() == []
        assert store.articles.by_authors(["ada moreau"]) == []
        assert store.articles.with_text(first.digest) == ("a" * 12, 1)


def test_spellings_of_a_name_are_one_author(tmp_path: Path) -> None:
    names = ["Ada Moreau", "ADA MOREAU", "Moreau, Ada", "ADA MOREAU", "Tom Reyes"]
    kept = [
        Article(id=f"{n:012x}", headline="", body="", authors=(name,))
        for n, name in enumerate(names)
    ]
    with closing(open_store(tmp_path)) as store:
        keep(store, *kept)
        ada, tom = store.authors.entries()
    assert ada == AuthorEntry("ADA MOREAU", 4, None, None)
    assert tom.author == "Tom Reyes"


def test_of_spellings_used_equally_the_one_in_capitals_is_not_shown(
    tmp_path: Path,
) -> None:
    kept = [
        Article(id=f"{n:012x}", headline="", body="", authors=(name,))
        for n, name in enumerate(["ADA MOREAU", "Ada Moreau"])
    ]
    with closing(open_store(tmp_path)) as store:
        keep(store, *kept)
        assert [entry.author for entry in store.authors.entries()] == ["Ada Moreau"]


def test_a_transaction_that_fails_keeps_nothing(tmp_path: Path) -> None:
    with closing(open_store(tmp_path)) as store:
        with suppress(RuntimeError), store.writing():
            store.files.save_original(ABC)
            raise RuntimeError
        assert store.figures().original_bytes == 0


def test_the_record_is_for_its_owner_alone(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    assert (tmp_path / "articles.db").stat().st_mode & 0o777 == 0o600


def test_the_record_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1000")
    before = path.read_bytes()
    with pytest.raises(ArchiveUnusableError, match="newer"):
        SqliteStore.open(path, create=False)
    assert path.read_bytes()[100:] == before[100:]


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    path.write_text("no database " * 100)
    with pytest.raises(ArchiveDamagedError, match="not a database"):
        SqliteStore.open(path, create=False)


def test_a_record_that_another_writes_to_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(tmp_path).close()
    monkeypatch.setattr("tca_cli.store.database.LOCK_TIMEOUT_SECONDS", 0)
    with (
        closing(sqlite3.connect(tmp_path / "articles.db")) as other,
        closing(open_store(tmp_path)) as store,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveLockedError), store.writing():
            pass
        other.execute("ROLLBACK")


def test_reading_is_as_of_one_moment(tmp_path: Path) -> None:
    with (
        closing(open_store(tmp_path)) as reader,
        closing(open_store(tmp_path)) as writer,
    ):
        with reader.reading():
            before = reader.figures().articles
            keep(writer, Article(id="1" * 12, headline="h", body="b"))
            assert reader.figures().articles == before
        assert reader.figures().articles == before + 1


def test_the_file_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE rss (url TEXT)")
    before = path.read_bytes()
    for create in (True, False):
        with pytest.raises(ArchiveUnusableError, match="another program"):
            SqliteStore.open(path, create=create)
    assert path.read_bytes() == before


def test_an_empty_file_is_no_archive_until_something_is_taken_in(
    tmp_path: Path,
) -> None:
    path = tmp_path / "articles.db"
    path.touch()
    with pytest.raises(NoArchiveError):
        SqliteStore.open(path, create=False)
    assert path.read_bytes() == b""
    SqliteStore.open(path, create=True).close()
    SqliteStore.open(path, create=False).close()


def test_the_archive_of_an_older_version_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Article(id="1" * 12, headline="Storm", body="The quay.")
    with monkeypatch.context() as older:
        older.setattr("tca_cli.store.schema.MIGRATIONS", MIGRATIONS[:1])
        with closing(open_store(tmp_path)) as store, store.writing():
            store.files.save_original(ABC)
            store._database.execute("INSERT INTO article VALUES ('111111111111', 1)")
            store._database.execute(
                "INSERT INTO version VALUES ('111111111111', 1, x'00', 'Storm', NULL,"
                " NULL, NULL, NULL, NULL, NULL, NULL, '[]', NULL, 'The quay.', ?, '')",
                (ABC.digest,),
            )
    with pytest.warns(UserWarning, match="older version"):
        store = open_store(tmp_path)
    with closing(store):
        assert list(store.articles.all()) == [old]
        assert store.failures.all() == []
        assert store.corrections.of(old.id) == ()
        assert store.files.containers(["/a.zip"]) == {}
        provenance = store.articles.provenance(old.id, 1)
        assert (provenance.whole, provenance.path) == (old.whole_digest, None)


failed = st.builds(
    Failure,
    path=st.sampled_from(
        ["/a.zip", "/a.zip!b", "/a.zip!b!c", "/a.zip.txt", "/a\udcff"]
    ),
    part=st.sampled_from(["", "line 2"]),
    reason=st.text(st.characters(exclude_categories=["Cs"])),
    failed=st.just("2026-11-25T06:00:00+00:00"),
    size=st.just(-1),
    mtime_ns=st.just(1),
    program=st.just("1.0"),
)


@given(st.lists(failed, unique_by=lambda failure: (failure.path, failure.part)))
def test_failures_come_back_by_file_and_by_container(kept: list[Failure]) -> None:
    with TemporaryDirectory() as folder, closing(open_store(Path(folder))) as store:
        with store.writing():
            for path in {failure.path for failure in kept}:
                store.failures.replace(path, [f for f in kept if f.path == path])
        assert set(store.failures.all()) == set(kept)
        within = {f for f in kept if f.path.startswith(("/a.zip!",))}
        whole = {f for f in kept if f.path == "/a.zip"}
        assert set(store.failures.of("/a.zip")) == within | whole
        with store.writing():
            store.failures.replace("/a.zip", [])
        assert set(store.failures.all()) == set(kept) - whole


@given(
    st.dictionaries(
        st.sampled_from(["headline", "authors", "published", "place"]),
        st.tuples(maybe, maybe),
    )
)
def test_corrections_come_back_as_kept(
    given_values: dict[str, tuple[str | None, str | None]],
) -> None:
    def as_field(field: str, value: str | None) -> object:
        if field == "authors":
            return (value,) if value else ()
        return date(2015, 8, 13) if value and field == "published" else value or None

    article = Article(id="1" * 12, headline="Storm", body="The quay.")
    values = {f: as_field(f, value) for f, (value, _) in given_values.items()}
    was = {f: as_field(f, value) for f, (_, value) in given_values.items()}
    with TemporaryDirectory() as folder, closing(open_store(Path(folder))) as store:
        keep(store, article)
        with store.writing():
            for field, value in values.items():
                correction = Correction(field, was[field], "now")
                store.corrections.keep(article.id, correction, value)
        assert store.corrections.values(article.id) == values
        kept = store.corrections.of(article.id)
        assert {c.field: c.was for c in kept} == was
        with store.writing():
            for field in values:
                store.corrections.drop(article.id, field)
        assert store.corrections.of(article.id) == ()


facets: st.SearchStrategy[Facet] = st.sampled_from(get_args(Facet))


@given(
    kept=st.lists(articles, unique_by=lambda article: article.id, max_size=5),
    asked=st.lists(facets, min_size=1, max_size=3),
)
def test_counts_are_the_same_however_often_they_are_asked_for(
    kept: list[Article], asked: list[Facet]
) -> None:
    with TemporaryDirectory() as folder, closing(open_store(Path(folder))) as store:
        keep(store, *kept)
        ids = [article.id for article in kept[1:]]
        for facet in asked:
            first, *others = (list(store.counts(ids, facet).items()) for _ in range(3))
            assert others == [first, first]


def test_counts_are_those_of_now_whoever_has_written(tmp_path: Path) -> None:
    def one(article_id: str, *authors: str, version: int = 1) -> Article:
        body = f"{article_id} {version}"
        kept = Article(id=article_id, headline="", body=body, authors=authors)
        return kept.but(version=version)

    ids = ["1" * 12, "2" * 12, "3" * 12]
    with closing(open_store(tmp_path)) as store, closing(open_store(tmp_path)) as other:
        keep(store, one(ids[0], "Ada Moreau", "Tom Reyes"))
        for _ in range(3):
            assert store.counts(ids, "author") == {"Ada Moreau": 1, "Tom Reyes": 1}
        keep(store, one(ids[1], "Tom Reyes"))
        assert next(iter(store.counts(ids, "author").items())) == ("Tom Reyes", 2)
        keep(other, one(ids[2], "Ada Moreau"), one(ids[1], "Ada Moreau", version=2))
        assert store.counts(ids, "author") == {"Ada Moreau": 3, "Tom Reyes": 1}


def test_a_full_disk_is_told_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    with closing(SqliteStore.open(path, create=True)) as store:
        ((pages,),) = store._database.execute("PRAGMA page_count")
        store._database.execute(f"PRAGMA max_page_count = {pages}")
        rows = [(f"{number:99}", 1) for number in range(1000)]
        with (
            pytest.raises(ArchiveUnusableError, match="the disk is full; make room"),
            store.writing(),
        ):
            store._database.execute_many(
                "INSERT INTO article VALUES (?, ?, NULL)", rows
            )
        assert store.figures().articles == 0


@pytest.mark.parametrize("is_replaced", [False, True])
def test_nothing_is_kept_in_a_record_that_is_where_it_was_no_more(
    tmp_path: Path, is_replaced: bool
) -> None:
    path = tmp_path / "archive" / "articles.db"
    path.parent.mkdir()
    with closing(SqliteStore.open(path, create=True)) as store:
        path.parent.rename(tmp_path / "elsewhere")
        if is_replaced:
            path.parent.mkdir()
            SqliteStore.open(path, create=True).close()
        with pytest.raises(ArchiveUnusableError, match="moved"), store.writing():
            store._database.execute("INSERT INTO article VALUES ('abcd', 1, NULL)")
    with closing(
        SqliteStore.open(tmp_path / "elsewhere" / path.name, create=False)
    ) as moved:
        assert moved.figures().articles == 0
