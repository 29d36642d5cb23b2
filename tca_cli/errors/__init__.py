"""What can go wrong in a way that the person at the keyboard can act on."""

from __future__ import annotations

import errno
import re
from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """The program's exit codes."""

    DONE = 0
    NOTHING_FOUND = 1
    USAGE = 2  # Click's own code for a wrong command line
    ARCHIVE_UNUSABLE = 3
    SOME_UNREADABLE = 4
    FAULT = 70  # EX_SOFTWARE of sysexits.h
    OUTPUT_FAILED = 74  # EX_IOERR of sysexits.h
    LOCKED = 75  # EX_TEMPFAIL of sysexits.h: the same command may succeed later
    INTERRUPTED = 130  # 128 and SIGINT, as shells say it


class TcaError(Exception):
    """Ends as a message and an exit code, never as a traceback."""

    exit_code: ClassVar[ExitCode]


def on_one_line(value: object) -> str:
    """Return *value*, in which there may be what would begin a line of its own."""
    return re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]", "�", str(value))


FULL_DISK = "the disk is full; make room, then run the same command again"


def reason_of(error: OSError) -> str:
    """Return why the system refused something."""
    return FULL_DISK if error.errno in _OF_FULL_DISKS else error.strerror or str(error)


_OF_FULL_DISKS = (errno.ENOSPC, errno.EDQUOT)
