"""The files that could not be read, the latest first."""

from tca_cli.archive import Archive
from tca_cli.store.failures import Failure


def failures(archive: Archive) -> list[Failure]:
    """Return what could not be read when it was tried last, the latest first."""
    found = archive.store.failures.all()
    return sorted(found, key=lambda failure: failure.failed, reverse=True)
