"""The disk of the trials loses what a disk may lose, and nothing else."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.torture.platter import Platter
from tests.torture.traced import (
    Create,
    Deed,
    Remove,
    Rename,
    Sync,
    Truncate,
    Write,
    deeds_of,
    tracer,
)
from tests.torture.trials import SkippedError


def left(folder: Path, *deeds: Deed, seed: int = 1, share: float = 0.0) -> object:
    platter = Platter()
    for deed in deeds:
        platter.do(deed)
    platter.write(folder, Random(seed), share)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_was_made_safe_is_there(tmp_path: Path) -> None:
    safe = (Create("a"), Write("a", 0, b"storm"), Sync("a"), Sync(""))
    assert left(tmp_path / "1", *safe) == {"a": b"storm"}
    later = (Write("a", 5, b" warning"), Create("b"))
    assert left(tmp_path / "2", *safe, *later) == {"a": b"storm"}
    shortened = (Truncate("a", 2), Remove("a"))
    assert left(tmp_path / "3", *safe, *shortened) == {"a": b"storm"}
    assert left(tmp_path / "4", *safe, *later, share=1.0) == {
        "a": b"storm warning",
        "b": b"",
    }


def test_a_name_is_there_when_its_folder_was_made_safe(tmp_path: Path) -> None:
    written = (Create("a"), Write("a", 0, b"storm"), Sync("a"))
    assert left(tmp_path / "1", *written) == {}
    renamed = (*written, Sync(""), Rename("a", "b"))
    assert left(tmp_path / "2", *renamed) == {"a": b"storm"}
    assert left(tmp_path / "3", *renamed, Sync("")) == {"b": b"storm"}


def test_of_what_was_not_made_safe_any_sectors_are_there(tmp_path: Path) -> None:
    data = b"a" * 4096 + b"b" * 4096
    made = (Create("a"), Sync(""), Write("a", 0, data))
    seen = {
        str(left(tmp_path / str(seed), *made, seed=seed, share=0.5))
        for seed in range(40)
    }
    parts = (b"", data[:4096], bytes(4096) + data[4096:], data)
    assert seen == {str({"a": part}) for part in parts}


def test_a_trace_tells_all_that_was_done(tmp_path: Path) -> None:
    try:
        words = tracer(tmp_path / "trace")
    except SkippedError as error:
        pytest.skip(str(error))
    folder = tmp_path / "in"
    folder.mkdir()
    program = (
        "import os, pathlib, sys\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "with open(folder / 'a', 'w+b') as file:\n"
        "    file.write(b'storm'); file.flush(); file.seek(1); file.write(b'-')\n"
        "    file.flush(); os.fsync(file.fileno())\n"
        "(folder / 'a').rename(folder / 'b')\n"
        "(folder / 'c').touch(); (folder / 'c').unlink()\n"
    )
    subprocess.run([*words, sys.executable, "-c", program, folder], check=True)
    assert list(deeds_of(tmp_path / "trace", folder, set())) == [
        Create("a"),
        Write("a", 0, b"storm"),
        Write("a", 1, b"-"),
        Sync("a"),
        Rename("a", "b"),
        Create("c"),
        Remove("c"),
    ]
