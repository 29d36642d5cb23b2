"""A figure of tca beside the same figure of a peer."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, Self, TypeAlias

Unit: TypeAlias = Literal["seconds", "bytes"]


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of several figures, and the outermost ones."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Self:
        """Return the spread of *figures*, at least one."""
        return cls(median(figures), min(figures), max(figures))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What was measured, for tca and for *peer*, in rounds: one figure each a round.

    Where it is the time that files took, ``files`` says how many they were.
    """

    group: str
    name: str
    peer: str
    unit: Unit
    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    files: int | None = None

    @property
    def ratio(self) -> Spread:
        """How many times the peer's figure ours is, round by round."""
        pairs = zip(self.ours, self.theirs, strict=True)
        return Spread.of([ours / theirs for ours, theirs in pairs])
