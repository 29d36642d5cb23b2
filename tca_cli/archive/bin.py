"""Removing articles, bringing them back, and deleting them for good."""

from collections.abc import Iterable, Sequence

from tca_cli.archive import Archive
from tca_cli.archive.show import check_not_removed, digits_of, only_one, show
from tca_cli.archive.status import bytes_below
from tca_cli.archive.times import now
from tca_cli.article import Article
from tca_cli.errors.asked import ArticleNotFoundError, NotInBinError
from tca_cli.frozen import Frozen
from tca_cli.store.bin import BinnedArticle
from tca_cli.store.older_record import copies_of


class Purge(Frozen):
    """What was deleted for good, and what it gave back, in bytes.

    ``shared`` files stay, since other articles were read from them. The record
    ``is_compact`` unless the disk lacks room for that, and the deleted text
    ``is_gone`` from the disk unless another process that reads keeps it there. Nothing
    is taken out of ``copies`` of the record that are beside it.
    """

    articles: int
    versions: int
    shared: int = 0
    freed_bytes: int = 0
    is_compact: bool = True
    is_gone: bool = True
    copies: tuple[str, ...] = ()


def to_remove(archive: Archive, prefixes: Iterable[str]) -> list[Article]:
    """Return the articles whose ids begin so, each once.

    Raises ArticleNotFoundError where one is unknown, or removed already.
    """
    found = {}
    for prefix in prefixes:
        article = show(archive, prefix)
        if article is None:
            raise ArticleNotFoundError(prefix)
        found[article.id] = article
    return list(found.values())


def remove(archive: Archive, prefixes: Iterable[str]) -> list[BinnedArticle]:
    """Put articles into the bin; return them. All are, or none is."""
    with archive.writing():
        ids = [article.id for article in to_remove(archive, prefixes)]
        with archive.store.writing():
            archive.store.bin.put(ids, now())
        archive.index.complete()
        removed = set(ids)
        return [one for one in archive.store.bin.all() if one.id in removed]


def all_binned(archive: Archive) -> list[BinnedArticle]:
    """Return what is in the bin, the last removed first."""
    return archive.store.bin.all()


def binned(archive: Archive, prefixes: Iterable[str]) -> list[BinnedArticle]:
    """Return the articles in the bin whose ids begin so, each once.

    Raises ArticleNotFoundError where one is unknown or purged, and NotInBinError where
    it was not removed.
    """
    found = (_in_bin(archive, prefix) for prefix in prefixes)
    return list({one.id: one for one in found}.values())


def _in_bin(archive: Archive, prefix: str) -> BinnedArticle:
    digits = digits_of(prefix)
    if found := archive.store.bin.find(digits):
        return only_one(found, digits)
    if kept := archive.store.articles.find(digits, limit=1):
        raise NotInBinError(kept[0].id)
    check_not_removed(archive, digits)
    raise ArticleNotFoundError(prefix)


def restore(archive: Archive, prefixes: Iterable[str]) -> list[Article]:
    """Bring articles back from the bin; return them. All are, or none is."""
    with archive.writing():
        ids = [one.id for one in binned(archive, prefixes)]
        with archive.store.writing():
            archive.store.bin.take_out(ids)
        archive.index.complete()
        return archive.store.articles.get_many(ids)


def purge(archive: Archive, prefixes: Iterable[str]) -> Purge:
    """Delete articles that are in the bin for good.

    The index is made anew, since its files hold the words too.
    """
    with archive.writing():
        ids = [one.id for one in binned(archive, prefixes)]
        if not ids:
            # What a killed purge may have left.
            archive.index.complete()
            return Purge(0, 0)
        before = bytes_below(archive.directory)
        store = archive.store
        store.bin.overwrite_what_is_deleted()
        with store.writing():
            deleted = store.bin.purge(ids, now())
            store.index_notes.distrust()
        archive.index.make_anew()
        is_compact, is_gone = store.bin.compact()
        after = bytes_below(archive.directory)
        freed = max(before - after, 0)
        copies = tuple(map(str, copies_of(store.path)))
        return Purge(*deleted, freed, is_compact, is_gone, copies)


def count_versions(archive: Archive, articles: Sequence[BinnedArticle]) -> int:
    """Return how many versions there are of these articles."""
    return archive.store.bin.versions([one.id for one in articles])
