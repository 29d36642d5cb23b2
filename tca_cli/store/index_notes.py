"""What the record notes about the index: what it lacks, and how it was written last."""

from collections.abc import Iterable, Mapping

from tca_cli.frozen import Frozen
from tca_cli.store.database import Database


class IndexFile(Frozen):
    """A file of the index as it was written: bytes, nanoseconds, SHA-256."""

    size: int
    mtime_ns: int
    ctime_ns: int
    digest: bytes


class IndexNotes:
    """Keeps which articles are not indexed yet, and the fingerprint of the index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self, *, limit: int) -> list[tuple[str, int]]:
        """Return id and version of the first articles that are not indexed yet."""
        rows = self._database.execute(
            "SELECT article_id, version FROM unindexed ORDER BY article_id LIMIT ?",
            (limit,),
        )
        return [(article_id, version) for article_id, version in rows]

    def pending_removals(self) -> list[tuple[str, int]]:
        """Return id and version of those that the index may have and must forget."""
        rows = self._database.execute(
            "SELECT article_id, version FROM unindexed"
            " WHERE article_id NOT IN (SELECT id FROM kept)"
        )
        return [(article_id, version) for article_id, version in rows]

    def pending_count(self) -> int:
        """Return how many articles are not indexed yet."""
        ((count,),) = self._database.execute("SELECT count(*) FROM unindexed")
        return int(count)

    def clear(self, indexed: Iterable[tuple[str, int]]) -> None:
        """Clear the note for these versions, but not for newer ones."""
        self._database.execute_many(
            "DELETE FROM unindexed WHERE article_id = ? AND version <= ?", indexed
        )

    def clear_all(self) -> None:
        """Clear every note: the index was made anew from the whole record."""
        self._database.execute("DELETE FROM unindexed")

    def note_all(self) -> None:
        """Note every article as not indexed, and that there is no index."""
        for table in ("index_form", "index_file", "unindexed"):
            self._database.execute(f"DELETE FROM {table}")
        self._database.execute("INSERT INTO unindexed SELECT id, version FROM article")

    def form(self) -> str | None:
        """Return in what form the index was written, or None where there is none."""
        rows = self._database.execute("SELECT form FROM index_form")
        return str(rows[0][0]) if rows else None

    def distrust(self) -> None:
        """Note that the index, whatever it has, is to be made anew."""
        self.save("", {})

    def files(self) -> dict[str, IndexFile]:
        """Return the files of the index as they were written, by name."""
        rows = self._database.execute(
            "SELECT name, size, mtime_ns, ctime_ns, digest FROM index_file"
        )
        return {name: IndexFile(*written) for name, *written in rows}

    def save(self, form: str, files: Mapping[str, IndexFile]) -> None:
        """Keep how the index was written, in place of what was kept before."""
        self._database.execute("DELETE FROM index_form")
        self._database.execute("INSERT INTO index_form VALUES (?)", (form,))
        self._database.execute("DELETE FROM index_file")
        self._database.execute_many(
            "INSERT INTO index_file VALUES (?, ?, ?, ?, ?)",
            [
                (name, file.size, file.mtime_ns, file.ctime_ns, file.digest)
                for name, file in files.items()
            ],
        )
