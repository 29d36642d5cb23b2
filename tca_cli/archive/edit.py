"""Corrections by hand: put over all that the files of an article say, now and later."""

import re
from collections.abc import Collection, Mapping

from tca_cli.archive import Archive
from tca_cli.archive.show import show, whole
from tca_cli.archive.times import now
from tca_cli.article import CONTENT_FIELDS, Article, ArticleContent, Correction
from tca_cli.errors.asked import ArticleNotFoundError, UnfitValueError
from tca_cli.readers.encoding import tidied
from tca_cli.readers.newspaper.findings import day_of, line_of


def value_of(field: str, text: str) -> object:
    """Return the value of *field* that *text* is, as a person types it.

    Authors and keywords are parted by ``;``, a date is one in full, and nothing typed
    is no value. Raises UnfitValueError where *text* cannot be such a value.
    """
    _check(field)
    if _HALF_SIGNS.search(text):
        raise UnfitValueError(field, "it holds bytes that are no text")
    text = tidied(text).strip() if field in _OF_LINES else line_of(text) or ""
    if field in ("authors", "keywords"):
        parts = (part.strip() for part in text.split(";"))
        return tuple(dict.fromkeys(filter(None, parts)))
    if not text:
        if field in ("headline", "body"):
            raise UnfitValueError(field, "an article cannot be without it")
        return None
    if field != "published":
        return text
    if day := day_of(text):
        return day
    raise UnfitValueError(field, f"{text!r} is no full date; type one as 2015-08-13")


_OF_LINES = ("author_bio", "body")
_HALF_SIGNS = re.compile("[\ud800-\udfff]")


def edit(
    archive: Archive,
    prefix: str,
    values: Mapping[str, object],
    *,
    reverted: Collection[str] = (),
) -> Article:
    """Correct the fields of an article in *values*; return it as it is then.

    The fields that are *reverted* are again what the file says. What that changes is a
    new version. Raises ArticleNotFoundError where no id begins with *prefix*, and
    UnfitValueError for a field that there is none of.
    """
    for field in (*values, *reverted):
        _check(field)
    if both := set(values) & set(reverted):
        raise UnfitValueError(min(both), "it cannot be corrected and reverted at once")
    with archive.writing():
        article = show(archive, prefix)
        if article is None:
            raise ArticleNotFoundError(prefix)
        with archive.store.writing():
            _correct(archive, article, values, reverted)
        archive.index.complete()
        (latest,) = archive.store.articles.get_many([article.id])
        return whole(archive, latest)


def _correct(
    archive: Archive,
    article: Article,
    values: Mapping[str, object],
    reverted: Collection[str],
) -> None:
    articles, corrections = archive.store.articles, archive.store.corrections
    said = {correction.field: correction.was for correction in article.corrections}
    for field, value in values.items():
        was = said.get(field, getattr(article, field))
        if value == was:
            corrections.drop(article.id, field)
        else:
            corrections.keep(article.id, Correction(field, was, now()), value)
    for field in reverted:
        corrections.drop(article.id, field)
    back = {field: said[field] for field in reverted if field in said}
    content: ArticleContent = article.content.but(**(back | dict(values)))
    if content == article.content:
        return
    version = Article.of(
        content, id=article.id, version=article.version + 1, ingested=now()
    )
    articles.add(version, articles.provenance(article.id, article.version))


def _check(field: str) -> None:
    if field not in CONTENT_FIELDS:
        known = ", ".join(CONTENT_FIELDS)
        raise UnfitValueError(field, f"there is no such field; there are {known}")
