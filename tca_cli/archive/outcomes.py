"""What becomes of an article, or of a file, that is taken in."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal[
    "added", "restored", "updated", "unchanged", "moved", "duplicates", "removed"
]


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article as it stands in a file, and what became of it."""

    outcome: Outcome
    path: str
    key: str | None
    headline: str


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read, and why."""

    path: str
    reason: str
