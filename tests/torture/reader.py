"""Reads an archive over and over, until its input is closed, and tells what is odd.

``python -m tests.torture.reader ARCHIVE NUMBER``: prints one JSON value.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Thread

from tca_cli.archive import Archive
from tca_cli.archive.authors import articles_by, authors
from tca_cli.archive.search import SearchResult, search
from tca_cli.archive.show import show
from tca_cli.archive.status import status
from tca_cli.bootstrap import open_archive

_ARTICLES = 12


def main() -> None:
    directory, random = Path(sys.argv[1]), Random(int(sys.argv[2]))
    ending = Thread(target=sys.stdin.read, daemon=True)
    ending.start()
    questions, latest = 0, 0
    wrong: list[str] = []
    while ending.is_alive() or not questions:
        questions += 1
        try:
            with closing(
                open_archive(directory, engine="whoosh", create=False)
            ) as archive:
                for _ in range(random.randint(1, 4)):
                    seen = _generations(archive)
                    wrong += _odd(archive, random, seen)
                    latest = max(latest, *seen, 0)
        except Exception as error:
            wrong.append(f"{type(error).__name__}: {error}")
    print(json.dumps({"questions": questions, "latest": latest, "wrong": wrong}))


def _generations(archive: Archive) -> list[int]:
    """Return the generations that the articles found carry."""
    result = _found(archive, "quay")
    return [
        int(number)
        for hit in result.hits
        for number in re.findall(r"zqgen(\d+)", hit.article.body)
    ]


def _odd(archive: Archive, random: Random, seen: list[int]) -> Iterator[str]:
    if len(seen) != _ARTICLES or len(set(seen)) != 1:
        yield f"a mixture of generations: {sorted(seen)}"
        return
    for number in (seen[0], seen[0] + 1, random.randint(0, seen[0])):
        result = _found(archive, f"zqgen{number}")
        if result.total not in (0, _ARTICLES) or len(result.hits) != result.total:
            yield f"{result.total} of generation {number}, {len(result.hits)} shown"
        if not result.is_behind and any(
            f"zqgen{number}." not in hit.article.body for hit in result.hits
        ):
            yield f"what has not the words was found for generation {number}"
        for hit in result.hits[:2]:
            if show(archive, hit.article.id) is None:
                yield f"{hit.article.id} was found and cannot be shown"
    yield from _odd_elsewhere(archive, random, seen[0])


def _odd_elsewhere(archive: Archive, random: Random, seen: int) -> Iterator[str]:
    once = random.randint(1, max(seen, 1))
    result = _found(archive, f"zqonce{once}")
    if seen > once and result.total != 1:
        yield f"what was taken in with {once} is found {result.total} times"
    for entry in authors(archive)[:2]:
        if len(articles_by(archive, entry.author)) != entry.articles:
            yield f"{entry.author} has other articles than are counted"
    if status(archive).articles < _ARTICLES:
        yield "the status counts too few"


def _found(archive: Archive, words: str) -> SearchResult:
    return search(
        archive, words, limit=50, exact_spelling=True, before_completing=_no_matter
    )


def _no_matter(_: int) -> None:
    pass


if __name__ == "__main__":
    main()
