"""Articles in portions, as the index takes them in."""

from collections.abc import Iterable, Iterator

from tca_cli.article import Article


class Portion:
    """The next *articles*, up to so many, each once.

    ``again`` are newer versions of some of them, which come in between.
    """

    def __init__(self, articles: Iterable[Article], *, most: int) -> None:
        self._articles = articles
        self._most = most
        self._seen: set[str] = set()
        self.again: list[Article] = []

    def __iter__(self) -> Iterator[Article]:
        for article in self._articles:
            if article.id in self._seen:
                self.again.append(article)
                continue
            self._seen.add(article.id)
            yield article
            if len(self._seen) >= self._most:
                return
