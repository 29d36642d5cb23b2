"""Whoosh itself, kept from running what it unpickles, whoever wrote it."""

import pickle
import re
import sys
from io import BytesIO
from types import ModuleType, SimpleNamespace
from typing import IO, Any, NoReturn

from tca_cli.index.whoosh_engine.unpickling import PlainUnpickler, UnknownFormError


def guard_whoosh() -> None:
    """Have Whoosh, as far as it is imported, unpickle what an index has and no more."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "whoosh" and name not in _guarded:
            _guard(module)
            _guarded.add(name)


def loads(data: bytes) -> Any:
    """Return what is pickled in *data*, if an index may have it.

    Raises UnknownFormError where it names anything else.
    """
    if not _NAMING.search(data):
        return pickle.loads(data)  # noqa: S301 -- no sign in it names anything
    return _Unpickler(BytesIO(data)).load()


# The signs of pickle by which a thing is named: GLOBAL, INST, STACK_GLOBAL, EXT1 to
# EXT4, PERSID and BINPERSID. What is called must have been named before.
_NAMING = re.compile(rb"[ci\x82-\x84\x93PQ]")
_CLASSES = {("whoosh.codec.whoosh3", name) for name in ("W3Codec", "W3Segment")}
_guarded: set[str] = set()


class _Unpickler(PlainUnpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _CLASSES:
            return pickle.Unpickler.find_class(self, module, name)
        return super().find_class(module, name)


def _load(file: IO[bytes]) -> Any:
    return _Unpickler(file).load()


def _refused(_: pickle.Unpickler, module: str, name: str) -> NoReturn:
    raise UnknownFormError(f"{module}.{name}")


_LIKE_PICKLE = SimpleNamespace(
    **{name: getattr(pickle, name) for name in pickle.__all__}
    | {"load": _load, "loads": loads, "Unpickler": _Unpickler}
)


def _guard(module: ModuleType) -> None:
    for name, value in list(vars(module).items()):
        if value is pickle:
            setattr(module, name, _LIKE_PICKLE)
        elif any(value is raw for raw in _RAW):
            setattr(module, name, getattr(_LIKE_PICKLE, value.__name__))
        elif isinstance(value, type) and issubclass(value, pickle.Unpickler):
            # Of the forms that older versions of Whoosh wrote.
            value.find_class = _refused  # type: ignore[method-assign]


_RAW = (pickle.load, pickle.loads, pickle.Unpickler)
