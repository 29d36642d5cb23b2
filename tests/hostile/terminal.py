"""A terminal of one's own, for a fresh process."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence

_LINES, _COLUMNS = 40, 100


def on_a_terminal(
    typed: Sequence[str], env: Mapping[str, str | None]
) -> tuple[str, int]:
    """Return all that a terminal is sent by ``tca``, and its exit status.

    *env* is put over the environment; what is None in it is not there.
    """
    ours, theirs = pty.openpty()
    size = struct.pack("HHHH", _LINES, _COLUMNS, 0, 0)
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, size)
    given = {**os.environ, "TERM": "xterm-256color", **env}
    with subprocess.Popen(
        [sys.executable, "-m", "tca_cli", *map(os.fsencode, typed)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={name: value for name, value in given.items() if value is not None},
    ) as process:
        os.close(theirs)
        sent = b""
        try:
            while some := os.read(ours, 65536):
                sent += some
        except OSError:  # Linux's way to say that nobody writes any more
            pass
        os.close(ours)
    return sent.decode("utf-8", "backslashreplace"), process.returncode
