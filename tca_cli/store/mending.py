"""What is damaged in the record is kept again, as it was read from its file anew."""

from collections.abc import Iterable

from tca_cli.errors.archives import ArchiveDamagedError
from tca_cli.store.checking import is_original
from tca_cli.store.database import Database
from tca_cli.store.files import Original
from tca_cli.store.soundness import wrong_with
from tca_cli.store.version_rows import COLUMNS, EACH_VERSION, NewVersion, Provenance
from tca_cli.text.names import name_key

_ONE = "article_id = ? AND version = ?"
_UPDATED = ("text_digest", "whole_digest", *COLUMNS)


class Mending:
    """Replaces what is not as it was kept; what is sound stays as it is."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def original(self, original: Original) -> None:
        """Keep the bytes of a file again, unless they are there or were purged."""
        for size, compressed in self._database.execute(
            "SELECT size, compressed FROM original WHERE digest = ?", (original.digest,)
        ):
            if compressed != b"" and not is_original(original.digest, size, compressed):
                self._database.execute(
                    "UPDATE original SET size = ?, compressed = ? WHERE digest = ?",
                    (original.size, original.compressed, original.digest),
                )

    def versions(self, read: NewVersion, standing: Iterable[tuple[str, int]]) -> None:
        """Keep what was *read* again in the damaged versions that were read so.

        They are those with its text, and those *standing* where it was read. Of one
        that was corrected by hand it is not known what it was.
        """
        said = read.provenance
        found = {
            (article_id, version)
            for article_id, version in self._database.execute(
                "SELECT article_id, version FROM version WHERE text_digest = ?",
                (said.text,),
            )
        }
        for article_id, version in found.union(standing):
            if self._is_of(said, article_id, version) and self._is_damaged(
                article_id, version
            ):
                self._replace(read.but(article_id=article_id, version=version))

    def _is_of(self, said: Provenance, article_id: str, version: int) -> bool:
        """Tell whether the version was read of the same bytes, and of this in them."""
        return bool(
            self._database.execute(
                f"SELECT 1 FROM version WHERE {_ONE} AND content_digest IS NULL"
                " AND original = ? AND (text_digest = ? OR whole_digest = ?)",
                (article_id, version, said.original, said.text, said.whole),
            )
        )

    def _is_damaged(self, article_id: str, version: int) -> bool:
        try:
            rows = self._database.execute(
                f"{EACH_VERSION} WHERE {_ONE}", (article_id, version)
            )
        except ArchiveDamagedError:
            return True
        return any(wrong_with(self._database, row) for row in rows)

    def _replace(self, version: NewVersion) -> None:
        row, where = version.row(), "article_id = :article_id AND version = :version"
        database = self._database
        database.execute(
            "UPDATE version SET"
            f" {', '.join(f'{name} = :{name}' for name in _UPDATED)} WHERE {where}",
            row,
        )
        database.execute(f"DELETE FROM author WHERE {where}", row)
        database.execute_many(
            "INSERT INTO author VALUES (?, ?, ?, ?, ?)",
            [
                (version.article_id, version.version, position, name, name_key(name))
                for position, name in enumerate(version.fields["authors"])
            ],
        )
        # What was indexed of it is not known either.
        database.execute(
            "INSERT INTO unindexed SELECT id, version FROM article"
            " WHERE id = :article_id AND version = :version"
            " ON CONFLICT DO UPDATE SET version = excluded.version",
            row,
        )
