"""What changed in an article from one version to another."""

from collections.abc import Sequence

from tca_cli.archive import Archive
from tca_cli.archive.history import changed_fields
from tca_cli.archive.show import known_version, show
from tca_cli.article import Article
from tca_cli.errors.asked import ArticleNotFoundError
from tca_cli.frozen import Frozen
from tca_cli.text.changes import Part, changes, list_changes


class FieldChange(Frozen):
    """A field that is not as it was, and its old and new text in parts."""

    field: str
    parts: Sequence[Part]


class Difference(Frozen):
    """What changed in an article between two of its versions, by field."""

    old: Article
    new: Article
    versions: int
    changes: Sequence[FieldChange]


def diff(
    archive: Archive, prefix: str, old: int | None = None, new: int | None = None
) -> Difference:
    """Return what changed in an article from version *old* to version *new*.

    That is the latest where none is said, and the one before. Raises
    ArticleNotFoundError where no id begins with *prefix*, and VersionNotFoundError.
    """
    article = show(archive, prefix)
    if article is None:
        raise ArticleNotFoundError(prefix)
    numbers = archive.store.versions.numbers(article.id)
    if old is None:
        old = numbers[-2:][0]
    asked = (old, numbers[-1] if new is None else new)
    before, after = (known_version(archive, article.id, n).article for n in asked)
    return Difference(before, after, len(numbers), field_changes(before, after))


def field_changes(old: Article, new: Article) -> list[FieldChange]:
    """Return the fields that are not the same in both, in order."""
    return [
        FieldChange(field, _parts(getattr(old, field), getattr(new, field)))
        for field in changed_fields(old, new)
    ]


def _parts(old: object, new: object) -> list[Part]:
    if isinstance(old, tuple) and isinstance(new, tuple):
        return list_changes(old, new)
    return changes(_text(old), _text(new))


def _text(value: object) -> str:
    return "" if value is None else str(value)
