"""What was read becomes articles, versions and failures in the record."""

from collections import Counter
from collections.abc import Callable
from time import monotonic

from tca_cli.archive.failing import Failing, parts_of
from tca_cli.archive.keeping import Keeping
from tca_cli.archive.mending import mend
from tca_cli.archive.new_files import NewFiles
from tca_cli.archive.outcomes import FailedFile, KeptArticle, Outcome
from tca_cli.archive.reading import PassedOver, ReadArticle, Readings, Refusal
from tca_cli.archive.removed import Removed
from tca_cli.archive.units import Closed, Done, Known, Opened, ReadItem, ShutOut
from tca_cli.article import CONTENT_FIELDS, Article
from tca_cli.store import SqliteStore
from tca_cli.store.paths import is_within_any


class Intake:
    """Keeps what was read, and counts it; *told* hears what became of each article.

    It takes items in order, and settles many at once. *as_usual*: see Failing. What was
    removed stays out unless it *is_again* to be taken in, which mends damage too.
    """

    def __init__(
        self,
        store: SqliteStore,
        told: Callable[[KeptArticle], None],
        *,
        as_usual: bool,
        is_again: bool,
    ) -> None:
        self._store = store
        self._told = told
        self._waiting: list[ReadItem] = []
        self._weight = 0
        self._since = monotonic()
        self._removed = Removed(store, is_wanted=is_again)
        self._new = NewFiles(store, ())
        self._keeping = Keeping(store, self._removed, self._new)
        self._is_again = is_again
        # The paths met in the container that is open, and those refused in it.
        self._within: set[str] = set()
        self._refused: set[str] = set()
        self.outcomes: Counter[Outcome] = Counter()
        self.failing = Failing(store.failures, as_usual=as_usual)
        self.passed_over: list[PassedOver] = []

    def saved(self) -> list[Article]:
        """Return the articles that are new, or have a new version, since asked last."""
        return self._keeping.saved()

    def take(self, item: ReadItem) -> None:
        """Take *item*, which is kept with others when there are enough of them."""
        self._waiting.append(item)
        if isinstance(item, Readings):
            self._weight += item.file.size
        if (
            len(self._waiting) >= _MOST_WAITING
            or self._weight >= _HEAVY
            or monotonic() - self._since > _PATIENCE_SECONDS
        ):
            self.settle()

    def settle(self) -> None:
        """Keep all that was taken."""
        items, self._waiting, self._weight = self._waiting, [], 0
        readings = [item for item in items if isinstance(item, Readings)]
        self._new = self._keeping.new = NewFiles(self._store, readings)
        for item in items:
            if isinstance(item, Readings) and self._is_new(item):
                self._within.add(item.file.path)
                for article in item.articles:
                    self._note("added", item.file.path, article)
            elif not isinstance(item, Done):
                self._keep_new()
                self._settle(item)
        self._keep_new()
        self._since = monotonic()

    def _keep_new(self) -> None:
        self._keeping.note_saved(self._new.keep())

    def _is_new(self, read: Readings) -> bool:
        """Take a file of which nothing is known, if *read* is one."""
        has_failed = read.unread or self.failing.has(read.file.path)
        return not has_failed and self._new.take(read)

    def _note(self, outcome: Outcome, path: str, article: ReadArticle) -> None:
        self.outcomes[outcome] += 1
        headline = article.values[_HEADLINE]
        self._told(KeptArticle(outcome, path, article.key, headline))

    def _settle(self, item: ReadItem) -> None:
        match item:
            case Readings(file, failure=None):
                self._within.add(file.path)
                self._take_file(item)
            case Readings(file, failure=reason, is_lasting=is_lasting):
                state = (file.size, file.mtime_ns) if is_lasting else None
                self._within.add(file.path)
                self.failing.fail(file.path, [("", str(reason))], state)
            case Refusal(path, reason):
                self._refuse(item)
            case PassedOver(path):
                self._within.add(path)
                self.passed_over.append(item)
                self.failing.replace(path, ())
            case Known():
                self._take_known(item)
            case ShutOut(path):
                self._within.add(path)
            case Opened(path):
                self._within, self._refused = set(), set()
                # It is known again when all in it has been read.
                self._store.files.forget_container(path)
            case Closed():
                self._close(item)

    def _refuse(self, refusal: Refusal) -> None:
        self._within.add(refusal.path)
        self._refused.add(refusal.path)
        if refusal.is_of_file:
            state = _READ_FOR_GOOD if refusal.is_lasting else None
            self.failing.fail(refusal.path, [("", refusal.reason)], state)
        else:
            self.failing.failed.append(FailedFile(refusal.path, refusal.reason))

    def _take_known(self, known: Known) -> None:
        self._count_known(known.path, known.articles)
        self.failing.remember(known.failures)
        if known.is_mended:
            self.failing.replace(known.path, known.failures)

    def _count_known(self, path: str, articles: int) -> None:
        kept, removed = self._removed.counted(path, articles)
        self.outcomes["unchanged"] += kept
        self.outcomes["removed"] += removed

    def _close(self, closed: Closed) -> None:
        """Note what is in a container no more, and what does not fail in it any more.

        Of what was refused, which may be a container itself, nobody knows that.
        """
        files, failures, path = (
            self._store.files,
            self._store.failures,
            closed.file.path,
        )
        if path not in self._refused:
            files.leave_container(path, met=self._within, unknown=self._refused)
        for failure in failures.of(path):
            if failure.path not in self._within and not is_within_any(
                failure.path, self._refused
            ):
                self.failing.replace(failure.path, ())
        if closed.is_whole:
            files.save_container(closed.file)
        self._within, self._refused = set(), set()

    def _take_file(self, read: Readings) -> None:
        files, file = self._store.files, read.file
        if read.original is None:
            files.save(file)
            self._count_known(file.path, files.articles_in(file.path))
            self.failing.remember(self._store.failures.of(file.path))
            return
        if self._is_again:
            mend(self._store, read)
        left_out = self._removed.left_out(read, self._new.purged)
        staying = [one for one in read.articles if one.text_as_read not in left_out]
        if left_out and not staying:
            files.save_original(read.original._replace(compressed=b""))
        else:
            files.save_original(read.original)
        files.save(file)
        files.leave(file.path, staying=[one.key for one in staying])
        for found in read.articles:
            is_out = found.text_as_read in left_out
            outcome = "removed" if is_out else self._keeping.keep(found, file)
            self._note(outcome, file.path, found)
        self._new.note_place(file.path)
        self.failing.fail(file.path, parts_of(read.unread), (file.size, file.mtime_ns))


# So much is settled at once, in items and in bytes that were read; what takes long to
# read does not wait for more.
_MOST_WAITING, _HEAVY, _PATIENCE_SECONDS = 1024, 8 * 1024 * 1024, 0.2
_HEADLINE = CONTENT_FIELDS.index("headline")
# The state of a member that will never be read, whatever its container's is.
_READ_FOR_GOOD = (0, 0)
