"""One article, by the beginning of its id."""

import re
from typing import TYPE_CHECKING

from tca_cli.archive import Archive
from tca_cli.article import ID_DIGITS, Article
from tca_cli.errors import AmbiguousIdError, NoIdError
from tca_cli.frozen import Frozen

if TYPE_CHECKING:
    from tca_cli.text.words import Token

_PREFIX = re.compile(rf"[0-9a-f]{{4,{ID_DIGITS}}}")
_CANDIDATES_SHOWN = 10


class ShownArticle(Frozen):
    """An article, and the words in it that were asked for."""

    article: Article
    in_headline: "tuple[Token, ...]" = ()
    in_body: "tuple[Token, ...]" = ()


def show_marked(archive: Archive, prefix: str, query: str) -> ShownArticle | None:
    """Return the article as ``show`` does, with the words that *query* asks for."""
    article = show(archive, prefix)
    if article is None:
        return None
    # Imported when it is needed: a page without marks needs no stems.
    from tca_cli.query.matching import occurrences
    from tca_cli.query.parser import parse

    tree = parse(query)
    return ShownArticle(
        article,
        tuple(occurrences(tree, article.headline, within="headline")),
        tuple(occurrences(tree, article.body)),
    )


def show(archive: Archive, prefix: str) -> Article | None:
    """Return the article whose id begins with *prefix*, or None.

    Raises NoIdError where it has not 4 to 12 digits, AmbiguousIdError where several do.
    """
    digits = prefix.strip().lower()
    if not _PREFIX.fullmatch(digits):
        raise NoIdError(prefix)
    found = archive.store.articles.find(digits, limit=_CANDIDATES_SHOWN + 1)
    if len(found) > 1:
        more = ["…"] if len(found) > _CANDIDATES_SHOWN else []
        shown = found[:_CANDIDATES_SHOWN]
        raise AmbiguousIdError(digits, [*map(_candidate, shown), *more])
    return whole(archive, found[0]) if found else None


def whole(archive: Archive, article: Article) -> Article:
    """Return *article* with the files it stands in, and what was corrected by hand."""
    corrections = archive.store.corrections.of(article.id)
    return archive.store.articles.with_sources(article).but(corrections=corrections)


def _candidate(article: Article) -> str:
    day = article.published.isoformat() if article.published else "undated   "
    return f"{article.id}  {day}  {article.headline}"
