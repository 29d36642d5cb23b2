"""Pages longer than the terminal go through the reader's pager."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

# Quit where it fits, keep colours, leave the page on the screen: as git asks of less.
_LESS_OPTIONS = "FRX"


def print_paged(console: Console, page: RenderableType) -> None:
    """Print *page*, through ``TCA_PAGER`` or ``PAGER`` where it is too long."""
    with console.capture() as captured:
        console.print(page)
    text = captured.get()
    if text.count("\n") < console.height or (command := _pager()) is None:
        console.file.write(text)
        console.file.flush()
        return
    # Imported when it is needed: most pages fit.
    import subprocess

    environment = {"LESS": _LESS_OPTIONS} | os.environ
    console.file.flush()
    pager = subprocess.Popen(  # noqa: S603 -- the reader's own choice
        command, stdin=subprocess.PIPE, env=environment, encoding="utf-8"
    )
    try:
        pager.communicate(text)
    except KeyboardInterrupt:
        # The reader's interrupt is for the pager, which still holds the terminal.
        pager.wait()


def _pager() -> list[str] | None:
    import shlex
    from shutil import which

    for name in ("TCA_PAGER", "PAGER"):
        if (chosen := os.environ.get(name)) is not None:
            try:
                command = shlex.split(chosen)
            except ValueError:  # a quotation mark without its partner
                return None
            return command if command and which(command[0]) else None
    return ["less"] if which("less") else None
