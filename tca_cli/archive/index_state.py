"""How the index stands to the record, and what came of asking it."""

from enum import Enum
from typing import Generic, TypeVar

from tca_cli.frozen import Frozen

Found = TypeVar("Found")


class IndexState(Enum):
    """How the index stands to the record."""

    CURRENT = "current"
    BEHIND = "behind"
    UNUSABLE = "missing or not as it was written"


class Effort(Enum):
    """What came of trying to complete the index."""

    COMPLETE = "complete"
    WRITER_ELSEWHERE = "another process is writing"
    UNWRITABLE = "nothing can be written"


class Answer(Frozen, Generic[Found]):
    """What was found, and on what it rests."""

    found: Found
    is_scan: bool = False
    is_behind: bool = False
