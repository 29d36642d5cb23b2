"""What was read becomes articles, versions and failures in the record."""

from collections import Counter
from collections.abc import Callable
from time import monotonic

from tca_cli.archive.claims import keep_as_claimed
from tca_cli.archive.failing import Failing, parts_of
from tca_cli.archive.identity import free_id, is_draft
from tca_cli.archive.new_files import NewFiles
from tca_cli.archive.outcomes import FailedFile, KeptArticle, Outcome
from tca_cli.archive.places import is_there
from tca_cli.archive.reading import PassedOver, ReadArticle, Readings, Refusal
from tca_cli.archive.removed import Removed
from tca_cli.archive.times import now
from tca_cli.archive.units import Closed, Done, Known, Opened, ReadItem, ShutOut
from tca_cli.article import CONTENT_FIELDS, Article, ArticleContent
from tca_cli.store import SqliteStore
from tca_cli.store.articles import Provenance
from tca_cli.store.files import FileState, Place, Standing
from tca_cli.store.paths import is_within_any


class Intake:
    """Keeps what was read, and counts it; *told* hears what became of each article.

    It takes items in order, and settles many at once. *as_usual*: see Failing. What was
    removed stays out unless it *is_again* to be taken in.
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
        self._new = NewFiles(store, ())
        self._removed = Removed(store, is_wanted=is_again)
        # The paths met in the container that is open, and those refused in it.
        self._within: set[str] = set()
        self._refused: set[str] = set()
        self._saved: dict[str, Article] = {}
        self.outcomes: Counter[Outcome] = Counter()
        self.failing = Failing(store.failures, as_usual=as_usual)
        self.passed_over: list[PassedOver] = []

    def saved(self) -> list[Article]:
        """Return the articles that are new, or have a new version, since asked last."""
        saved = list(self._saved.values())
        self._saved.clear()
        return saved

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
        self._new = NewFiles(self._store, readings)
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
        self._saved |= {article.id: article for article in self._new.keep()}

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
        left_out = self._removed.left_out(read, self._new.purged)
        staying = [one for one in read.articles if one.text not in left_out]
        if left_out and not staying:
            files.save_original(read.original._replace(compressed=b""))
        else:
            files.save_original(read.original)
        files.save(file)
        files.leave(file.path, staying=[one.key for one in staying])
        for found in read.articles:
            is_out = found.text in left_out
            outcome = "removed" if is_out else self._taken(found, file)
            self._note(outcome, file.path, found)
        self._new.note_place(file.path)
        self.failing.fail(file.path, parts_of(read.unread), (file.size, file.mtime_ns))

    def _taken(self, found: ReadArticle, file: FileState) -> Outcome:
        """Keep what stands in its place, with what is in the bin if it is of that."""
        outcome = self._keep(found, file)
        article_id = self._removed.binned_at(Place(file.path, found.key))
        if article_id is None:
            return outcome
        if not self._removed.comes_back(article_id):
            return "removed"
        (article,) = self._store.articles.get_many([article_id])
        self._saved[article_id] = article
        return "restored"

    def _keep(self, found: ReadArticle, file: FileState) -> Outcome:
        """Keep what stands in its place now, and tell what that made of it.

        What the file has is compared with what files had, before any correction.
        """
        articles, files = self._store.articles, self._store.files
        content, place = found.content, Place(file.path, found.key)
        if outcome := self._keep_claimed(found, place, file.digest):
            return outcome
        said = Provenance(
            *(file.digest, found.text, found.whole),
            *(place.path, place.key),
        )
        stood = files.standing(place)
        if stood and self._says_the_same(said, stood, place):
            return "unchanged"
        known = articles.with_text(said.text)
        if known and (stood is None or known[0] != stood.article_id):
            # A file with an older text stands for that version, and changes nothing.
            outcome = self._outcome_of_known(known[0], said.text, place)
            if stood and outcome == "moved":
                outcome = "duplicates"
            stood = Standing(*known)
            files.stand(place, stood)
            if self._says_the_same(said, stood, place):
                return outcome
        if stood is None or not self._is_revision(content, stood, place):
            former = self._removed.former_id(said.text, self._new.purged)
            article_id = former or free_id(articles, said.text)
            self._save(content, said, Standing(article_id, 1))
            return "added"
        latest = Standing(stood.article_id, articles.latest_version(stood.article_id))
        if self._provenance(latest).whole == said.whole:
            # Another file of the article had the new text first, or it was corrected.
            files.stand(place, latest)
            return "unchanged"
        self._save(content, said, Standing(latest.article_id, latest.version + 1))
        return "updated"

    def _keep_claimed(
        self, found: ReadArticle, place: Place, original: bytes
    ) -> Outcome | None:
        """Keep what claims to be a version that the record has not, as that version.

        Return None where there is no claim, or it has that version otherwise: a person
        has changed the file since an archive wrote it.
        """
        if not (claim := found.claim):
            return None
        articles, files = self._store.articles, self._store.files
        kept = self._store.versions.whole_digest(claim.id, claim.version)
        if kept not in (None, found.whole):
            return None
        stood, standing = files.standing(place), Standing(claim.id, claim.version)
        if kept is None:
            outcome: Outcome = "updated" if articles.has(claim.id) else "added"
            if latest := keep_as_claimed(self._store, found, place, original):
                self._saved[latest.id] = latest
            self._new.note_article(claim.id, self._provenance(standing).text)
        elif stood and stood.article_id == claim.id:
            outcome = "unchanged"
        else:
            text = self._provenance(standing).text
            outcome = self._outcome_of_known(claim.id, text, place)
        files.stand(place, standing)
        return outcome

    def _says_the_same(self, said: Provenance, stood: Standing, place: Place) -> bool:
        """Tell whether what is *said* is what the version that *stood* there has.

        The same text with other words about it is a change only where the version was
        read from this place: another file of the article may say more of it.
        """
        kept = self._provenance(stood)
        if kept.whole == said.whole:
            return True
        if kept.text != said.text or kept.path is None:
            return False
        origin = Place(kept.path, kept.key)
        if origin == place or self._store.files.standing(origin) is None:
            return False
        return is_there(origin.path)

    def _is_revision(
        self, content: ArticleContent, stood: Standing, place: Place
    ) -> bool:
        """Tell whether *content* is what the article that *stood* there became.

        A file may have been overwritten with another article; one that a key or a
        headline names is the same.
        """
        if place.key is not None:
            return True
        before = self._store.articles.content(stood.article_id, stood.version)
        return is_draft(before, content)

    def _outcome_of_known(self, article_id: str, text: bytes, place: Place) -> Outcome:
        """Tell what a new *place* of a known text is, and put it for those gone."""
        files = self._store.files
        places = files.places(article_id, text, limit=_PLACES_LOOKED_AT)
        gone = [old for old in places if not is_there(old.path)]
        for old in gone:
            files.forget(old)
            self._store.articles.move(article_id, old, place)
        if gone:
            return "moved"
        # One that left its file and comes back is what it was.
        return "duplicates" if files.has_place(article_id) else "unchanged"

    def _provenance(self, standing: Standing) -> Provenance:
        return self._store.articles.provenance(standing.article_id, standing.version)

    def _save(
        self, content: ArticleContent, said: Provenance, standing: Standing
    ) -> None:
        corrections = self._store.corrections
        if corrected := corrections.values(standing.article_id):
            corrections.note_file(standing.article_id, content)
        article = Article.of(
            content.but(**corrected),
            id=standing.article_id,
            version=standing.version,
            ingested=now(),
        )
        self._store.articles.add(article, said)
        if not self._removed.has(article.id):
            self._saved[article.id] = article
        self._new.note_article(standing.article_id, said.text)
        self._store.files.stand(Place(str(said.path), said.key), standing)


# So much is settled at once, in items and in bytes that were read; what takes long to
# read does not wait for more.
_MOST_WAITING, _HEAVY, _PATIENCE_SECONDS = 1024, 8 * 1024 * 1024, 0.2
_HEADLINE = CONTENT_FIELDS.index("headline")
# The state of a member that will never be read, whatever its container's is.
_READ_FOR_GOOD = (0, 0)
# One that was moved is recognised among so many that have the same text.
_PLACES_LOOKED_AT = 20
