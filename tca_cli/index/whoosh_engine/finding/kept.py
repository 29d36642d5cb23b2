"""What was read for earlier questions, as far as there is room."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """Something that knows how many bytes it takes."""

    @property
    def nbytes(self) -> int:
        """The bytes that it takes."""


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value", bound=Sized)


class Kept(Generic[Key, Value]):
    """Keeps what *read* returns; of more than *room* bytes what was asked for last.

    >>> kept = Kept[str, memoryview](lambda key: memoryview(key.encode()), room=2)
    >>> kept["a"] is kept["a"]
    True
    """

    def __init__(self, read: Callable[[Key], Value], *, room: int) -> None:
        self._read = read
        self._room = room
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._size = 0

    def __contains__(self, key: Key) -> bool:
        return key in self._values

    def __getitem__(self, key: Key) -> Value:
        if (value := self._values.get(key)) is not None:
            self._values.move_to_end(key)
            return value
        value = self._read(key)
        self._size += value.nbytes
        while self._size > self._room and self._values:
            _, dropped = self._values.popitem(last=False)
            self._size -= dropped.nbytes
        self._values[key] = value
        return value
