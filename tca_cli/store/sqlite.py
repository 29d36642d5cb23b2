"""The record in one SQLite file: opens it, and holds what is kept in it by kind."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from tca_cli.store.articles import Articles
from tca_cli.store.authors import Authors
from tca_cli.store.corrections import Corrections
from tca_cli.store.database import Database
from tca_cli.store.index_notes import IndexNotes
from tca_cli.store.schema import migrate, note_writing

if TYPE_CHECKING:
    # Imported when they are needed: few commands ask for more than articles.
    from tca_cli.store.bin import Bin
    from tca_cli.store.copying import Progress
    from tca_cli.store.counting import Counting, Facet
    from tca_cli.store.failures import Failures
    from tca_cli.store.figures import Figures
    from tca_cli.store.files import Files
    from tca_cli.store.mending import Mending
    from tca_cli.store.soundness import Soundness
    from tca_cli.store.versions import Versions


class SqliteStore:
    """Everything that an archive must never lose."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # How much this process had written when it was sealed last, or opened, and of
        # what size the record was before the first writing since.
        self._sealed = database.changes
        self._size_before: int | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool) -> Self:
        """Open the record at *path*; where there is none, make it if so asked."""
        with ExitStack() as on_failure:
            database = Database(path, create=create)
            on_failure.enter_context(closing(database))
            migrate(database, path, create=create)
            database.prepare_for_writing()
            on_failure.pop_all()
            return cls(database)

    @classmethod
    def open_to_check(cls, path: Path) -> Self:
        """Open the record at *path* whatever it has in it, and write nothing."""
        return cls(Database(path, is_check=True))

    @property
    def path(self) -> Path:
        """Where the record is."""
        return self._database.path

    @cached_property
    def articles(self) -> Articles:
        """Articles and their versions."""
        return Articles(self._database)

    @cached_property
    def versions(self) -> "Versions":
        """All versions of all articles."""
        from tca_cli.store.versions import Versions

        return Versions(self._database, self.articles)

    @cached_property
    def authors(self) -> Authors:
        """The persons who wrote them."""
        return Authors(self._database)

    @cached_property
    def files(self) -> "Files":
        """The files they were read from."""
        from tca_cli.store.files import Files

        return Files(self._database)

    @cached_property
    def failures(self) -> "Failures":
        """The files that could not be read."""
        from tca_cli.store.failures import Failures

        return Failures(self._database)

    @cached_property
    def corrections(self) -> Corrections:
        """What a person knows better than the files."""
        return Corrections(self._database)

    @cached_property
    def bin(self) -> "Bin":
        """What was removed."""
        from tca_cli.store.bin import Bin

        return Bin(self._database)

    @cached_property
    def index_notes(self) -> IndexNotes:
        """What is noted about the index."""
        return IndexNotes(self._database)

    @property
    def bytes(self) -> BinaryIO:
        """The record's file as it is, to be read and left open."""
        return self._database.bytes

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written, for lack of leave or on such a disk."""
        return self._database.is_read_only

    @property
    def is_full(self) -> bool:
        """Whether that is for want of room."""
        return self._database.is_full

    def figures(self) -> "Figures":
        """Return what the record holds, in figures."""
        from tca_cli.store.figures import figures

        return figures(self._database)

    def counts(self, ids: Sequence[str], facet: "Facet") -> dict[str, int]:
        """Return how many of these articles there are for each value, most first."""
        return self._counting.counts(ids, facet)

    def names(self, facet: "Facet") -> list[str]:
        """Return every value of *facet* that any article has, most frequent first."""
        return self._counting.values(facet)

    @cached_property
    def _counting(self) -> "Counting":
        from tca_cli.store.counting import Counting

        return Counting(self._database)

    def copy_to(self, path: Path, progress: "Progress | None" = None) -> None:
        """Copy all, as of one moment, into a new file at *path*.

        Raises UnwritableFileError where the copy cannot be written.
        """
        self._database.copy_to(path, progress)

    @cached_property
    def mending(self) -> "Mending":
        """What keeps again what is damaged."""
        from tca_cli.store.mending import Mending

        return Mending(self._database)

    @cached_property
    def soundness(self) -> "Soundness":
        """What can be compared with what it should be."""
        from tca_cli.store.soundness import Soundness

        return Soundness(self._database)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all that is written within, or none of it."""
        with self._database.writing():
            before = self._database.changes
            if self._size_before is None:
                self._size_before = self._database.size
            yield
            if self._database.changes > before:
                note_writing(self._database)

    def seal(self, *, is_asked_for: bool = False) -> None:
        """Seal what was written, if it is worth it; the caller is the one writer."""
        changes = self._database.changes
        if self.is_read_only or (changes == self._sealed and not is_asked_for):
            return
        # Imported when it is needed: reading seals nothing.
        from tca_cli.store.seal import is_worth_it, seal

        size = self._database.size
        grown = size - (self._size_before or 0)
        if is_asked_for or is_worth_it(size, grown=grown):
            seal(self._database)
        self._sealed, self._size_before = changes, None

    def check_sealed(self) -> None:
        """Raise ArchiveDamagedError where the record is not as it was sealed.

        What is written to it then would be sealed with the damage. A large one, of
        which that takes too long to tell, is passed over.
        """
        # Imported when it is needed: reading asks for no seal.
        from tca_cli.store.seal import check

        check(self._database)

    def reading(self) -> AbstractContextManager[None]:
        """Read within as of one moment, whatever other processes write meanwhile."""
        return self._database.reading()

    def check_in_place(self) -> None:
        """Raise ArchiveUnusableError if the record was moved, removed or replaced."""
        self._database.check_in_place()

    def close(self) -> None:
        """Close the record; the store is of no use afterwards."""
        self._database.close()
