"""A process that computes what another one sends it, and how the two talk.

Each message is its length and a pickle. What comes in and what goes out waits here, in
threads of their own, so that neither side ever waits for the other to read.
"""

import os
import pickle
import time
import traceback
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from threading import Thread
from typing import Any

_STDIN, _STDOUT, _STDERR = 0, 1, 2
_BYTES_OF_LENGTH = 8
# A process that is told to end while it computes is given so long.
_GRACE_SECONDS = 1


def serve() -> None:
    """Answer what comes in at the standard input until that is closed."""
    source, sink = os.dup(_STDIN), os.dup(_STDOUT)
    # What a library reads or prints is none of the messages, and may be of a file.
    nothing = os.open(os.devnull, os.O_RDWR)
    heard = () if os.environ.get("TCA_DEBUG") else (_STDERR,)
    for stream in (_STDIN, _STDOUT, *heard):
        os.dup2(nothing, stream)
    requests: SimpleQueue[bytes | None] = SimpleQueue()
    answers: SimpleQueue[bytes | None] = SimpleQueue()
    Thread(target=_receive, args=(source, requests), daemon=True).start()
    sender = Thread(target=_send, args=(sink, answers), daemon=True)
    sender.start()
    while answer := _answer_to(requests.get()):
        answers.put(answer)
    answers.put(None)
    sender.join()


def write_message(descriptor: int, message: bytes) -> None:
    """Write *message*; raise OSError where nobody reads it."""
    for part in (len(message).to_bytes(_BYTES_OF_LENGTH, "big"), message):
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def read_message(descriptor: int) -> bytes:
    """Return the next message; raise EOFError where there is none, or half of one."""
    length = int.from_bytes(_read(descriptor, _BYTES_OF_LENGTH), "big")
    return _read(descriptor, length)


def _read(descriptor: int, length: int) -> bytes:
    parts = []
    while length:
        part = os.read(descriptor, min(length, _MOST_READ))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


_MOST_READ = 1024 * 1024


def _answer_to(request: bytes | None) -> bytes | None:
    if request is None:
        return None
    # Only the process that started this one can send to it.
    function, things = pickle.loads(request)  # noqa: S301
    # It may be long, and is not needed while the answer is made.
    del request
    return pickle.dumps(_answers(function, things), protocol=-1)


def _answers(
    function: Callable[[Any], Any], things: Iterable[Any]
) -> tuple[list[Any], Exception | None]:
    try:
        return [function(thing) for thing in things], None
    except Exception as error:  # noqa: BLE001 - it is raised where the answer is read
        # Where it was is not sent with it.
        error.add_note(traceback.format_exc())
        return [], error


def _receive(source: int, requests: "SimpleQueue[bytes | None]") -> None:
    try:
        while True:
            requests.put(read_message(source))
    except EOFError:
        pass
    finally:
        # The other process wants no more, or was killed.
        requests.put(None)
        time.sleep(_GRACE_SECONDS)
        os._exit(1)


def _send(sink: int, answers: "SimpleQueue[bytes | None]") -> None:
    try:
        while answer := answers.get():
            write_message(sink, answer)
    except OSError:
        os._exit(1)
