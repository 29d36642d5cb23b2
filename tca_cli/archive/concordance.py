"""Every occurrence of a word in its context: keyword in context."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from tca_cli.archive import Archive
from tca_cli.archive.understanding import understood
from tca_cli.article import Article
from tca_cli.query.matching import occurrences
from tca_cli.query.tree import Filter, Query
from tca_cli.text.words import Token

Order: TypeAlias = Literal["date", "left", "right"]

_WHITE_SPACE = re.compile(r"\s+")
_BETWEEN_WORDS = re.compile(r"[\s\-–,'’\".]{0,3}")
_ARTICLES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A word, or words beside each other, and the text to both sides on one line."""

    id: str
    published: date | None
    place: str | None
    left: str
    word: str
    right: str


def concordance(
    archive: Archive,
    query: str,
    *,
    filters: Iterable[Filter] = (),
    order: Order = "date",
    width: int = 60,
    before_completing: Callable[[int], None],
) -> list[Occurrence]:
    """Return every occurrence of what *query* asks for, *width* signs to each side.

    They stand by date of their articles, or by the words before or behind.
    """
    tree = understood(archive, query, filters)
    found = archive.index.ask(
        lambda index: list(_of_ids(archive, tree, list(index.ids(tree)), width)),
        before_completing=before_completing,
    ).found
    return sorted(found, key=_KEYS[order])


def _of_ids(
    archive: Archive, tree: Query, ids: list[str], width: int
) -> Iterator[Occurrence]:
    for start in range(0, len(ids), _ARTICLES_AT_ONCE):
        some = ids[start : start + _ARTICLES_AT_ONCE]
        for article in archive.store.articles.get_many(some):
            yield from _of_article(tree, article, width)


def _of_article(tree: Query, article: Article, width: int) -> Iterator[Occurrence]:
    headline = occurrences(tree, article.headline, within="headline")
    for text, words in (
        (article.headline, headline),
        (article.body, occurrences(tree, article.body)),
    ):
        for begin, end in _beside_each_other(text, words):
            yield Occurrence(
                id=article.id,
                published=article.published,
                place=article.place,
                left=_on_one_line(text[max(0, begin - 2 * width) : begin])[-width:],
                word=_on_one_line(text[begin:end]),
                right=_on_one_line(text[end : end + 2 * width])[:width],
            )


def _beside_each_other(text: str, words: list[Token]) -> Iterator[tuple[int, int]]:
    begin = end = -1
    for word in words:
        if begin >= 0 and _BETWEEN_WORDS.fullmatch(text, end, word.start):
            end = word.end
            continue
        if begin >= 0:
            yield begin, end
        begin, end = word.start, word.end
    if begin >= 0:
        yield begin, end


def _on_one_line(text: str) -> str:
    return _WHITE_SPACE.sub(" ", text)


def _by_date(found: Occurrence) -> tuple[object, ...]:
    return found.published is None, found.published or date.min, found.id


def _by_left(found: Occurrence) -> tuple[object, ...]:
    return found.left.casefold().split()[::-1], found.right.casefold()


def _by_right(found: Occurrence) -> tuple[object, ...]:
    return found.right.casefold().split(), found.left.casefold()


_KEYS: dict[Order, Callable[[Occurrence], tuple[object, ...]]] = {
    "date": _by_date,
    "left": _by_left,
    "right": _by_right,
}
