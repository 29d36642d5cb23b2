"""The versions of an article as text: in words, as TSV and as JSON."""

from collections.abc import Iterator, Sequence

from tca_cli.archive.history import HistoryEntry
from tca_cli.render.machine import json_text, tsv


def origin(entry: HistoryEntry) -> str:
    """Return where a version comes from, in words."""
    if entry.by_hand:
        return "corrected by hand"
    return " · ".join(filter(None, [entry.path, entry.key]))


def told(entry: HistoryEntry) -> str:
    """Return what is not as in the version before; of the first, the headline."""
    return ", ".join(_changes(entry)) or entry.headline


def _changes(entry: HistoryEntry) -> Iterator[str]:
    for field in entry.changed:
        words = entry.words
        if field != "body" or words is None:
            yield field
        elif words.added or words.removed:
            came = f" +{words.added:,}" if words.added else ""
            went = f" −{words.removed:,}" if words.removed else ""
            yield f"body{came}{went} words"
        else:
            yield "body, no word of it"


def history_tsv(entries: Sequence[HistoryEntry]) -> str:
    """Return lines of version, time, where it was read, key in the file, changes."""
    return tsv(
        (
            entry.version,
            entry.ingested,
            origin(entry) if entry.by_hand else entry.path,
            entry.key,
            told(entry),
        )
        for entry in entries
    )


def history_json(entries: Sequence[HistoryEntry]) -> str:
    """Return all that is known of each version."""
    return json_text(entries)
