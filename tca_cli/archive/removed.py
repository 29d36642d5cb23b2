"""What was removed, when its file is met again: it stays out unless it is asked for."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from tca_cli.archive.reading import Readings
from tca_cli.store import SqliteStore
from tca_cli.store.files import Place
from tca_cli.store.paths import outer_paths


class Removed:
    """Knows what is in the bin, and which texts were purged.

    What *is_wanted* comes back where it is met.
    """

    def __init__(self, store: SqliteStore, *, is_wanted: bool) -> None:
        self._store = store
        self._is_wanted = is_wanted

    def has(self, article_id: str) -> bool:
        """Tell whether the article is in the bin."""
        return article_id in self._ids

    def binned_at(self, place: Place) -> str | None:
        """Return the id of the article that stands in *place*, if it is in the bin."""
        stood = self._store.files.standing(place) if self._ids else None
        return stood.article_id if stood and stood.article_id in self._ids else None

    def counted(self, path: str, articles: int) -> tuple[int, int]:
        """Part the *articles* of a file, or of those it holds, that is as it was.

        Return how many are kept, and how many were removed. A file of which everything
        was purged counts as one.
        """
        in_bin = self._places[path]
        purged = 0 if articles else self._purged_from(path)
        return articles - in_bin, in_bin + purged

    def left_out(self, read: Readings, purged: Mapping[bytes, str]) -> set[bytes]:
        """Return the texts in what was *read* that were *purged* and stay out."""
        if self._is_wanted or not purged:
            return set()
        texts = purged.keys() & {one.text_as_read for one in read.articles}
        # What another article has as well is there.
        return {text for text in texts if not self._store.articles.with_text(text)}

    def comes_back(self, article_id: str) -> bool:
        """Bring the article back from the bin if it is wanted; tell whether it is."""
        if self._is_wanted:
            self._store.bin.take_out([article_id])
            self._ids.discard(article_id)
        return self._is_wanted

    def former_id(self, text: bytes, purged: Mapping[bytes, str]) -> str | None:
        """Return the id that a purged text had, which it has again, or None.

        Its article is forgotten to have been purged.
        """
        article_id = purged.get(text)
        if article_id is None:
            return None
        self._store.bin.forget_purged(article_id)
        return None if self._store.articles.has(article_id) else article_id

    @cached_property
    def _ids(self) -> set[str]:
        return self._store.bin.ids()

    @cached_property
    def _places(self) -> Counter[str]:
        within: Counter[str] = Counter()
        for path, count in self._store.bin.places().items() if self._ids else ():
            within[path] += count
            for outer in outer_paths(path):
                within[outer] += count
        return within

    @cached_property
    def _has_purged(self) -> bool:
        return self._store.bin.has_purged()

    def _purged_from(self, path: str) -> int:
        return self._store.bin.emptied_at(path) if self._has_purged else 0
