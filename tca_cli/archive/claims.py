"""Versions that another archive wrote to a file: kept as what they say they are."""

from typing import Any

from tca_cli.archive.reading import ReadArticle
from tca_cli.article import Article
from tca_cli.readers.document import Claim
from tca_cli.store import SqliteStore
from tca_cli.store.files import Place
from tca_cli.store.version_rows import NewVersion, Provenance


def own_corrections(store: SqliteStore, claim: Claim) -> dict[str, Any]:
    """Return what is corrected of the article here, and was not where it was written.

    It is put over what is claimed.
    """
    claimed = {one.field for one in claim.corrections}
    corrected = store.corrections.values(claim.id)
    return {name: corrected[name] for name in corrected.keys() - claimed}


def keep_as_claimed(
    store: SqliteStore, found: ReadArticle, place: Place, original: bytes
) -> Article | None:
    """Keep the version that *found* claims to be, which the record has not.

    Return the article if that is its latest version now. Corrections come with that
    one; those of the record's own that it does not have are put over it.
    """
    claim = found.claim
    if claim is None:
        return None
    content, fields, whole = found.content, found.fields, found.whole
    has_later = (
        store.articles.has(claim.id)
        and store.articles.latest_version(claim.id) > claim.version
    )
    if not has_later and (own := own_corrections(store, claim)):
        store.corrections.note_file(claim.id, content)
        content = content.but(**own)
        fields, whole = fields | own, content.whole_digest
    as_read = claim.whole or found.whole
    is_as_read = whole == as_read
    # Of what is as it was read, no claim says what its text was.
    text = content.digest if is_as_read else claim.text or found.text
    version = NewVersion(
        *(claim.id, claim.version, claim.ingested, fields),
        Provenance(
            *(original, text, as_read),
            *(place.path, place.key),
        ),
        None if is_as_read else whole,
    )
    if has_later:
        store.articles.add_older(version)
        return None
    store.articles.add_all([version])
    store.corrections.keep_all(claim.id, claim.corrections, content)
    return version.article
