"""The files that could not be read, and why, so that they are not tried for ever."""

from collections.abc import Iterable
from dataclasses import dataclass

from tca_cli.store.database import Database
from tca_cli.store.paths import path_bytes, path_text, within_container


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, or a *part* of it, why, and when (UTC, ISO 8601).

    Size, time and the program's version are those with which it was tried.
    """

    path: str
    part: str
    reason: str
    failed: str
    size: int
    mtime_ns: int
    program: str


class Failures:
    """Remembers what could not be read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Failure]:
        """Return every failure, by path."""
        return self._failures("true", {})

    def paths(self) -> set[str]:
        """Return the paths of which anything failed."""
        rows = self._database.execute("SELECT DISTINCT CAST(path AS BLOB) FROM failure")
        return {path_text(path) for (path,) in rows}

    def of(self, path: str) -> list[Failure]:
        """Return what could not be read of the file, or of the files that it holds."""
        where = f"path = CAST(:path AS TEXT) OR {within_container('path')}"
        return self._failures(where, {"path": path_bytes(path)})

    def replace(self, path: str, failures: Iterable[Failure]) -> None:
        """Remember these failures of the file, and no others of it."""
        self._database.execute(
            "DELETE FROM failure WHERE path = CAST(? AS TEXT)", (path_bytes(path),)
        )
        self._database.execute_many(
            "INSERT OR REPLACE INTO failure"
            " (path, part, reason, failed, size, mtime_ns, program)"
            " VALUES (CAST(? AS TEXT), ?, ?, ?, ?, ?, ?)",
            [
                (
                    *(path_bytes(path), failure.part, failure.reason, failure.failed),
                    *(failure.size, failure.mtime_ns, failure.program),
                )
                for failure in failures
            ],
        )

    def _failures(self, where: str, parameters: dict[str, bytes]) -> list[Failure]:
        rows = self._database.execute(
            "SELECT CAST(path AS BLOB), part, reason, failed, size, mtime_ns, program"
            f" FROM failure WHERE {where} ORDER BY path, part",
            parameters,
        )
        return [Failure(path_text(path), *rest) for path, *rest in rows]
