"""Files of which the record knows nothing yet, which is most of what is taken in.

They are kept many at a time; what is known of them is asked once for all.
"""

from collections.abc import Sequence
from itertools import chain

from tca_cli.archive.reading import ReadArticle, Readings
from tca_cli.archive.times import now
from tca_cli.article import ID_DIGITS, Article
from tca_cli.store import SqliteStore
from tca_cli.store.files import Place, Standing
from tca_cli.store.version_rows import NewVersion, Provenance


class NewFiles:
    """Those among *readings* of which no file, no text and no id is known.

    ``purged`` are the texts among theirs that were, each with the id of its article.
    """

    def __init__(self, store: SqliteStore, readings: Sequence[Readings]) -> None:
        self._store = store
        articles = [*chain.from_iterable(read.articles for read in readings)]
        self._paths = store.files.known_among([read.file.path for read in readings])
        self._texts = store.articles.texts_among([one.text for one in articles])
        self._ids = store.articles.ids_among(map(_id, articles))
        self.purged = store.bin.purged_among(one.text_as_read for one in articles)
        self._waiting: list[Readings] = []

    def note_place(self, path: str) -> None:
        """Note that something stands in the file by now."""
        self._paths.add(path)

    def note_article(self, article_id: str, text: bytes) -> None:
        """Note that there is such an article by now, with this text."""
        self._ids.add(article_id)
        self._texts.add(text)

    def take(self, read: Readings) -> bool:
        """Take what was *read* to be kept, if it is all new; tell whether it is."""
        texts = {one.text for one in read.articles}
        ids = set(map(_id, read.articles))
        is_new = (
            read.file.path not in self._paths
            and len(texts) == len(ids) == len(read.articles) > 0
            and self._texts.isdisjoint(texts)
            and self.purged.keys().isdisjoint(texts)
            and self._ids.isdisjoint(ids)
            and not any(one.claim for one in read.articles)
        )
        if is_new:
            self._paths.add(read.file.path)
            self._texts |= texts
            self._ids |= ids
            self._waiting.append(read)
        return is_new

    def keep(self) -> list[Article]:
        """Keep what was taken and return it; the record knows of it then."""
        if not self._waiting:
            return []
        readings, self._waiting = self._waiting, []
        articles, files = self._store.articles, self._store.files
        files.save_original(*(read.original for read in readings if read.original))
        files.save(*(read.file for read in readings))
        time = now()
        versions = [
            _first_version(one, read, time)
            for read in readings
            for one in read.articles
        ]
        articles.add_all(versions)
        files.stand_all(
            (
                Place(read.file.path, one.key),
                Standing(_id(one), _FIRST),
            )
            for read in readings
            for one in read.articles
        )
        return [version.article for version in versions]


_FIRST = 1


def _id(article: ReadArticle) -> str:
    return article.text.hex()[:ID_DIGITS]


def _first_version(article: ReadArticle, read: Readings, time: str) -> NewVersion:
    provenance = Provenance(
        *(read.file.digest, article.text, article.whole),
        *(read.file.path, article.key),
    )
    return NewVersion(_id(article), _FIRST, time, article.fields, provenance)
