"""What Whoosh pickled, read without its classes."""

import pickle
from typing import IO, Any


class UnknownFormError(Exception):
    """A file is not as it is known here; Whoosh itself may know it."""


class Told:
    """What an object of a class of Whoosh holds."""


def unpickled(file: IO[bytes]) -> Any:
    """Return what is pickled where *file* stands, which then stands behind it."""
    return _Unpickler(file).load()


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith("whoosh."):
            return Told
        if (module, name) == ("_codecs", "encode"):
            return str.encode
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        raise UnknownFormError(f"{module}.{name}")


_PLAIN = {("builtins", "int"), ("builtins", "set"), ("collections", "defaultdict")}
