"""The seal tells as long as nothing was written since, and never raises an alarm."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.store import SqliteStore, seal
from tca_cli.store.seal import is_worth_it, read_seal
from tests.store.test_store import ABC

MEBIBYTE = 1024 * 1024


def open_store(folder: Path) -> SqliteStore:
    return SqliteStore.open(folder / "articles.db", create=True)


def written(store: SqliteStore) -> None:
    with store.writing():
        store._database.execute("DELETE FROM original")
        store.files.save_original(ABC)


def sealed_digest(folder: Path) -> str:
    kept = read_seal(folder / "articles.db")
    assert kept
    return kept.digest


def digest(folder: Path) -> str:
    with (folder / "articles.db").open("rb") as file:
        return seal.measured(file)[1]


def test_after_it_is_sealed_no_close_and_no_reading_changes_the_file(
    tmp_path: Path,
) -> None:
    with closing(open_store(tmp_path)) as store:
        written(store)
        store.seal()
        kept = sealed_digest(tmp_path)
        assert digest(tmp_path) == kept
    assert digest(tmp_path) == kept
    for _ in range(2):
        with closing(open_store(tmp_path)) as store:
            store.figures()
        assert digest(tmp_path) == kept
    assert (tmp_path / "articles.seal").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("articles.db", "articles.seal")
    ]


def test_each_writing_has_a_token_of_its_own(tmp_path: Path) -> None:
    tokens = set()
    with closing(open_store(tmp_path)) as store:
        for _ in range(3):
            written(store)
            tokens.add(store.soundness.token())
        with store.writing():
            store.figures()
        tokens.add(store.soundness.token())
    assert len(tokens) == 3
    assert None not in tokens


def test_where_nothing_was_written_nothing_is_sealed(tmp_path: Path) -> None:
    with closing(open_store(tmp_path)) as store:
        written(store)
        store.seal()
    (tmp_path / "articles.seal").unlink()
    with closing(open_store(tmp_path)) as store:
        store.seal()
        assert read_seal(store.path) is None
        store.seal(is_asked_for=True)
        assert read_seal(store.path)


def test_while_another_reads_what_was_before_it_stays_unsealed(tmp_path: Path) -> None:
    with closing(open_store(tmp_path)) as store, closing(open_store(tmp_path)) as other:
        written(store)
        store.seal()
        before = read_seal(store.path)
        with other.reading():
            other.figures()
            written(store)
            store.seal()
            assert read_seal(store.path) == before
        written(store)
        store.seal()
        assert read_seal(store.path) != before


def test_a_seal_that_cannot_be_written_is_left_out(tmp_path: Path) -> None:
    with closing(open_store(tmp_path)) as store:
        written(store)
        (tmp_path / "articles.seal-new").mkdir()
        store.seal()
        assert read_seal(store.path) is None


@given(size=st.integers(0, 2**40), grown=st.integers(0, 2**40))
def test_what_is_small_or_mostly_new_is_worth_it(size: int, grown: int) -> None:
    assert is_worth_it(size, grown=grown) == (
        size <= 32 * MEBIBYTE or grown >= size / 16
    )


def test_a_large_record_with_little_new_is_not_sealed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "_SMALL", 0)
    with closing(open_store(tmp_path)) as store:
        written(store)
        with store.writing():
            store._database.execute(
                "INSERT INTO original VALUES (x'00', 0, randomblob(1000000))"
            )
        store.seal()
        before = read_seal(store.path)
        assert before
        written(store)
        store.seal()
        assert read_seal(store.path) == before


@pytest.mark.parametrize("column", ["token", "digest"])
def test_a_changed_token_is_noticed(tmp_path: Path, column: str) -> None:
    with closing(open_store(tmp_path)) as store:
        written(store)
    change = {"token": "token = x'00'", "digest": "digest = x'00'"}[column]
    with closing(sqlite3.connect(tmp_path / "articles.db")) as record, record:
        record.execute("UPDATE writing SET *".replace("*", change))
    with closing(open_store(tmp_path)) as store:
        assert store.soundness.token() is None
