"""What a verification says: the damage, and what was compared to find it."""

from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

from tca_cli.frozen import Frozen

Kind: TypeAlias = Literal["record", "article", "original", "index"]

RESTORE = "restore the newest backup: tca restore FILE --archive NEW"
REINDEX = "make it anew: tca reindex"


class Damage(Frozen, kw_only=True):
    """What is damaged, in what way, and what to do next.

    Its name is the id of an article, the path of a source, or a file of the archive.
    """

    kind: Kind
    name: str
    headline: str | None = None
    wrong: str
    advice: str


class SealState(StrEnum):
    """What comparing the whole record with its seal came to."""

    CURRENT = "current"
    BROKEN = "broken"
    # The next verification makes it anew.
    OUT_OF_DATE = "out of date"
    NONE = "none"
    MADE = "made"


class IndexFinding(StrEnum):
    """What comparing the index with the record came to."""

    SOUND = "sound"
    DAMAGED = "damaged"
    NONE = "none"
    # Of another version of tca, or distrusted since something was purged.
    OUT_OF_DATE = "out of date"
    BEING_WRITTEN = "being written"
    UNCHECKED = "not checked"


class Verdict(Frozen, kw_only=True):
    """How much was checked, in numbers and bytes, and the damage that was found."""

    archive: str
    articles: int = 0
    versions: int = 0
    originals: int = 0
    original_bytes: int = 0
    index_files: int = 0
    index: IndexFinding = IndexFinding.UNCHECKED
    seal: SealState = SealState.NONE
    damages: tuple[Damage, ...]


class Progress(NamedTuple):
    """What is done now, how much of it, and of how much; 0 where that is not known."""

    doing: str
    done: int
    of: int
