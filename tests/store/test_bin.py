from collections.abc import Iterator
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from tca_cli.article import Article
from tca_cli.store import SqliteStore
from tca_cli.store.bin import BinnedArticle
from tca_cli.store.files import FileState, Original, Place, Standing
from tca_cli.store.version_rows import Provenance

TIME = "2026-11-25T06:00:00+00:00"
ONE, TWO = "1" * 12, "2" * 12
WORD = "xyzzyquux"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore.open(tmp_path / "articles.db", create=True)) as opened:
        yield opened


def keep(
    store: SqliteStore, article_id: str, body: str, path: str, data: bytes
) -> bytes:
    """Keep an article that was read from a file; return the digest of its text."""
    article = Article(
        id=article_id, headline="Storm", body=body, published=date(2015, 8, 13)
    )
    file = FileState(path, len(data), 1, sha256(data).digest())
    with store.writing():
        store.files.save_original(Original.of(data))
        store.files.save(file)
        digests = (article.digest, article.whole_digest)
        store.articles.add(article, Provenance(file.digest, *digests, path, article_id))
        store.files.stand(Place(path, article_id), Standing(article_id, 1))
    return article.digest


def purge(store: SqliteStore, *ids: str) -> tuple[int, int, int]:
    store.bin.overwrite_what_is_deleted()
    with store.writing():
        store.bin.put(ids, TIME)
        return store.bin.purge(ids, TIME)


def originals(store: SqliteStore) -> dict[bytes, int]:
    rows = store._database.execute("SELECT digest, length(compressed) FROM original")
    return {bytes(digest): int(length) for digest, length in rows}


def test_what_is_in_the_bin_is_kept_and_not_among_the_articles(
    store: SqliteStore,
) -> None:
    keep(store, ONE, "The quay.", "/a.txt", b"a")
    with store.writing():
        store.bin.put([ONE, TWO], TIME)
    binned = BinnedArticle(ONE, TIME, date(2015, 8, 13), "Storm")
    assert store.bin.all() == store.bin.find("1111") == [binned]
    assert store.bin.find("2222") == []
    assert store.articles.get_many([ONE]) == [*store.articles.all()] == []
    figures = store.figures()
    assert (figures.articles, figures.versions, figures.in_bin) == (0, 0, 1)
    assert store.index_notes.pending_removals() == [(ONE, 1)]
    with store.writing():
        store.bin.take_out([ONE])
    assert [article.id for article in store.articles.all()] == [ONE]
    assert store.index_notes.pending_removals() == store.bin.all() == []
    assert store.index_notes.pending(limit=9) == [(ONE, 1)]


def test_the_first_removal_is_the_one_that_counts(store: SqliteStore) -> None:
    keep(store, ONE, "The quay.", "/a.txt", b"a")
    with store.writing():
        store.bin.put([ONE], TIME)
        store.bin.put([ONE], "2027-01-01T00:00:00+00:00")
    assert [one.removed for one in store.bin.all()] == [TIME]


def test_a_purged_article_leaves_its_text_s_digest_and_its_file(
    store: SqliteStore,
) -> None:
    text = keep(store, ONE, "The quay.", "/a.txt", b"a")
    keep(store, TWO, "The dam.", "/b.txt", b"b")
    assert purge(store, ONE) == (1, 1, 0)
    assert [article.id for article in store.articles.all()] == [TWO]
    assert store.bin.purged_among([text, b""]) == {text: ONE}
    assert store.bin.purged_on("1111") == (ONE, TIME)
    assert store.bin.purged_on("2222") is None
    assert store.files.get("/a.txt") == FileState("/a.txt", 1, 1, sha256(b"a").digest())
    assert originals(store)[sha256(b"a").digest()] == 0
    assert store.figures().original_bytes == len(b"b")
    assert store.files.original(sha256(b"b").digest()) == b"b"
    assert store.bin.emptied_at("/a.txt") == 1
    assert store.bin.emptied_at("/b.txt") == 0
    assert store._database.execute("PRAGMA foreign_key_check") == []


def test_bytes_from_which_another_article_was_read_stay(store: SqliteStore) -> None:
    keep(store, ONE, "The quay.", "/both.json", b"both")
    keep(store, TWO, "The dam.", "/both.json", b"both")
    assert purge(store, ONE) == (1, 1, 1)
    assert store.files.original(sha256(b"both").digest()) == b"both"
    assert purge(store, TWO) == (1, 1, 0)
    assert originals(store) == {sha256(b"both").digest(): 0}


def test_bytes_of_the_same_text_elsewhere_and_of_earlier_readings_go_too(
    store: SqliteStore,
) -> None:
    keep(store, ONE, "The quay.", "/a.txt", b"a")
    with store.writing():
        for number, data in enumerate((b"a ", b"a  ")):
            digest = sha256(data).digest()
            store.files.save_original(Original.of(data))
            store.files.save(FileState("/copy.txt", len(data), number, digest))
            store.files.stand(Place("/copy.txt", ONE), Standing(ONE, 1))
    purge(store, ONE)
    assert originals(store) == {sha256(b"a").digest(): 0, sha256(b"a  ").digest(): 0}


def test_bytes_in_which_another_article_stands_stay_though_it_came_from_others(
    store: SqliteStore,
) -> None:
    keep(store, TWO, "The dam.", "/b.txt", b"b")
    keep(store, ONE, "The quay.", "/both.json", b"both")
    with store.writing():
        store.files.stand(Place("/both.json", TWO), Standing(TWO, 1))
    assert purge(store, ONE) == (1, 1, 1)
    assert store.files.original(sha256(b"both").digest()) == b"both"


def test_bytes_that_were_emptied_are_kept_again_when_they_are_wanted(
    store: SqliteStore,
) -> None:
    keep(store, ONE, "The quay.", "/a.txt", b"a")
    purge(store, ONE)
    with store.writing():
        store.files.save_original(Original.of(b"a"))
        store.files.save_original(Original.of(b"a")._replace(compressed=b""))
    assert store.files.original(sha256(b"a").digest()) == b"a"


def test_what_was_purged_is_not_in_the_file_even_where_it_cannot_be_made_smaller(
    store: SqliteStore,
) -> None:
    # As SQLite is, where it was not built otherwise.
    store._database.execute("PRAGMA secure_delete = OFF")
    for number in range(50):
        body = f"{WORD} {number} " * 200
        keep(store, f"{number:012}", body, f"/{number}.txt", body.encode())
    purge(store, *(f"{number:012}" for number in range(10, 50)))
    ((_, _, _),) = store._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = store.path.read_bytes()
    assert f"{WORD} 9 ".encode() in data
    assert all(f"{WORD} {number} ".encode() not in data for number in range(10, 50))


def test_the_record_grows_smaller_and_its_log_empty(store: SqliteStore) -> None:
    for number in range(20):
        keep(store, f"{number:012}", "quay " * 9999, f"/{number}.txt", b"%d" % number)
    assert store.bin.compact() == (True, True)
    purge(store, *(f"{number:012}" for number in range(20)))
    before = store.path.stat().st_size
    assert store.bin.compact() == (True, True)
    assert store.path.stat().st_size < before / 2
    assert store.path.with_name("articles.db-wal").stat().st_size == 0


def test_a_reader_keeps_the_log_and_a_full_disk_the_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tca_cli.store.database.LOCK_TIMEOUT_SECONDS", 0)
    path = tmp_path / "articles.db"
    with closing(SqliteStore.open(path, create=True)) as store:
        keep(store, ONE, "quay " * 99999, "/a.txt", b"a")
        with (
            closing(SqliteStore.open(path, create=False)) as other,
            other.reading(),
        ):
            assert list(other.articles.all())
            purge(store, ONE)
            _, is_gone = store.bin.compact()
            assert not is_gone
        assert store.bin.compact() == (True, True)
        keep(store, TWO, "quay " * 99999, "/b.txt", b"b")
        purge(store, TWO)
        monkeypatch.setattr(store.bin, "_database", _Full(store._database))
        assert store.bin.compact() == (False, True)


class _Full:
    """A database whose disk has no room for a second one."""

    def __init__(self, database: object) -> None:
        self._database = database

    def execute(self, sql: str) -> object:
        if sql == "VACUUM":
            from tca_cli.errors.archives import ArchiveUnusableError

            raise ArchiveUnusableError(Path("x"), "database or disk is full")
        return self._database.execute(sql)  # type: ignore[attr-defined]
