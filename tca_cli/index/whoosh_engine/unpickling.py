"""What Whoosh pickled, read without its classes, and so that nothing in it can run.

A pickle may name any function and have it called. Here it may name the few that an
index needs; anything else is refused, whoever wrote it.
"""

import pickle
from typing import IO, Any


class UnknownFormError(Exception):
    """A file is not as it is known here; Whoosh itself may know it."""


class Told:
    """What an object of a class of Whoosh holds."""


def unpickled(file: IO[bytes]) -> Any:
    """Return what is pickled where *file* stands, which then stands behind it."""
    return _Unpickler(file).load()


class PlainUnpickler(pickle.Unpickler):
    """Reads numbers, texts, and what Python itself keeps them in."""

    def find_class(self, module: str, name: str) -> Any:
        """Return what a pickle may name; raise UnknownFormError for all else."""
        if (module, name) == ("_codecs", "encode"):
            return str.encode
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise UnknownFormError(f"{module}.{name}")


class _Unpickler(PlainUnpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("whoosh."):
            return Told
        return super().find_class(module, name)


_PLAIN = {("builtins", "int"), ("builtins", "set"), ("collections", "defaultdict")}
