import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tca_cli.archive import Archive
from tca_cli.archive.search import search
from tca_cli.archive.show import show
from tca_cli.article import ArticleContent
from tca_cli.errors.archives import ArchiveLockedError
from tca_cli.readers import READERS
from tca_cli.readers.document import Document, FoundArticle
from tests.support import archive_in, take_in, write


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path / "archive") as opened:
        yield opened


def found(archive: Archive, query: str) -> list[str]:
    result = search(archive, query, limit=100, before_completing=lambda _: None)
    return [hit.article.id for hit in result.hits]


def sources(archive: Archive, article_id: str) -> list[str]:
    article = show(archive, article_id)
    assert article is not None
    return [Path(source.path).name for source in article.sources]


def test_what_is_known_is_unchanged(archive: Archive, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", "Storm\n\nThe quay.")
    assert take_in(archive, tmp_path / "in").added == 1
    again = take_in(archive, tmp_path / "in")
    assert (again.added, again.unchanged, again.failed) == (0, 1, 0)


def test_a_file_of_the_same_size_and_time_is_not_even_read(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.txt", "Storm\n\nThe quay.")
    take_in(archive, path)
    before = path.stat()
    path.write_text("Storm\n\nThe sand.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert take_in(archive, path).unchanged == 1


def test_a_file_that_was_only_touched_is_unchanged(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.txt", "Storm\n\nThe quay.")
    take_in(archive, path)
    os.utime(path, (1, 1))
    assert take_in(archive, path).unchanged == 1


def test_the_same_text_elsewhere_is_a_duplicate(
    archive: Archive, tmp_path: Path
) -> None:
    write(tmp_path / "a.txt", "Storm\n\nThe quay.")
    write(tmp_path / "b.txt", "Storm\r\n\r\n\r\nThe  quay.\r\n")
    report = take_in(archive, tmp_path / "a.txt", tmp_path / "b.txt")
    assert (report.added, report.duplicates) == (1, 1)
    (article_id,) = found(archive, "quay")
    assert sources(archive, article_id) == ["a.txt", "b.txt"]


def test_a_changed_file_makes_a_version_under_the_same_id(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.txt", "Storm\n\nThe quay.")
    take_in(archive, path)
    (article_id,) = found(archive, "quay")
    write(path, "Storm\n\nThe harbour is closed.")
    assert take_in(archive, path).updated == 1
    assert found(archive, "quay") == []
    assert found(archive, "harbour") == [article_id]
    article = show(archive, article_id)
    assert article is not None
    assert article.version == 2
    assert archive.store.articles.content(article_id, 1).body == "The quay."


def test_a_corrected_byline_makes_a_version_too(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.txt", "Storm\nBy Ada Moro\n\nThe quay.")
    take_in(archive, path)
    write(path, "Storm\nBy Ada Moreau\n\nThe quay.")
    assert take_in(archive, path).updated == 1
    (article_id,) = found(archive, "quay")
    article = show(archive, article_id)
    assert article is not None
    assert (article.version, article.authors) == (2, ("Ada Moreau",))


def test_a_file_with_the_old_text_stands_for_the_older_version(
    archive: Archive, tmp_path: Path
) -> None:
    old, path = "Storm\n\nThe quay.", write(tmp_path / "a.txt", "Storm\n\nThe quay.")
    take_in(archive, path)
    (article_id,) = found(archive, "quay")
    write(path, "Storm\n\nThe harbour is closed.")
    take_in(archive, path)
    copy = write(tmp_path / "copy.txt", old)
    assert take_in(archive, copy).duplicates == 1
    os.utime(copy, (1, 1))
    assert take_in(archive, copy).unchanged == 1
    assert found(archive, "harbour") == [article_id]
    assert sources(archive, article_id) == ["a.txt", "copy.txt"]
    write(copy, "Storm\n\nThe harbour is closed.")
    assert take_in(archive, copy).unchanged == 1
    article = show(archive, article_id)
    assert article is not None
    assert article.version == 2


def test_a_file_that_goes_back_to_its_old_text_makes_a_version(
    archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    for text in ("The quay.", "The harbour is closed.", "The quay."):
        write(path, f"Storm\n\n{text}")
        take_in(archive, path)
    (article_id,) = found(archive, "quay")
    article = show(archive, article_id)
    assert article is not None
    assert article.version == 3


def test_a_file_that_moved_is_recognised(archive: Archive, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Storm\n\nThe quay.")
    take_in(archive, path)
    path.rename(tmp_path / "b.txt")
    report = take_in(archive, tmp_path / "b.txt")
    assert (report.unchanged, report.moved, report.duplicates) == (1, 1, 0)
    (article_id,) = found(archive, "quay")
    assert sources(archive, article_id) == ["b.txt"]


def test_a_file_overwritten_with_another_article_stands_for_that(
    archive: Archive, tmp_path: Path
) -> None:
    write(tmp_path / "a.txt", "Storm\n\nThe quay.")
    write(tmp_path / "b.txt", "Flood\n\nThe harbour.")
    take_in(archive, tmp_path / "a.txt", tmp_path / "b.txt")
    (tmp_path / "a.txt").replace(tmp_path / "b.txt")
    assert take_in(archive, tmp_path / "b.txt").duplicates == 1
    assert len(found(archive, "quay")) == len(found(archive, "harbour")) == 1
    assert sources(archive, found(archive, "quay")[0]) == ["b.txt"]


def test_a_bad_file_does_not_stop_the_others(archive: Archive, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", "A headline alone")
    write(tmp_path / "in" / "b.txt", "Storm\n\nThe quay.")
    write(tmp_path / "in" / "c.txt", "")
    (tmp_path / "in" / "d.txt").write_bytes(b"\x00\x01\x02" * 99)
    report = take_in(archive, tmp_path / "in")
    assert (report.added, report.failed) == (1, 3)
    assert [failure.reason for failure in report.failures] == [
        "there is a headline but no text below it",
        "the file is empty",
        "it is not a text file, or a damaged one",
    ]


def test_a_known_file_that_cannot_be_read_now_keeps_its_article(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.txt", "Storm\n\nThe quay.")
    take_in(archive, path)
    write(path, "")
    assert take_in(archive, path).failed == 1
    assert len(found(archive, "quay")) == 1


def test_in_a_folder_unknown_formats_are_counted_and_hidden_files_left(
    archive: Archive, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    write(folder / "deep" / "a.TXT", "Storm\n\nThe quay.")
    write(folder / ".git" / "b.txt", "Hidden\n\nThe quay.")
    write(folder / ".c.txt", "Hidden\n\nThe quay.")
    write(folder / "d.jpg", "?")
    write(folder / "e.JPG", "?")
    write(folder / "f.css", "?")
    report = take_in(archive, folder)
    assert (report.added, report.failed) == (1, 0)
    assert report.skipped == {".jpg": 2, ".css": 1}


def test_a_file_that_is_named_and_of_no_known_format_fails(
    archive: Archive, tmp_path: Path
) -> None:
    (failure,) = take_in(archive, write(tmp_path / "a.xyz", "?")).failures
    assert "format" in failure.reason


def test_the_archive_itself_is_not_taken_in(tmp_path: Path) -> None:
    write(tmp_path / "archive" / "a.txt", "Storm\n\nThe quay.")
    with archive_in(tmp_path / "archive") as archive:
        assert take_in(archive, tmp_path).added == 0


def test_what_is_no_file_is_not_opened(archive: Archive, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    report = take_in(archive, tmp_path)
    assert [failure.reason for failure in report.failures] == [
        "No such file or directory",
        "it is no regular file",
    ]


def test_a_file_name_that_is_no_text_is_taken_in(
    archive: Archive, tmp_path: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    write(path, "Storm\n\nThe quay.")
    assert take_in(archive, tmp_path).added == 1
    assert take_in(archive, tmp_path).unchanged == 1


def test_source_files_are_left_as_they_are(archive: Archive, tmp_path: Path) -> None:
    path = write(tmp_path / "in" / "a.txt", "Storm\n\nThe quay.")
    path.chmod(0o444)
    before = path.stat()
    take_in(archive, tmp_path / "in")
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ctime_ns) == (
        before.st_mtime_ns,
        before.st_ctime_ns,
    )
    assert [file.name for file in (tmp_path / "in").iterdir()] == ["a.txt"]


def test_progress_counts_every_file_and_its_bytes_once(
    archive: Archive, tmp_path: Path
) -> None:
    from tca_cli.archive.ingest import IngestOptions, ingest

    for name in ("a", "bb", "cccc"):
        write(tmp_path / f"{name}.txt", f"{name}\n\nQuay.")
    told: list[tuple[int, int, int, int]] = []
    ingest(archive, [tmp_path], IngestOptions(), progress=told.append)
    assert told == [(1, 3, 8, 28), (2, 3, 17, 28), (3, 3, 28, 28)]


def test_another_writer_is_waited_for_and_then_told(
    archive: Archive, tmp_path: Path
) -> None:
    archive = archive.but(wait_seconds=0.1)
    path = write(tmp_path / "a.txt", "Storm\n\nThe quay.")
    with (
        archive_in(tmp_path / "archive") as other,
        other.writing(),
        pytest.raises(ArchiveLockedError),
    ):
        take_in(archive, path)


def test_an_id_that_another_text_has_already_gives_way(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = bytes.fromhex("ab" * 6)

    def digest(content: ArticleContent) -> bytes:
        return same + content.body.encode().ljust(26, b"-")[:26]

    monkeypatch.setattr(ArticleContent, "digest", property(digest))
    for number in range(2):
        write(tmp_path / f"{number}.txt", f"Storm\n\nThe quay {number}.")
    assert take_in(archive, tmp_path).added == 2
    assert len(set(found(archive, "quay"))) == 2


def test_articles_of_one_file_keep_their_identity_by_their_keys(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(READERS, ".many", "tests.archive.test_ingest:read_many")
    path = write(tmp_path / "a.many", "1=quay\n2=sand")
    assert take_in(archive, path).added == 2
    assert take_in(archive, path).unchanged == 2
    (first,) = found(archive, "quay")
    write(path, "3=storm\n2=sand\n1=quays and harbours")
    report = take_in(archive, path)
    assert (report.added, report.updated, report.unchanged) == (1, 1, 1)
    assert found(archive, "harbour") == [first]
    write(path, "3=storm")
    take_in(archive, path)
    assert found(archive, "harbour") == [first]


def read_many(document: Document) -> Iterator[FoundArticle]:
    for line in document.data.decode().split("\n"):
        key, body = line.split("=")
        yield FoundArticle(ArticleContent(headline=f"Item {key}", body=body), key)


@pytest.mark.parametrize("settled_at_once", [1, 2, 1000])
def test_however_many_files_are_settled_at_once_the_same_is_kept(
    archive: Archive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settled_at_once: int,
) -> None:
    monkeypatch.setattr("tca_cli.archive.intake._MOST_WAITING", settled_at_once)
    storm = {"headline": "Storm", "body": "The quay."}
    calm = {"headline": "Calm", "body": "The sea."}
    write(tmp_path / "a.json", json.dumps([storm, calm, storm]))
    write(tmp_path / "b.txt", "Storm\n\nThe quay.")
    write(tmp_path / "c.txt", "Rain\n\nThe dam.")
    write(tmp_path / "d.txt", "Rain\n\nThe dam.")
    report = take_in(archive, tmp_path)
    assert (report.added, report.duplicates) == (3, 3)
    (storm_id,) = found(archive, "quay")
    assert sources(archive, storm_id) == ["a.json", "a.json", "b.txt"]
    (rain_id,) = found(archive, "dam")
    assert sources(archive, rain_id) == ["c.txt", "d.txt"]
