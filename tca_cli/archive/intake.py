"""What was read becomes articles, versions and failures in the record."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, TypeAlias

from tca_cli.archive.places import is_of_pipe, is_there
from tca_cli.archive.reading import PassedOver, Readings, Refusal
from tca_cli.archive.units import Closed, Known, Opened, ReadItem, program
from tca_cli.article import ID_DIGITS, Article, ArticleContent
from tca_cli.readers import Contents
from tca_cli.store import SqliteStore
from tca_cli.store.articles import Articles
from tca_cli.store.failures import Failure
from tca_cli.store.files import FileState, Place, Standing

Outcome: TypeAlias = Literal["added", "updated", "unchanged", "moved", "duplicates"]


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article as it stands in a file, and what became of it."""

    outcome: Outcome
    path: str
    key: str | None
    headline: str


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read, and why."""

    path: str
    reason: str


class Intake:
    """Keeps what was read, and counts it; *told* hears what became of each article."""

    def __init__(self, store: SqliteStore, told: Callable[[KeptArticle], None]) -> None:
        self._store = store
        self._told = told
        self.outcomes: Counter[Outcome] = Counter()
        self.failures: list[FailedFile] = []
        self.remembered: list[FailedFile] = []
        self.passed_over: list[PassedOver] = []

    def take(self, item: ReadItem) -> None:
        """Keep *item*."""
        match item:
            case Readings(failure=None):
                self._take_file(item)
            case Readings(file, failure=reason, is_lasting=is_lasting):
                self._fail(file.path, [("", str(reason))], file if is_lasting else None)
            case Refusal(path, reason):
                self._fail(path, [("", reason)], None)
            case PassedOver():
                self.passed_over.append(item)
            case Known(articles=articles, failures=failures):
                self.outcomes["unchanged"] += articles
                self._remember(failures)
            case Opened(path):
                # It is known again when all in it has been read.
                self._store.files.forget_container(path)
                for failure in self._store.failures.of(path):
                    self._store.failures.replace(failure.path, ())
            case Closed(file):
                self._store.files.save_container(file)

    def _take_file(self, read: Readings) -> None:
        files, file = self._store.files, read.file
        if read.original is None or read.contents is None:
            files.save(file)
            self.outcomes["unchanged"] += files.articles_in(file.path)
            self._remember(self._store.failures.of(file.path))
            return
        files.save_original(read.original)
        files.save(file)
        for found in read.contents.articles:
            place = Place(file.path, found.key)
            outcome = self._keep(found.content, place, file)
            self.outcomes[outcome] += 1
            headline = found.content.headline
            self._told(KeptArticle(outcome, file.path, found.key, headline))
        self._fail(file.path, _parts(read.contents), file)

    def _keep(self, content: ArticleContent, place: Place, file: FileState) -> Outcome:
        """Keep what stands in *place* now, and tell what that made of it."""
        articles, files = self._store.articles, self._store.files
        text = content.digest
        stood = files.standing(place)
        if stood:
            content = self._corrected(content, stood.article_id)
            if articles.content(stood.article_id, stood.version) == content:
                return "unchanged"
        known = articles.with_text(text)
        if known and (stood is None or known[0] != stood.article_id):
            # A file with an older text stands for that version, and changes nothing.
            standing = Standing(*known)
            gone = [old for old in files.places(standing) if not is_there(old.path)]
            for old in gone:
                files.forget(old)
            files.stand(place, standing)
            return "moved" if gone and stood is None else "duplicates"
        if stood is None:
            standing = Standing(_free_id(articles, content), 1)
            self._save(content, text, standing, place, file)
            return "added"
        latest = articles.latest_version(stood.article_id)
        if articles.content(stood.article_id, latest) == content:
            # Another file of the article had the new text first, or it was corrected.
            files.stand(place, Standing(stood.article_id, latest))
            return "unchanged"
        standing = Standing(stood.article_id, latest + 1)
        self._save(content, text, standing, place, file)
        return "updated"

    def _corrected(self, content: ArticleContent, article_id: str) -> ArticleContent:
        """Return *content* with what a person knows better."""
        corrected = self._store.corrections.values(article_id)
        if corrected:
            self._store.corrections.note_file(article_id, content)
        return replace(content, **corrected)

    def _save(
        self,
        content: ArticleContent,
        text: bytes,
        standing: Standing,
        place: Place,
        file: FileState,
    ) -> None:
        article = Article.of(
            content,
            id=standing.article_id,
            version=standing.version,
            ingested=now(),
        )
        self._store.articles.add(article, original=file.digest, text_digest=text)
        self._store.files.stand(place, standing)

    def _remember(self, failures: Iterable[Failure]) -> None:
        for failure in failures:
            self.remembered.append(FailedFile(failure.path, _said(failure)))

    def _fail(
        self, path: str, parts: Iterable[tuple[str, str]], file: FileState | None
    ) -> None:
        """Remember what could not be read; *file* as it was, where that will last."""
        size, mtime_ns = (file.size, file.mtime_ns) if file else (-1, -1)
        failures = [
            Failure(path, part, reason, now(), size, mtime_ns, program())
            for part, reason in parts
        ]
        self._store.failures.replace(path, () if is_of_pipe(path) else failures)
        self.failures += (FailedFile(path, _said(failure)) for failure in failures)


def now() -> str:
    """Return the time in UTC as the record has it, in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


_PARTS_REMEMBERED = 20


def _parts(contents: Contents) -> list[tuple[str, str]]:
    """Return the parts of a file that are no articles, and why; not too many."""
    parts = [(unread.where, unread.reason) for unread in contents.unread]
    more = len(parts) - _PARTS_REMEMBERED
    if more <= 0:
        return parts
    return [*parts[:_PARTS_REMEMBERED], (f"{more} more", "for such reasons")]


def _said(failure: Failure) -> str:
    return f"{failure.part}: {failure.reason}" if failure.part else failure.reason


def _free_id(articles: Articles, content: ArticleContent) -> str:
    """Return the first digits of the text's digest that name no other text yet."""
    digits = content.digest.hex()
    ids = (digits[at : at + ID_DIGITS] for at in range(len(digits) - ID_DIGITS))
    return next(article_id for article_id in ids if not articles.has(article_id))
