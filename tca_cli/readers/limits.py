"""How much one file may ask for, so that no file can fill the memory or the day."""

from dataclasses import dataclass
from pathlib import Path

from tca_cli.errors.files import LimitExceededError, in_mebibytes

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """In bytes, in times of what is packed, and in files within files."""

    file_bytes: int = 64 * MEBIBYTE
    unpacked_bytes: int = 1024 * MEBIBYTE
    ratio: int = 100
    depth: int = 3


class Budget:
    """What may still be unpacked of a file of *packed* bytes, however nested it is."""

    def __init__(self, path: Path, packed: int, limits: Limits) -> None:
        self._path = path
        self._packed = packed
        self._taken = 0
        self.limits = limits

    def take(self, count: int) -> None:
        """Count so many bytes more; raise LimitExceededError where it is too much."""
        self._taken += count
        if self._taken > self.limits.unpacked_bytes:
            most = in_mebibytes(self.limits.unpacked_bytes)
            reason = f"it unpacks to more than {most}; --max-unpacked allows more"
            raise LimitExceededError(self._path, reason)
        if self._taken > max(_ALWAYS_ALLOWED, self.limits.ratio * self._packed):
            reason = (
                f"it unpacks to more than {self.limits.ratio} times its size;"
                " --max-ratio allows more"
            )
            raise LimitExceededError(self._path, reason)


# A short text of one letter packs better than any ratio that is worth a limit.
_ALWAYS_ALLOWED = MEBIBYTE
