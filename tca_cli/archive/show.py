"""One article, by the beginning of its id."""

import re

from tca_cli.archive import Archive
from tca_cli.article import ID_DIGITS, Article
from tca_cli.errors import AmbiguousIdError, NoIdError

_PREFIX = re.compile(rf"[0-9a-f]{{4,{ID_DIGITS}}}")
_CANDIDATES_SHOWN = 10


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
    return archive.store.articles.with_sources(found[0]) if found else None


def _candidate(article: Article) -> str:
    day = article.published.isoformat() if article.published else "undated   "
    return f"{article.id}  {day}  {article.headline}"
