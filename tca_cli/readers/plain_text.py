"""Plain text: what a reader of a news site gets by saving an article as text."""

from collections.abc import Iterator

from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.encoding import decoded
from tca_cli.readers.newspaper.article import article_of


def read(document: Document) -> Iterator[FoundArticle]:
    """Yield the one article that *document* holds."""
    yield article_of(document, decoded(document.path, document.data), first_line=1)
