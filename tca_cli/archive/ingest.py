"""Taking files in: each file's articles end as added, updated, unchanged or known."""

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias

from tca_cli.archive import Archive
from tca_cli.archive.walking import files_below
from tca_cli.article import ID_DIGITS, Article, ArticleContent
from tca_cli.errors import UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document
from tca_cli.store import SqliteStore
from tca_cli.store.articles import Articles
from tca_cli.store.files import Files, FileState, Place, Standing

FILES_OF_A_BATCH = 2000

Outcome: TypeAlias = Literal["added", "updated", "unchanged", "moved", "duplicates"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of the articles, and the files that could not be read.

    ``moved`` of the unchanged ones were found in another place than before; ``skipped``
    counts files of unknown formats by suffix.
    """

    added: int
    updated: int
    unchanged: int
    duplicates: int
    failed: int
    failures: tuple[Failure, ...]
    moved: int
    skipped: Mapping[str, int]


def ingest(
    archive: Archive,
    paths: Iterable[Path],
    *,
    progress: Callable[[int, int], None],
) -> IngestReport:
    """Take in the articles of *paths* and of all files below them.

    *progress* is told how many files are done, and of how many. A batch of files is
    kept as a whole or not at all; those before it stay whatever happens.
    """
    found = files_below(paths, without=archive.directory)
    outcomes: Counter[Outcome] = Counter()
    failures = [Failure(str(error.path), error.reason) for error in found.unreadable]
    total = len(found.paths)
    with archive.writing():
        for start in range(0, total, FILES_OF_A_BATCH):
            with archive.store.writing():
                batch = found.paths[start : start + FILES_OF_A_BATCH]
                for done, path in enumerate(batch, start + 1):
                    try:
                        outcomes.update(_take_in(archive.store, path))
                    except UnreadableFileError as error:
                        failures.append(Failure(str(path), error.reason))
                    progress(done, total)
            archive.index.complete()
        # Also where no file was new: another run may have been killed before its end.
        archive.index.complete()
    return IngestReport(
        added=outcomes["added"],
        updated=outcomes["updated"],
        unchanged=outcomes["unchanged"] + outcomes["moved"],
        duplicates=outcomes["duplicates"],
        failed=len(failures),
        failures=tuple(failures),
        moved=outcomes["moved"],
        skipped=dict(found.skipped.most_common()),
    )


def _take_in(store: SqliteStore, path: Path) -> Counter[Outcome]:
    files = store.files
    known = files.get(str(path))
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFileError(path, "it is no regular file")
        if known and (known.size, known.mtime_ns) == (
            status.st_size,
            status.st_mtime_ns,
        ):
            return _unchanged(files, known)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from error
    digest = sha256(data).digest()
    file = FileState(str(path), len(data), status.st_mtime_ns, digest)
    if known and known.digest == digest:
        files.save(file)
        return _unchanged(files, known)
    contents = read_articles(Document(path, data))
    files.save_original(digest, data)
    files.save(file)
    return Counter(
        _keep(store, found.content, Place(file.path, found.key), file)
        for found in contents.articles
    )


def _unchanged(files: Files, file: FileState) -> Counter[Outcome]:
    return Counter({"unchanged": files.articles_in(file.path)})


def _keep(
    store: SqliteStore, content: ArticleContent, place: Place, file: FileState
) -> Outcome:
    """Keep what stands in *place* now, and tell what that made of it."""
    articles, files = store.articles, store.files
    stood = files.standing(place)
    if stood and articles.content(stood.article_id, stood.version) == content:
        return "unchanged"
    known = articles.with_text(content.digest)
    if known and (stood is None or known[0] != stood.article_id):
        # A file that holds an older text stands for that version, and changes nothing.
        standing = Standing(*known)
        gone = [old for old in files.places(standing) if not os.path.lexists(old.path)]
        for old in gone:
            files.forget(old)
        files.stand(place, standing)
        return "moved" if gone and stood is None else "duplicates"
    if stood is None:
        _save(store, content, place, file, Standing(_free_id(articles, content), 1))
        return "added"
    latest = articles.latest_version(stood.article_id)
    if articles.content(stood.article_id, latest) == content:
        # Another file of the article had the new text first.
        files.stand(place, Standing(stood.article_id, latest))
        return "unchanged"
    _save(store, content, place, file, Standing(stood.article_id, latest + 1))
    return "updated"


def _save(
    store: SqliteStore,
    content: ArticleContent,
    place: Place,
    file: FileState,
    standing: Standing,
) -> None:
    article = Article.of(
        content,
        id=standing.article_id,
        version=standing.version,
        ingested=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    store.articles.add(article, original=file.digest)
    store.files.stand(place, standing)


def _free_id(articles: Articles, content: ArticleContent) -> str:
    """Return the first digits of the text's digest that name no other text yet."""
    digits = content.digest.hex()
    ids = (digits[at : at + ID_DIGITS] for at in range(len(digits) - ID_DIGITS))
    return next(article_id for article_id in ids if not articles.has(article_id))
