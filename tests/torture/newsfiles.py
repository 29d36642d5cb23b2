"""Invented articles to take in, each with a word that no other has."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.newsroom import Newsroom
from tca_cli.article import ArticleContent
from tests.support import archive_in, take_in
from tests.torture.trials import Ground

COMMON = "harbour"
_LETTERS = "bdfghjklmn"


@dataclass(frozen=True, slots=True)
class Newsfiles:
    """Files in a folder, and the articles that they hold.

    ``articles`` are by their ids, and so are the words, ``tags``, that each alone has.
    ``order`` has the ids in the order in which they are taken in.
    """

    folder: Path
    digests: Mapping[Path, bytes]
    articles: Mapping[str, ArticleContent]
    tags: Mapping[str, str]
    order: tuple[str, ...]

    def are_untouched(self) -> bool:
        """Tell whether every file is as it was written, and no other is there."""
        return digests_of(self.folder) == self.digests


def tag(number: int) -> str:
    """Return a word that no article has by itself."""
    return "zq" + "".join(_LETTERS[int(digit)] for digit in f"{number:05}")


def invented(place: Ground, *, number: int, edition: int = 0) -> Newsfiles:
    """Write so many files, the same ones for an *edition*, and tell what they hold."""
    folder = place.folder / f"news-{edition}-{number}"
    folder.mkdir()
    newsroom = Newsroom.founded(edition)
    first = edition * 10_000
    for at in range(number):
        text = newsroom.article()
        sign = f"The {COMMON} of {tag(first + at)} stays closed."
        path = folder / f"{at:05}.txt"
        path.write_text(f"{text}\n{sign}\n", encoding="utf-8")
    return _read(place, folder)


def _read(place: Ground, folder: Path) -> Newsfiles:
    with archive_in(place.new_folder("reference") / "archive", "scan") as archive:
        take_in(archive, folder)
        articles = {one.id: one for one in archive.store.articles.all()}
    words = {
        one.id: one.body.rsplit("\n\n", 1)[-1].split()[3] for one in articles.values()
    }
    return Newsfiles(
        folder=folder,
        digests=digests_of(folder),
        articles={one.id: one.content for one in articles.values()},
        tags=words,
        order=tuple(sorted(articles, key=words.__getitem__)),
    )


def digests_of(folder: Path) -> dict[Path, bytes]:
    """Return the SHA-256 of every file below *folder*."""
    return {
        path: hashlib.sha256(path.read_bytes()).digest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
