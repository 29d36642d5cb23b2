"""What cannot be read of the files that are taken in, and what could not be before."""

from collections.abc import Iterable

from tca_cli.archive.outcomes import FailedFile
from tca_cli.archive.places import is_of_pipe, is_there
from tca_cli.archive.times import now
from tca_cli.archive.units import PASSING, program
from tca_cli.readers.document import Unread
from tca_cli.store.failures import Failure, Failures


class Failing:
    """Remembers what cannot be read, and counts it; *remembered* is not tried again.

    What fails while files are read *as_usual* will fail again; under other options it
    may only have been those.
    """

    def __init__(self, failures: Failures, *, as_usual: bool) -> None:
        self._failures = failures
        self._as_usual = as_usual
        self._paths = failures.paths()
        self.failed: list[FailedFile] = []
        self.remembered: list[FailedFile] = []

    def has(self, path: str) -> bool:
        """Tell whether the file, or a part of it, is remembered to have failed."""
        return path in self._paths

    def forget_what_is_gone(self) -> None:
        """Forget what could not be read of files that are not on the disk any more."""
        for path in [path for path in self._paths if not is_there(path)]:
            self.replace(path, ())

    def replace(self, path: str, failures: Iterable[Failure]) -> None:
        """Remember these failures of the file, and no others of it."""
        if failures := tuple(failures):
            self._paths.add(path)
        elif path in self._paths:
            self._paths.remove(path)
        else:
            return
        self._failures.replace(path, failures)

    def remember(self, failures: Iterable[Failure]) -> None:
        """Count what failed before and is not tried again."""
        for failure in failures:
            self.remembered.append(FailedFile(failure.path, _said(failure)))

    def fail(
        self,
        path: str,
        parts: Iterable[tuple[str, str]],
        state: tuple[int, int] | None,
    ) -> None:
        """Remember what could not be read of a file in this *state* (size, time).

        Without one it is tried again each time.
        """
        size, mtime_ns = state if state and self._as_usual else PASSING
        failures = [
            Failure(path, part, reason, now(), size, mtime_ns, program())
            for part, reason in parts
        ]
        self.replace(path, () if is_of_pipe(path) else failures)
        self.failed += (FailedFile(path, _said(failure)) for failure in failures)


_PARTS_REMEMBERED = 20


def parts_of(unread: tuple[Unread, ...]) -> list[tuple[str, str]]:
    """Return the parts of a file that are no articles, and why; not too many."""
    parts = [(one.where, one.reason) for one in unread]
    more = len(parts) - _PARTS_REMEMBERED
    if more <= 0:
        return parts
    return [*parts[:_PARTS_REMEMBERED], (f"{more} more", "for such reasons")]


def _said(failure: Failure) -> str:
    return f"{failure.part}: {failure.reason}" if failure.part else failure.reason
