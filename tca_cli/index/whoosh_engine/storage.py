"""The files of an index, of which those alone are read that this program wrote.

Whoosh unpickles what it finds in its directory, which would let a stranger's file run
as a program.
"""

from pathlib import Path

from whoosh.filedb.filestore import FileStorage


class TrustedFiles(FileStorage):
    """A directory in which nothing but *trusted* files is to be seen."""

    def __init__(self, directory: Path, trusted: frozenset[str]) -> None:
        # Of a mapped file Whoosh copies every part when it opens an index.
        super().__init__(str(directory), supports_mmap=False, readonly=True)  # type: ignore[no-untyped-call]
        self._trusted = trusted

    def list(self) -> list[str]:
        """Return the names of the trusted files."""
        return sorted(self._trusted)

    def open_file(self, name: str, **kwargs: object) -> object:
        """Open a trusted file; any other one is not there."""
        if name not in self._trusted:
            raise FileNotFoundError(name)
        opened: object = super().open_file(name, **kwargs)  # type: ignore[no-untyped-call]
        return opened
