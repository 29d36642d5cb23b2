"""The files of an index, of which those alone are read that this program wrote.

Whoosh unpickles what it finds in its directory, which would let a stranger's file run
as a program.
"""

from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage


class TrustedFiles(FileStorage):
    """A directory in which only *trusted* files are seen, and what is added now."""

    def __init__(self, directory: Path, trusted: frozenset[str]) -> None:
        # Of a mapped file Whoosh copies every part when it opens an index.
        super().__init__(str(directory), supports_mmap=False)  # type: ignore[no-untyped-call]
        self.directory = directory
        self._trusted = set(trusted)

    def trust(self, name: str) -> None:
        """See the file of this *name*, which was written for this index."""
        self._trusted.add(name)

    def list(self) -> list[str]:
        """Return the names of the trusted files."""
        return sorted(self._trusted)

    def file_exists(self, name: str) -> bool:
        """Tell whether there is a trusted file of this name."""
        return name in self._trusted and bool(super().file_exists(name))  # type: ignore[no-untyped-call]

    def open_file(self, name: str, **kwargs: Any) -> Any:
        """Open a trusted file; any other one is not there."""
        if name not in self._trusted:
            raise FileNotFoundError(name)
        return super().open_file(name, **kwargs)  # type: ignore[no-untyped-call]

    def create_file(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Create a file, which is trusted from now on."""
        created = super().create_file(name, *args, **kwargs)  # type: ignore[no-untyped-call]
        self._trusted.add(name)
        return created

    def delete_file(self, name: str) -> None:
        """Delete a trusted file."""
        if name in self._trusted:
            super().delete_file(name)  # type: ignore[no-untyped-call]
            self._trusted.discard(name)

    def rename_file(self, frm: str, to: str, safe: Any = False) -> None:  # noqa: FBT002 -- as Whoosh has it
        """Give a trusted file another name."""
        super().rename_file(frm, to, safe)  # type: ignore[no-untyped-call]
        self._trusted.discard(frm)
        self._trusted.add(to)
