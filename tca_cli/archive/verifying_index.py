"""Whether the index is as it was written, and has what the record keeps."""

from collections.abc import Callable, Collection, Iterable, Iterator

from tca_cli.archive import Archive
from tca_cli.archive.fingerprint import MISSING, damaged_files
from tca_cli.archive.verdict import REINDEX, Damage, IndexFinding, Progress
from tca_cli.errors.archives import ArchiveLockedError, ArchiveUnusableError

_MOST_NAMED = 3


class IndexCheck:
    """One comparison of an index, how many files it has, and what it came to."""

    def __init__(self, archive: Archive, told: Callable[[Progress], None]) -> None:
        self._archive = archive
        self._told = told
        self.files = 0
        self.finding = IndexFinding.UNCHECKED

    def damages(self) -> list[Damage]:
        """Return the damage of the index, opened only where its files are sound."""
        found = self._found()
        if not found:
            return []
        try:
            # Another process may be replacing it, which looks the same.
            with self._archive.lock.held(timeout_seconds=0):
                found = self._found()
        except ArchiveLockedError:
            self.finding = IndexFinding.BEING_WRITTEN
            return []
        except ArchiveUnusableError:
            pass  # nobody can write there
        return found

    def _found(self) -> list[Damage]:
        index, notes = self._archive.index, self._archive.store.index_notes
        # As of one moment, which may be later than that of the rest.
        with self._archive.store.reading():
            form, files = notes.form(), notes.files()
            self.files = len(files)
            if form is None or not index.keeps_files:
                self.finding = IndexFinding.NONE
                return []
            if form != index.form:
                self.finding = IndexFinding.OUT_OF_DATE
                return []
            found = list(self._of_files())
            if notes.pending_count() and found and _are_missing(found):
                # Who was killed while writing it leaves it so, and others beside them.
                self.finding = IndexFinding.OUT_OF_DATE
                return []
            found = found or list(self._of_articles())
        self.finding = IndexFinding.DAMAGED if found else IndexFinding.SOUND
        return found

    def _of_files(self) -> Iterator[Damage]:
        directory = self._archive.index.directory
        files = self._archive.store.index_notes.files()
        checked = damaged_files(directory, files)
        for count, (name, wrong) in enumerate(checked, 1):
            self._told(Progress("Checking the index", count, len(files)))
            if wrong:
                yield _damage(f"{directory.name}/{name}", wrong)

    def _of_articles(self) -> Iterator[Damage]:
        index, store = self._archive.index, self._archive.store
        try:
            indexed = index.all_ids()
        except ArchiveUnusableError as error:
            yield _damage(index.directory.name, str(error))
            return
        kept = store.soundness.kept_ids()
        # Of those it may have the version before, or none, until the next search.
        pending = {found for found, _ in store.index_notes.pending(limit=-1)}
        if lacking := kept - indexed - pending:
            yield _damage(index.directory.name, f"it lacks {_named(lacking)}")
        if left := indexed - kept - pending:
            wrong = f"it has what the record does not keep: {_named(left)}"
            yield _damage(index.directory.name, wrong)


def _are_missing(found: Iterable[Damage]) -> bool:
    return all(damage.wrong == MISSING for damage in found)


def _named(ids: Collection[str]) -> str:
    named = ", ".join(sorted(ids)[:_MOST_NAMED])
    more = " …" if len(ids) > _MOST_NAMED else ""
    articles = "article" if len(ids) == 1 else "articles"
    return f"{len(ids)} {articles}: {named}{more}"


def _damage(name: str, wrong: str) -> Damage:
    return Damage(kind="index", name=name, wrong=wrong, advice=REINDEX)
