"""One article, by the beginning of its id."""

import re
from typing import TYPE_CHECKING, TypeVar

from tca_cli.archive import Archive
from tca_cli.article import ID_DIGITS, Article, Source
from tca_cli.errors.asked import (
    AmbiguousIdError,
    ArticleInBinError,
    ArticlePurgedError,
    NoIdError,
    VersionNotFoundError,
)
from tca_cli.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tca_cli.store.bin import BinnedArticle
    from tca_cli.store.versions import KeptVersion
    from tca_cli.text.words import Token

_Named = TypeVar("_Named", bound="Article | BinnedArticle")

_PREFIX = re.compile(rf"[0-9a-f]{{4,{ID_DIGITS}}}")
_CANDIDATES_SHOWN = 10


class ShownArticle(Frozen):
    """An article, and the words in it that were asked for.

    Where one of its versions was asked for, also which is the latest.
    """

    article: Article
    in_headline: "tuple[Token, ...]" = ()
    in_body: "tuple[Token, ...]" = ()
    versions: int | None = None


def shown(
    archive: Archive,
    prefix: str,
    *,
    query: str | None = None,
    version: int | None = None,
) -> ShownArticle | None:
    """Return the article as ``show`` does, with the words that *query* asks for.

    One *version* of it, where that is said. Raises VersionNotFoundError where there is
    no such version.
    """
    article = show(archive, prefix)
    if article is None:
        return None
    versions = article.version if version is not None else None
    if version is not None and version != article.version:
        article = _as_read(known_version(archive, article.id, version))
    if query is None:
        return ShownArticle(article, versions=versions)
    # Imported when it is needed: a page without marks needs no stems.
    from tca_cli.query.matching import occurrences
    from tca_cli.query.parser import parse

    tree = parse(query)
    return ShownArticle(
        article,
        tuple(occurrences(tree, article.headline, within="headline")),
        tuple(occurrences(tree, article.body)),
        versions,
    )


def known_version(archive: Archive, article_id: str, number: int) -> "KeptVersion":
    """Return a version of an article, which exists.

    Raises VersionNotFoundError where it has none of this *number*.
    """
    known = archive.store.versions.numbers(article_id)
    if number not in known:
        raise VersionNotFoundError(article_id, number, known)
    return archive.store.versions.get(article_id, number)


def _as_read(version: "KeptVersion") -> Article:
    """Return an older version with the file where it was read."""
    said = version.provenance
    sources = (Source(said.path, said.key),) if said.path else ()
    return version.article.but(sources=sources)


def show(archive: Archive, prefix: str) -> Article | None:
    """Return the article whose id begins with *prefix*, or None.

    Raises NoIdError where it has not 4 to 12 digits, AmbiguousIdError where several do,
    and ArticleInBinError or ArticlePurgedError where it was removed.
    """
    digits = digits_of(prefix)
    found = archive.store.articles.find(digits, limit=_CANDIDATES_SHOWN + 1)
    if not found:
        check_not_removed(archive, digits)
        return None
    return whole(archive, only_one(found, digits))


def digits_of(prefix: str) -> str:
    """Return the digits with which an id begins; raise NoIdError where it cannot."""
    digits = prefix.strip().lower()
    if not _PREFIX.fullmatch(digits):
        raise NoIdError(prefix)
    return digits


def only_one(found: "Sequence[_Named]", digits: str) -> _Named:
    """Return the one that was *found*; raise AmbiguousIdError for several."""
    if len(found) > 1:
        more = ["…"] if len(found) > _CANDIDATES_SHOWN else []
        shown = found[:_CANDIDATES_SHOWN]
        raise AmbiguousIdError(digits, [*map(_candidate, shown), *more])
    return found[0]


def check_not_removed(archive: Archive, digits: str) -> None:
    """Raise what is to be said where what begins with *digits* was removed."""
    if binned := archive.store.bin.find(digits):
        one = only_one(binned, digits)
        raise ArticleInBinError(one.id, one.removed)
    if purged := archive.store.bin.purged_on(digits):
        raise ArticlePurgedError(*purged)


def whole(archive: Archive, article: Article) -> Article:
    """Return *article* with the files it stands in, and what was corrected by hand."""
    corrections = archive.store.corrections.of(article.id)
    return archive.store.articles.with_sources(article).but(corrections=corrections)


def _candidate(article: "Article | BinnedArticle") -> str:
    day = article.published.isoformat() if article.published else "undated   "
    return f"{article.id}  {day}  {article.headline}"
