"""The files that articles were read from, with their bytes."""

import json
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, Self

from tca_cli.store.database import Database
from tca_cli.store.paths import (
    is_within_any,
    outer_paths,
    path_bytes,
    path_text,
    within_container,
)

# Text shrinks to less than half at any level; more effort gains little.
_COMPRESSION_LEVEL = 5
# In bits of the number of bytes; the least of zlib, and how much less its table needs.
_SMALLEST_WINDOW, _SPARED = 9, 6


class FileState(NamedTuple):
    """A file as it was when it was read: bytes, nanoseconds, SHA-256."""

    path: str
    size: int
    mtime_ns: int
    digest: bytes


class KnownFile(NamedTuple):
    """A file as it was when it was read last, and how many articles stand in it."""

    size: int
    mtime_ns: int
    digest: bytes
    articles: int


class Original(NamedTuple):
    """The bytes of a file as they are kept, with SHA-256 and size of what they were."""

    digest: bytes
    size: int
    compressed: bytes

    @classmethod
    def of(cls, data: bytes) -> Self:
        """Return *data* as it is kept."""
        return cls(sha256(data).digest(), len(data), packed(data))


def packed(data: bytes) -> bytes:
    """Return *data* compressed, as it is kept."""
    # Preparing for more bytes than there are takes longer than to compress a short one.
    window = min(max(len(data).bit_length(), _SMALLEST_WINDOW), zlib.MAX_WBITS)
    memory = min(window - _SPARED, zlib.DEF_MEM_LEVEL)
    packer = zlib.compressobj(_COMPRESSION_LEVEL, zlib.DEFLATED, window, memory)
    return packer.compress(data) + packer.flush()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands: a file, and which of its articles it is."""

    path: str
    key: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The version of an article for which a place stands."""

    article_id: str
    version: int


class Files:
    """Remembers files, and which article stands in which."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, path: str) -> FileState | None:
        """Return the file as it was when it was read last, or None."""
        rows = self._database.execute(
            "SELECT size, mtime_ns, original FROM file WHERE path = CAST(? AS TEXT)",
            (path_bytes(path),),
        )
        return FileState(path, *rows[0]) if rows else None

    def known(self, paths: Iterable[str]) -> dict[str, KnownFile]:
        """Return those of *paths* that are remembered, each with its articles."""
        rows = self._database.execute_for(
            "SELECT CAST(path AS BLOB), size, mtime_ns, original, (SELECT count(*)"
            " FROM source WHERE source.path = file.path AND NOT is_gone)"
            " FROM file WHERE path IN (?)",
            map(path_bytes, paths),
            each="CAST(? AS TEXT)",
        )
        return {path_text(row[0]): KnownFile(*row[1:]) for row in rows}

    def containers(self, paths: Iterable[str]) -> dict[str, FileState]:
        """Return those of *paths* that are files of files, all of which was read."""
        rows = self._database.execute_for(
            "SELECT CAST(path AS BLOB), size, mtime_ns, digest FROM container"
            " WHERE path IN (?)",
            map(path_bytes, paths),
            each="CAST(? AS TEXT)",
        )
        found = (FileState(path_text(path), *rest) for path, *rest in rows)
        return {file.path: file for file in found}

    def articles_in(self, path: str) -> int:
        """Return how many articles stand in the file."""
        ((count,),) = self._database.execute(
            "SELECT count(*) FROM source WHERE path = CAST(? AS TEXT) AND NOT is_gone",
            (path_bytes(path),),
        )
        return int(count)

    def articles_within(self, path: str) -> int:
        """Return how many articles stand in the files that this one holds."""
        ((count,),) = self._database.execute(
            "SELECT count(*) FROM source"
            f" WHERE {within_container('path')} AND NOT is_gone",
            {"path": path_bytes(path)},
        )
        return int(count)

    def save_container(self, file: FileState) -> None:
        """Remember that all in this file of files has been read."""
        self._database.execute(
            "INSERT OR REPLACE INTO container VALUES (CAST(? AS TEXT), ?, ?, ?)",
            (path_bytes(file.path), file.size, file.mtime_ns, file.digest),
        )

    def save(self, *files: FileState) -> None:
        """Remember the files as they are now; their bytes are kept already."""
        self._database.execute_many(
            "INSERT INTO file VALUES (CAST(? AS TEXT), ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET size = excluded.size,"
            " mtime_ns = excluded.mtime_ns, original = excluded.original",
            [
                (path_bytes(file.path), file.size, file.mtime_ns, file.digest)
                for file in files
            ],
        )

    def forget_container(self, path: str) -> None:
        """Forget that all in this file of files has been read."""
        self._database.execute(
            "DELETE FROM container WHERE path = CAST(? AS TEXT)", (path_bytes(path),)
        )

    def save_original(self, *originals: Original) -> None:
        """Keep the bytes of files, once for all files that have the same.

        Those that were emptied because all in them was purged are kept again.
        """
        self._database.execute_many(
            "INSERT INTO original VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
            " SET compressed = excluded.compressed"
            " WHERE length(original.compressed) = 0",
            originals,
        )

    def original(self, digest: bytes) -> bytes:
        """Return the bytes that have this digest, which are kept, or were purged."""
        rows = self._database.execute(
            "SELECT compressed FROM original WHERE digest = ?", (digest,)
        )
        with self._database.sound():
            compressed = rows[0][0]
            try:
                return zlib.decompress(compressed) if compressed else b""
            except zlib.error as error:
                raise ValueError(str(error)) from error

    def each(self) -> Iterator[tuple[FileState, list[str]]]:
        """Yield every file, by path, with the ids of what stands or stood in it."""
        for path, *rest, ids in self._database.each(
            "SELECT CAST(path AS BLOB), size, mtime_ns, original,"
            " (SELECT json_group_array(article_id) FROM source"
            "   WHERE source.path = file.path) FROM file ORDER BY path"
        ):
            yield FileState(path_text(path), *rest), json.loads(ids)

    def standing(self, place: Place) -> Standing | None:
        """Return what stands in *place*, or None."""
        rows = self._database.execute(
            "SELECT article_id, version FROM source"
            " WHERE path = CAST(? AS TEXT) AND key = ? AND NOT is_gone",
            (path_bytes(place.path), place.key or ""),
        )
        return Standing(*rows[0]) if rows else None

    def known_among(self, paths: Collection[str]) -> set[str]:
        """Return those of *paths* in which an article stands or stood."""
        rows = self._database.execute_for(
            "SELECT DISTINCT CAST(path AS BLOB) FROM source WHERE path IN (?)",
            map(path_bytes, paths),
            each="CAST(? AS TEXT)",
        )
        return {path_text(path) for (path,) in rows}

    def stand(self, place: Place, standing: Standing) -> None:
        """Keep that this version stands in *place*, whose file is remembered."""
        self.stand_all([(place, standing)])

    def stand_all(self, standings: Iterable[tuple[Place, Standing]]) -> None:
        """Keep what stands in each of these places, whose files are remembered."""
        self._database.execute_many(
            "INSERT INTO source VALUES (CAST(? AS TEXT), ?, ?, ?, 0)"
            " ON CONFLICT DO UPDATE SET article_id = excluded.article_id,"
            " version = excluded.version, is_gone = 0",
            [
                (
                    path_bytes(place.path),
                    place.key or "",
                    stood.article_id,
                    stood.version,
                )
                for place, stood in standings
            ],
        )

    def places(self, article_id: str, text_digest: bytes, *, limit: int) -> list[Place]:
        """Return the first *limit* places in which the article has this text."""
        rows = self._database.execute(
            "SELECT CAST(source.path AS BLOB), source.key FROM source"
            " JOIN version USING (article_id, version)"
            " WHERE article_id = ? AND text_digest = ? AND NOT is_gone LIMIT ?",
            (article_id, text_digest, limit),
        )
        return [Place(path_text(path), key or None) for path, key in rows]

    def has_place(self, article_id: str) -> bool:
        """Tell whether the article, in any version, is in a file still."""
        sql = "SELECT 1 FROM source WHERE article_id = ? AND NOT is_gone LIMIT 1"
        return bool(self._database.execute(sql, (article_id,)))

    def leave(self, path: str, *, staying: Collection[str | None]) -> None:
        """Note that of the articles of the file only those with these keys are left."""
        keys = json.dumps([key or "" for key in staying])
        self._database.execute(
            "UPDATE source SET is_gone = 1 WHERE path = CAST(? AS TEXT)"
            " AND key NOT IN (SELECT value FROM json_each(?))",
            (path_bytes(path), keys),
        )

    def leave_container(
        self, path: str, *, met: Collection[str], unknown: Collection[str]
    ) -> None:
        """Note that of the files within this one only those that were *met* are left.

        What is within those that are *unknown* may be there still.
        """
        rows = self._database.execute(
            f"SELECT CAST(path AS BLOB) FROM file WHERE {within_container('path')}",
            {"path": path_bytes(path)},
        )
        for member in {path_text(kept) for (kept,) in rows} - set(met):
            if is_within_any(member, unknown):
                continue
            self.leave(member, staying=())
            # Should it come back, it is read again.
            self._database.execute(
                "UPDATE file SET size = -1 WHERE path = CAST(? AS TEXT)",
                (path_bytes(member),),
            )

    def forget(self, place: Place) -> None:
        """Forget that anything stands in *place*, and its file with the last such."""
        where = {"path": path_bytes(place.path), "key": place.key or ""}
        self._database.execute(
            "DELETE FROM source WHERE path = CAST(:path AS TEXT) AND key = :key", where
        )
        self._database.execute(
            "DELETE FROM file WHERE path = CAST(:path AS TEXT) AND NOT EXISTS"
            " (SELECT 1 FROM source WHERE path = CAST(:path AS TEXT))",
            where,
        )
        for path in outer_paths(place.path):
            self.forget_container(path)
