"""How what a library makes of a damaged file becomes the reason that a person reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document


@contextmanager
def refusing(document: Document, reason: str) -> Iterator[None]:
    """Refuse *document* for this *reason* where a library gives up on it."""
    try:
        yield
    except UnreadableFileError:
        raise
    # No library says what all it raises when the bytes it is given are not in order.
    except Exception as error:
        raise UnreadableFileError(document.path, reason) from error
