"""Every reader is given damaged files for a while: articles, or a refusal, and no more.

    python -m tests.torture.fuzz SECONDS [SEED [WHAT...]]

Each reader runs in processes of its own, with no more memory than files may ask for;
one that takes too long, or ends the process, counts as a crash. What is made of a seed
and a number is always the same: ``input_of`` gives it again.
"""

import resource
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from time import process_time
from typing import NamedTuple

from tca_cli.archive.reading import ReadArticle, members_within
from tca_cli.errors import TcaError
from tca_cli.errors.files import UnreadableFileError
from tca_cli.query.parser import parse
from tca_cli.readers import CONTAINERS, READERS, read_articles, suffix_of
from tca_cli.readers.document import Document
from tests.readers.test_containers import packed
from tests.support import SAMPLES
from tests.torture.mutating import mutated

MOST_SECONDS, MOST_MEMORY = 20, 2 * 1024**3
QUERY = "query"
WHAT = (*READERS, *CONTAINERS, QUERY)
_QUERIES = (
    '(belaz OR maz) w/s "dump trucks"~5 NOT headline:truck* author:(kwan OR reyes)',
    "published:2014..2015 atleast3(dam) =Word b?laz kobyakof~2 pre/3 source:a id:3f9a",
)


class Crash(NamedTuple):
    """An input, by its number, and how reading it ended."""

    number: int
    how: str


class Row(NamedTuple):
    """What was read, how many inputs, and those that ended otherwise than they may."""

    what: str
    inputs: int
    crashes: tuple[Crash, ...]


def run(seconds: float, seed: int, what: Sequence[str] = WHAT) -> list[Row]:
    """Give each of *what* damaged files for so many *seconds* of processor time."""
    return [_row(one, seconds, seed) for one in what]


def input_of(what: str, seed: int, number: int) -> bytes:
    """Return the input of this *number*."""
    random = Random(f"{seed} {what} {number}")
    return mutated(_samples(what), random)


def _row(what: str, seconds: float, seed: int) -> Row:
    crashes: list[Crash] = []
    inputs, spent = 0, 0.0
    while spent < seconds:
        process = subprocess.run(
            [
                *(sys.executable, "-m", "tests.torture.fuzz", "--child", what),
                *(str(seed), str(inputs), str(seconds - spent)),
            ],
            capture_output=True,
            check=False,
            text=True,
        )
        # Of each input its number is told before, of those that end ill how as well.
        lines = process.stdout.splitlines()
        for line in lines:
            number, _, how = line.partition(" ")
            if how.startswith("spent "):
                spent += float(how.removeprefix("spent "))
            elif how:
                crashes.append(Crash(int(number), how))
        inputs = int(lines[-1].split(maxsplit=1)[0]) + 1 if lines else inputs + 1
        if process.returncode:
            how = f"the process ended with {process.returncode}"
            if process.returncode == -signal.SIGPROF:
                how = f"it took more than {MOST_SECONDS} s"
                spent += MOST_SECONDS
            crashes.append(Crash(inputs - 1, f"{how} {process.stderr[-300:]!r}"))
            if not lines:
                break
    return Row(what, inputs, tuple(crashes))


def _child(what: str, seed: int, first: int, seconds: float) -> None:
    """Read inputs from the *first* on, and print what the parent is to know."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    number, told = first, process_time()
    begun = told
    while (now := process_time()) - begun < seconds:
        data = input_of(what, seed, number)
        if now - told > 1:
            _tell(f"{number - 1} spent {now - told}")
            told = now
        _tell(str(number))
        # By default it ends the process, also within a library.
        signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
        try:
            read(what, data)
        except Exception as error:
            *_, last = traceback.extract_tb(error.__traceback__)
            said = " ".join(str(error).split())[:200]
            where = f"{Path(last.filename).name}:{last.lineno}"
            _tell(f"{number} {type(error).__name__}: {said} in {where}")
        signal.setitimer(signal.ITIMER_PROF, 0)
        number += 1
    _tell(f"{number - 1} spent {process_time() - told}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def read(what: str, data: bytes) -> None:
    """Read *data* as a file of this kind; raise what may not happen."""
    if what == QUERY:
        with suppress(TcaError):
            query = parse(data.decode(errors="surrogateescape"))
            parse(str(query))
        return
    document = Document(Path(f"2015-08-13 a{what}"), data)
    for each in _documents(document, what):
        with suppress(UnreadableFileError):
            for found in read_articles(*each).articles:
                assert found.content.headline.strip()
                assert found.content.body.strip()
                assert ReadArticle.of(found).content == found.content


def _documents(document: Document, suffix: str) -> Iterator[tuple[Document, str]]:
    if suffix in READERS:
        yield document, suffix
        return
    for member in members_within(document, suffix):
        if isinstance(member, tuple):
            yield member


def _samples(what: str) -> list[bytes]:
    if what == QUERY:
        return [query.encode() for query in _QUERIES]
    if what not in _kept:
        _kept[what] = list(_made_for(what))
    return _kept[what]


_kept: dict[str, list[bytes]] = {}
# What has no sample of its own has that of what is read as it is.
_AS = {".json": ".jsonl", ".ndjson": ".jsonl", ".tsv": ".csv", ".atom": ".rss"}


def _made_for(what: str) -> Iterator[bytes]:
    if what in CONTAINERS and what != ".zip":
        yield from _packed(what)
        return
    reader = READERS.get(what)
    for path in sorted(SAMPLES.iterdir()):
        if suffix_of(path) in (what, _AS.get(what)) or (
            reader and READERS.get(suffix_of(path) or "") == reader
        ):
            yield path.read_bytes()


def _packed(what: str) -> Iterator[bytes]:
    for path in sorted(SAMPLES.glob("a*.txt")):
        yield packed(what, path.name, path.read_bytes())


def _main() -> None:
    arguments = sys.argv[1:]
    if arguments[:1] == ["--child"]:
        what, seed, first, seconds = arguments[1:]
        _child(what, int(seed), int(first), float(seconds))
        return
    seconds, seed, *chosen = [*arguments, *("10", "0")[len(arguments) :]]
    for what in chosen or WHAT:
        ((_, inputs, crashes),) = run(float(seconds), int(seed), [what])
        _tell(f"{what:<10} {inputs:>7,} inputs  {len(crashes):>3} crashes")
        for crash in crashes[:20]:
            _tell(f"           {crash.number}: {crash.how}")


if __name__ == "__main__":
    _main()
