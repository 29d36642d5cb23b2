"""The program in small batches, which tells of each commit before it goes on.

``python -m tests.torture.program SETTINGS ARGUMENT...``, where SETTINGS is JSON: the
files of a batch, the articles that are indexed at once, and after how many calls of
functions it kills itself (0: never, it says how many there were).
"""

import atexit
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

KEPT, CALLS = "kept", "calls"
_STDERR = 2


def main() -> None:
    """Run the program with the settings and arguments of the command line."""
    settings, sys.argv[1:] = json.loads(sys.argv[1]), sys.argv[2:]
    _tell_of_commits()
    if (calls := settings.pop("calls", None)) is not None:
        _die_after(calls)
    from tca_cli.__main__ import main as program

    with small_batches(**settings):
        program()


@contextmanager
def small_batches(files: int = 20, indexed: int = 50) -> Iterator[None]:
    """Let few files be a batch, few articles be indexed at once, and some be many."""
    from tca_cli.archive import guarded_index, ingest

    with (
        patch.object(ingest, "_ITEMS_OF_A_BATCH", 2 * files),
        patch.object(ingest, "_MANY_FILES", 40),
        patch.object(guarded_index, "_ARTICLES_OF_A_COMMIT", indexed),
    ):
        yield


def _tell_of_commits() -> None:
    from tca_cli.store.database import Database

    real = Database.writing

    @contextmanager
    def told(self: Database) -> Iterator[None]:
        with real(self):
            yield
        ((count,),) = self.execute("SELECT count(*) FROM version")
        os.write(_STDERR, f"{KEPT} {count}\n".encode())

    Database.writing = told  # type: ignore[method-assign]


def _die_after(calls: int) -> None:
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1
            if count == calls:
                os.kill(os.getpid(), signal.SIGKILL)

    if not calls:
        atexit.register(lambda: os.write(_STDERR, f"{CALLS} {count}\n".encode()))
    sys.setprofile(counted)


if __name__ == "__main__":
    main()
