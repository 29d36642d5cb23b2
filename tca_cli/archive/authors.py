"""The authors of an archive, and the articles of each."""

from tca_cli.archive import Archive
from tca_cli.article import Article, AuthorEntry
from tca_cli.text.names import is_named


def authors(archive: Archive) -> list[AuthorEntry]:
    """Return every author, the most productive first."""
    return archive.store.authors.entries()


def articles_by(archive: Archive, name: str) -> list[Article]:
    """Return the articles of everyone who bears all words of *name*, newest first."""
    keys = [key for key in archive.store.authors.name_keys() if is_named(name, key)]
    return archive.store.articles.by_authors(keys) if keys else []
