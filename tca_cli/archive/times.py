"""The time as the record has it."""

from datetime import UTC, datetime


def now() -> str:
    """Return the time in UTC as the record has it, in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
