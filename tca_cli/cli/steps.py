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
def steps_shown(
    app: App, *, of_bytes: bool = True
) -> Iterator[Callable[[str, int, int], None]]:
    """Yield what is told of a step: its name, how many bytes are done, and of how many.

    They may be other things than bytes. Who waits at a terminal sees it; of 0 of them
    nobody knows how long they take.
    """
    if not app.shows_progress:
        yield lambda *_: None
        return
    from rich.progress import BarColumn, Progress, TextColumn

    from tca_cli.render.sizes import spoken_size

    def spoken(done: int, of: int) -> str:
        if of_bytes:
            return f"{spoken_size(done)} of {spoken_size(of)}"
        return f"{100 * done // of}%"

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[size]}"),
    )
    with Progress(*columns, console=app.err, transient=True) as bar:
        task = bar.add_task("", visible=False, size="")
        shown = 0.0
        name = ""

        def told(step: str, done: int, of: int) -> None:
            nonlocal name, shown
            # Nobody sees more.
            if step != name or monotonic() - shown > _SECONDS_SHOWN:
                name, shown = step, monotonic()
                if not of:
                    bar.reset(task, total=None)
                bar.update(
                    task,
                    visible=True,
                    description=step,
                    completed=done,
                    total=of or None,
                    size=spoken(done, of) if of else "",
                )

        yield told
