"""What every script reads: names, headlines and bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def texts(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield name, first line and the rest of the file *path*, or of all below it."""
    found: Iterable[Path] = path.rglob("*.txt") if path.is_dir() else (path,)
    for file in found:
        text = file.read_text(encoding="utf-8", errors="replace")
        headline, _, body = text.partition("\n")
        yield str(file), headline, body
