"""How far a command is that takes its steps one after the other."""

from __future__ import annotations

from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tca_cli.cli.app import App

_SECONDS_SHOWN = 0.05


@contextmanager
def steps_shown(app: App) -> Iterator[Callable[[str, int, int], None]]:
    """Yield what is told of a step, of bytes that are done, and of how many.

    Who waits at a terminal sees it.
    """
    if not app.shows_progress:
        yield lambda *_: None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=app.err, transient=True) as bar:
        task = bar.add_task("", total=None)
        shown = 0.0
        name = ""

        def told(step: str, done: int, of: int) -> None:
            nonlocal name, shown
            # Nobody sees more.
            if step != name or monotonic() - shown > _SECONDS_SHOWN:
                name, shown = step, monotonic()
                bar.update(task, description=step, completed=done, total=of or None)

        yield told
