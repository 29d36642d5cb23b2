"""The versions of one article, and what each of them changed."""

from collections.abc import Sequence

from tca_cli.archive import Archive
from tca_cli.archive.show import show
from tca_cli.article import CONTENT_FIELDS, Article
from tca_cli.errors.asked import ArticleNotFoundError
from tca_cli.frozen import Frozen
from tca_cli.store.versions import KeptVersion


class WordCounts(Frozen):
    """How many words of a body came, and how many went."""

    added: int
    removed: int


class HistoryEntry(Frozen):
    """One version: when it came, from where, and what is not as in the one before.

    ``words`` is None where the body is as before.
    """

    version: int
    ingested: str
    path: str | None
    key: str | None
    by_hand: bool
    headline: str
    changed: Sequence[str]
    words: WordCounts | None


def history(archive: Archive, prefix: str) -> list[HistoryEntry]:
    """Return the versions of an article, the newest first.

    Raises ArticleNotFoundError where no id begins with *prefix*.
    """
    article = show(archive, prefix)
    if article is None:
        raise ArticleNotFoundError(prefix)
    entries = []
    before: KeptVersion | None = None
    for version in archive.store.versions.of([article.id]):
        entries.append(_entry(version, before))
        before = version
    return entries[::-1]


def changed_fields(old: Article, new: Article) -> list[str]:
    """Return the names of the fields that are not the same in both, in order."""
    return [
        field for field in CONTENT_FIELDS if getattr(old, field) != getattr(new, field)
    ]


def _entry(version: KeptVersion, before: KeptVersion | None) -> HistoryEntry:
    article, said = version.article, version.provenance
    changed = changed_fields(before.article, article) if before else []
    # Where the file says nothing new, a person corrected the article. Of what came from
    # an export, each version is in a file of its own.
    by_hand = (
        bool(changed) and before is not None and (said.whole == before.provenance.whole)
    )
    return HistoryEntry(
        version=article.version,
        ingested=article.ingested,
        path=said.path,
        key=said.key,
        by_hand=by_hand,
        headline=article.headline,
        changed=changed,
        words=_words(before.article, article) if before and "body" in changed else None,
    )


def _words(old: Article, new: Article) -> WordCounts:
    # Imported when it is needed: most corrections are not of the body.
    from tca_cli.text.changes import changes, words_changed

    return WordCounts(*words_changed(changes(old.body, new.body)))
