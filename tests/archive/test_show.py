from collections.abc import Iterator
from pathlib import Path

import pytest

from tca_cli.archive import Archive
from tca_cli.archive.authors import articles_by, authors
from tca_cli.archive.show import show
from tca_cli.archive.status import status
from tca_cli.article import Article
from tca_cli.errors.asked import AmbiguousIdError, NoIdError
from tca_cli.store.files import Original
from tca_cli.store.version_rows import Provenance
from tests.support import archive_in, take_in, write


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path / "archive") as opened:
        yield opened


def keep(archive: Archive, *ids: str) -> None:
    with archive.store.writing():
        kept = Original.of(b"abc")
        archive.store.files.save_original(kept)
        for article_id in ids:
            article = Article(id=article_id, headline=f"H {article_id}", body="b")
            digests = (article.digest, article.whole_digest)
            said = Provenance(kept.digest, *digests, None, None)
            archive.store.articles.add(article, said)


@pytest.mark.parametrize("prefix", ["abcd", "ABCDE", " abcdef012345 "])
def test_the_beginning_of_an_id_is_enough(archive: Archive, prefix: str) -> None:
    keep(archive, "abcdef012345", "abce00000000")
    found = show(archive, prefix)
    assert found is not None
    assert found.id == "abcdef012345"


@pytest.mark.parametrize("text", ["abc", "xyzw", "", "abcdef0123456", "ab%d", "ab cd"])
def test_what_cannot_be_an_id_is_told(archive: Archive, text: str) -> None:
    with pytest.raises(NoIdError, match="digits"):
        show(archive, text)


@pytest.mark.parametrize(
    ("text", "wrong"), [("abc", "too short"), ("zzz", "no id"), ("ab!", "no id")]
)
def test_why_it_cannot_be_an_id_is_told(
    archive: Archive, text: str, wrong: str
) -> None:
    with pytest.raises(NoIdError, match=wrong):
        show(archive, text)


def test_several_candidates_are_listed(archive: Archive) -> None:
    keep(archive, *(f"abcd{n:08x}" for n in range(12)))
    with pytest.raises(AmbiguousIdError) as error:
        show(archive, "abcd")
    lines = str(error.value).splitlines()
    assert len(lines) == 12
    assert "H abcd00000000" in lines[1]
    assert lines[-1].strip() == "…"


def test_an_unknown_id_is_none(archive: Archive) -> None:
    assert show(archive, "ffff") is None


def test_authors_and_their_articles(archive: Archive, tmp_path: Path) -> None:
    write(tmp_path / "in" / "2015-08-13.txt", "A\nBy Ada Moreau\n\nQuay.")
    write(tmp_path / "in" / "2016-01-01.txt", "B\nBy ADA MOREAU\n\nSand.")
    write(tmp_path / "in" / "c.txt", "C\nBy Tom Moreau and Ada Moreau\n\nStorm.")
    take_in(archive, tmp_path / "in")
    ada, tom = authors(archive)
    assert (ada.author, ada.articles) == ("Ada Moreau", 3)
    assert (str(ada.first), str(ada.last)) == ("2015-08-13", "2016-01-01")
    assert tom.author == "Tom Moreau"
    newest_first = [article.headline for article in articles_by(archive, "Moreau, ada")]
    assert newest_first == ["B", "A", "C"]
    assert len(articles_by(archive, "tom")) == 1
    assert articles_by(archive, "Reyes") == []


def test_the_status_counts_what_is_there(archive: Archive, tmp_path: Path) -> None:
    path = write(tmp_path / "in" / "2015-08-13.txt", "A\nBy Ada Moreau\n\nQuay.")
    write(tmp_path / "in" / "b.txt", "B\n\nSand.")
    take_in(archive, tmp_path / "in")
    write(path, "A\nBy Ada Moreau\n\nA quay.")
    take_in(archive, tmp_path / "in")
    said = status(archive)
    assert (said.articles, said.versions, said.authors, said.files) == (2, 3, 1, 2)
    assert (str(said.first), str(said.last), said.undated) == (
        "2015-08-13",
        "2015-08-13",
        1,
    )
    assert (said.index, said.unindexed) == ("current", 0)
    assert said.record_bytes > said.original_bytes > 0
    assert said.index_bytes > 0
