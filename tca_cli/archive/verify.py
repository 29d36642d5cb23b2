"""Whether an archive is as it was written: the record, all that is in it, its index."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress

from tca_cli.archive import Archive
from tca_cli.archive.mending import advice_for
from tca_cli.archive.verdict import RESTORE, Damage, Progress, SealState, Verdict
from tca_cli.archive.verifying_index import IndexCheck
from tca_cli.errors.archives import (
    ArchiveDamagedError,
    ArchiveLockedError,
    ArchiveUnusableError,
)
from tca_cli.store.seal import NOT_AS_SEALED, measured, read_seal

Opener = Callable[[], Archive]
Told = Callable[[Progress], None]


def verify(
    to_check: Opener, to_write: Opener, *, told: Told = lambda _: None
) -> Verdict:
    """Return the damage of an archive, and what was compared to find it.

    It is as of one moment, and nothing is changed, but that an archive without damage
    is sealed anew where its seal is out of date. *told* hears how far it is.
    Raises ArchiveUnusableError where the archive cannot be opened for another reason.
    """
    try:
        archive = to_check()
    except ArchiveDamagedError as error:
        damage = _of_record(error.path.name, error.reason)
        return Verdict(archive=str(error.path.parent), damages=(damage,))
    with closing(archive):
        verifying = _Verifying(archive, told)
        verdict = verifying.verdict()
    is_sealed = verdict.seal is SealState.CURRENT
    if verdict.damages or is_sealed or not _is_sealed_anew(to_write, verifying.token):
        return verdict
    return verdict.but(seal=SealState.MADE)


def check_record(archive: Archive, error: Exception) -> None:
    """Raise ArchiveDamagedError, from *error*, where the record is damaged."""
    path = archive.store.path
    with closing(type(archive.store).open_to_check(path)) as store:
        if store.soundness.is_damaged():
            reason = f"it holds what tca cannot have written ({error!r})"
            raise ArchiveDamagedError(path, reason) from error


def check_all(archive: Archive, *, told: Told = lambda _: None) -> None:
    """Raise ArchiveDamagedError where the record is damaged, as ``verify`` tells it."""
    damages = _Verifying(archive, told).of_record()
    if damages:
        raise ArchiveDamagedError(archive.store.path, _summary(damages))


def _summary(damages: Sequence[Damage]) -> str:
    # That the file is not as it was sealed says least.
    told = next((one for one in damages if one.kind != "record"), damages[0])
    more = f", and {len(damages) - 1} more" if len(damages) > 1 else ""
    return f"{told.name}: {told.wrong}{more}"


def _is_sealed_anew(to_write: Opener, verified: bytes | None) -> bool:
    """Seal the record, if it can be written now and is as it was *verified*."""
    with (
        suppress(ArchiveLockedError, ArchiveUnusableError, ArchiveDamagedError),
        closing(to_write()) as archive,
        archive.lock.held(timeout_seconds=0),
    ):
        store = archive.store
        if verified and store.soundness.token() == verified:
            store.seal(is_asked_for=True)
            seal = read_seal(store.path)
            return seal is not None and seal.token == verified.hex()
    return False


def _of_record(name: str, wrong: str) -> Damage:
    return Damage(kind="record", name=name, wrong=wrong, advice=RESTORE)


def _of_seal(name: str) -> Damage:
    advice = f"{RESTORE}; without one, 'tca ingest --again PATH' goes on with it"
    return Damage(kind="record", name=name, wrong=NOT_AS_SEALED, advice=advice)


class _Verifying:
    """One verification, and the token that the record had then."""

    def __init__(self, archive: Archive, told: Told) -> None:
        self._store = archive.store
        self._soundness = archive.store.soundness
        self._index = IndexCheck(archive, told)
        self._archive = archive
        self._told = told
        self._damages: list[Damage] = []
        self._original_bytes = 0
        self.token: bytes | None = None

    def of_record(self) -> tuple[Damage, ...]:
        """Return the damage of the record, whatever the index is."""
        return self.verdict(has_index=False).damages

    def verdict(self, *, has_index: bool = True) -> Verdict:
        with self._store.reading():
            self._note(self._soundness.tables)
            try:
                counts = self._soundness.counts()
            except ArchiveDamagedError as error:
                if not self._damages:
                    self._add(error.reason)
                self._note(self._support)
                return self._verdict()
            seal = self._sealed()
            self._note(self._soundness.structure)
            self._note(self._soundness.references)
            self._note(lambda: self._versions(counts["versions"]))
            self._note(lambda: self._originals(counts["originals"]))
        if has_index:
            self._note(self._indexed)
        return self._verdict().but(
            **counts,
            original_bytes=self._original_bytes,
            index_files=self._index.files,
            index=self._index.finding,
            seal=seal,
        )

    def _verdict(self) -> Verdict:
        damages = tuple(dict.fromkeys(self._damages))
        return Verdict(archive=str(self._archive.directory), damages=damages)

    def _note(self, check: Callable[[], Iterable[str]]) -> None:
        """Note what *check* finds wrong with the record, or cannot read of it."""
        self._told(Progress("Checking the record", 0, 0))
        try:
            for wrong in check():
                self._add(wrong)
        except ArchiveDamagedError as error:
            self._add(error.reason)

    def _add(self, wrong: str) -> None:
        self._damages.append(_of_record(self._store.path.name, wrong))

    def _sealed(self) -> SealState:
        """Compare the whole file with its seal, if nothing was written since."""
        with suppress(ArchiveDamagedError):
            self.token = self._soundness.token()
        if self.token is None:
            self._add("the token of its last writing is not as it was written")
            return SealState.NONE
        seal = read_seal(self._store.path)
        if seal is None:
            return SealState.NONE
        if seal.token != self.token.hex():
            return SealState.OUT_OF_DATE
        if self._measured() == (seal.size, seal.digest):
            return SealState.CURRENT
        self._damages.append(_of_seal(self._store.path.name))
        return SealState.BROKEN

    def _support(self) -> Iterable[str]:
        """Yield what the seal tells of a record that cannot be read."""
        seal = read_seal(self._store.path)
        if seal is None:
            return
        size, digest = self._measured()
        if size != seal.size:
            yield f"it has {size:,} bytes, and had {seal.size:,} when it was sealed"
        elif digest != seal.digest:
            yield NOT_AS_SEALED

    def _measured(self) -> tuple[int, str]:
        size = self._store.path.stat().st_size
        return measured(
            self._store.bytes,
            lambda done: self._told(Progress("Reading the record", done, size)),
        )

    def _versions(self, total: int) -> Iterable[str]:
        for count, version in enumerate(self._soundness.versions(), 1):
            self._told(Progress("Checking articles", count, total))
            if version.wrong:
                self._add_article(
                    version.article_id,
                    version.headline,
                    f"version {version.version}: {version.wrong}",
                    advice_for(self._soundness, version.original),
                )
        for article_id in self._soundness.without_latest():
            self._add_article(article_id, None, "its latest version is missing")
        return ()

    def _add_article(
        self, article_id: str, headline: str | None, wrong: str, advice: str = RESTORE
    ) -> None:
        self._damages.append(
            Damage(
                kind="article",
                name=article_id,
                headline=headline,
                wrong=wrong,
                advice=advice,
            )
        )

    def _originals(self, total: int) -> Iterable[str]:
        for count, original in enumerate(self._soundness.originals(), 1):
            self._told(Progress("Checking originals", count, total))
            self._original_bytes += original.size
            if original.wrong:
                paths = self._soundness.paths_of(original.digest)
                name = paths[0] if paths else f"original {original.digest.hex()}"
                self._damages.append(
                    Damage(
                        kind="original",
                        name=name,
                        wrong=original.wrong,
                        advice=advice_for(self._soundness, original.digest),
                    )
                )
        return ()

    def _indexed(self) -> Iterable[str]:
        self._damages += self._index.damages()
        return ()
