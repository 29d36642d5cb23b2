"""What stands in a place now: a new article, a version of one, or what was known."""

from collections.abc import Iterable

from tca_cli.archive.claims import keep_as_claimed, own_corrections
from tca_cli.archive.identity import free_id, is_draft
from tca_cli.archive.new_files import NewFiles
from tca_cli.archive.outcomes import Outcome
from tca_cli.archive.places import is_there
from tca_cli.archive.reading import ReadArticle
from tca_cli.archive.removed import Removed
from tca_cli.archive.times import now
from tca_cli.article import Article, ArticleContent
from tca_cli.store import SqliteStore
from tca_cli.store.files import FileState, Place, Standing
from tca_cli.store.version_rows import Provenance

# One that was moved is recognised among so many that have the same text.
_PLACES_LOOKED_AT = 20


class Keeping:
    """Keeps one article after the other; *new* is told of what is kept beside it."""

    def __init__(self, store: SqliteStore, removed: Removed, new: NewFiles) -> None:
        self._store = store
        self._removed = removed
        self._saved: dict[str, Article] = {}
        self.new = new

    def saved(self) -> list[Article]:
        """Return the articles that are new, or have a new version, since asked last."""
        saved = list(self._saved.values())
        self._saved.clear()
        return saved

    def note_saved(self, articles: Iterable[Article]) -> None:
        """Note that these articles are new."""
        self._saved |= {article.id: article for article in articles}

    def keep(self, found: ReadArticle, file: FileState) -> Outcome:
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
            former = self._removed.former_id(said.text, self.new.purged)
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
            own = own_corrections(self._store, claim)
            if kept != found.content.but(**own).whole_digest:
                return None
        stood, standing = files.standing(place), Standing(claim.id, claim.version)
        if kept is None:
            self._removed.former_id(found.text_as_read, self.new.purged)
            outcome: Outcome = "updated" if articles.has(claim.id) else "added"
            latest = keep_as_claimed(self._store, found, place, original)
            if latest and not self._removed.has(latest.id):
                self._saved[latest.id] = latest
            self.new.note_article(claim.id, self._provenance(standing).text)
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
        self.new.note_article(standing.article_id, said.text)
        self._store.files.stand(Place(str(said.path), said.key), standing)
