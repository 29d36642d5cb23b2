"""Plain text: what a reader of a news site gets by saving an article as text."""

from collections.abc import Iterator
from pathlib import Path

from tca_cli.article import ArticleContent
from tca_cli.errors import UnreadableFileError
from tca_cli.readers.dates import date_in_name
from tca_cli.readers.encoding import decoded
from tca_cli.readers.newspaper import article_in


def read(path: Path, data: bytes) -> Iterator[tuple[None, ArticleContent]]:
    """Yield the one article that *data* holds."""
    article = article_in(decoded(path, data), published_by_name=date_in_name(path.name))
    if not any(map(str.isalnum, article.body)):
        raise UnreadableFileError(path, "there is a headline but no text below it")
    yield None, article
