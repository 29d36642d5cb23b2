"""How much a query may ask for: more than anyone means, less than takes too long."""

from collections.abc import Iterator, Sized
from contextlib import contextmanager
from typing import NoReturn, Protocol

_MOST_WORDS, _MOST_IN_A_PHRASE, _MOST_NEAR, _DEEPEST = 1000, 100, 100, 29
# Longer than any words that may be asked for.
_MOST_SIGNS = 100_000


class _Refuse(Protocol):
    def __call__(self, reason: str, /) -> NoReturn: ...


class Budget:
    """Counts what one query asks for, and has it refused where that is too much."""

    def __init__(self, refuse: _Refuse) -> None:
        self._refuse = refuse
        self._depth = 0
        self._words = 0
        self._near = 0

    def count_signs(self, typed: str) -> None:
        """Count all that was typed, before it is read."""
        if len(typed) > _MOST_SIGNS:
            self._refuse(f"it has more than {_MOST_SIGNS} signs; type fewer")

    def count_words(self, words: Sized) -> None:
        """Count words beside each other."""
        self._words += len(words)
        for size, most, what in (
            (self._words, _MOST_WORDS, "it has"),
            (len(words), _MOST_IN_A_PHRASE, "a phrase has"),
        ):
            if size > most:
                self._refuse(f"{what} more than {most} words; type fewer")

    def count_near(self, count: int) -> None:
        """Count what is to be near what stands before it: each is within the last."""
        self._near += count
        if self._near > _MOST_NEAR:
            self._refuse(
                f"more than {_MOST_NEAR} words are to be near others; type fewer"
            )

    @contextmanager
    def deeper(self, what: str) -> Iterator[None]:
        """Read within *what* stands in itself."""
        self._depth += 1
        if self._depth > _DEEPEST:
            self._refuse(f"it has too many {what}")
        yield
        self._depth -= 1
