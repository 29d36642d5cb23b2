"""Every program that is installed takes in the files, and new ones."""

import subprocess
from pathlib import Path

import pytest

from benchmarks.corpus import write_articles
from benchmarks.processes import Command
from benchmarks.programs import PEERS
from benchmarks.programs.program import Program
from benchmarks.programs.scripts import Script
from benchmarks.programs.tca import Tca
from tests.support import write


def said(command: Command | None) -> str:
    assert command
    done = subprocess.run(
        command.words, capture_output=True, check=False, env=command.environment
    )
    command.check(done.returncode, done.stderr)
    return done.stdout.decode()


@pytest.fixture(params=["tca", *PEERS])
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Program:
    folder, room = tmp_path / "files", tmp_path / "room"
    write_articles(folder, number=5)
    room.mkdir()
    if request.param == "tca":
        return Tca(folder, room)
    peer = PEERS[request.param](folder, room)
    if peer is None:
        pytest.skip(f"not installed: {request.param}")
    return peer


def test_a_program_keeps_what_it_takes_in_until_it_forgets(program: Program) -> None:
    program.forget()
    empty = program.size()
    said(program.take_in())
    full = program.size()
    assert full > empty
    program.forget()
    assert program.size() == empty
    said(program.take_in())
    assert program.size() > empty
    assert program.version


def assert_found(program: Program, word: str, name: str) -> None:
    search = program.search(word)
    # The scripts only take in; nobody asks them anything.
    assert (search is None) == isinstance(program, Script)
    assert search is None or name in said(search)


def test_a_program_finds_what_it_took_in_and_what_was_added(
    program: Program, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    write(files / "boats.txt", "The boats\n\nThose of Zanzibar.\n")
    said(program.take_in())
    assert_found(program, "zanzibar", "boats")
    new = write(files / "camels.txt", "The camels\n\nThose of Timbuktu.\n")
    said(program.add(new))
    assert_found(program, "timbuktu", "camels")
    if look := program.look_again():
        said(look)
