"""Values that never change: defined as dataclasses are, and made without delay.

A dataclass compiles code of its own whenever the program starts. The fifty that one
search needs took longer than all of Click.
"""

from inspect import get_annotations
from typing import Any, ClassVar, NoReturn, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Frozen:
    """Gives a class its annotated fields, which are compared, hashed and shown.

    Those of a class that says ``kw_only=True`` are given by name.

    >>> class Point(Frozen):
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1).but(y=2), Point(1) == Point(x=1, y=0)
    (Point(x=1, y=0), Point(x=1, y=2), True)
    """

    __match_args__: ClassVar[Any] = ()
    _unset: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        super().__init_subclass__()
        own = {name: vars(cls).get(name, _MISSING) for name in get_annotations(cls)}
        cls._unset = cls._unset | own
        cls.__match_args__ += () if kw_only else tuple(own)  # type: ignore[misc] # here

    def __init__(self, *values: Any, **named: Any) -> None:
        fields = vars(self)
        fields.update(self._unset)
        fields.update(zip(self.__match_args__, values, strict=False))
        fields.update(named)
        if (
            len(fields) > len(self._unset)
            or len(values) > len(self.__match_args__)
            or _MISSING in fields.values()
        ):
            known = ", ".join(self._unset)
            raise TypeError(f"{type(self).__name__} has the fields {known}")

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Return the names of the fields, in order."""
        return tuple(cls._unset)

    def but(self, **changes: Any) -> Self:
        """Return what this is with other values in some fields."""
        return type(self)(**(vars(self) | changes))

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({shown})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name} of a {type(self).__name__} never changes")


_MISSING = object()
