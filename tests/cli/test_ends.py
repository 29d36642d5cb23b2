"""How runs end: the exit status, and what is said to the person at the keyboard."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import whoosh

from tests.support import Tca, archive_in, write


@pytest.fixture
def storm(tca: Tca, tmp_path: Path) -> Path:
    path = write(tmp_path / "in" / "a.txt", "Storm\n\nThe quay is closed.")
    tca("ingest", path)
    return path


@pytest.mark.parametrize(
    "command", [("search", "x"), ("list-by-author", "x"), ("show", "ffff")]
)
def test_nothing_found_is_1_and_keeps_stdout_empty(
    tca: Tca, storm: Path, command: tuple[str, str]
) -> None:
    result = tca(*command)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "No such command"),
        (["search"], "nothing to search for"),
        (["search", ""], "nothing to search for"),
        (["search", '"storm'], "quotation mark"),
        (["search", "?!"], "no word"),
        (["search", "x", "--limit", "0"], "--limit"),
        (["search", "x", "--limit", "many"], "--limit"),
        (["search", "x", "--since", "13.08.2015"], "2015-08-13"),
        (["search", "-iran", "oil"], "NOT iran"),
        (["search", "x AND"], "AND needs"),
        (["search", "foo:bar"], "no field foo"),
        (["search", "x", "--since", "2015-06-31"], "no date"),
        (["search", "x", "--since", "2016", "--until", "2015"], "exchange"),
        (["search", "x", "--sort", "up"], "--sort"),
        (["search", "x", "--engine", "telepathy"], "--engine"),
        (["search", "--nonsense", "x"], "--nonsense"),
        (["show"], "ID"),
        (["show", "abc"], "digits"),
        (["show", "zzzz"], "digits"),
        (["show", "abcd", "abcd"], "unexpected"),
        (["ingest"], "PATH"),
        (["ingest", "no such file"], "There is no no such file"),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wrong_usage_is_2_in_two_lines(
    tca: Tca, storm: Path, arguments: list[str], said: str
) -> None:
    result = tca(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") <= 2


@pytest.mark.parametrize(
    "command", [("search", "x"), ("list-by-author",), ("show", "ffff"), ("status",)]
)
def test_no_archive_is_3_and_makes_none(
    tca: Tca, tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = tca(*command)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "tca ingest" in result.stderr
    assert not (tmp_path / "archive").exists()


def test_a_damaged_record_is_3(tca: Tca, tmp_path: Path) -> None:
    write(tmp_path / "archive" / "articles.db", "no database " * 100)
    assert tca("search", "x").exit_code == 3


def test_a_folder_with_something_else_in_it_is_3_and_left_alone(
    tca: Tca, storm: Path, tmp_path: Path
) -> None:
    treasure = write(tmp_path / "documents" / "index" / "treasure.txt", "mine")
    result = tca("ingest", storm, "--archive", tmp_path / "documents")
    assert result.exit_code == 3
    assert treasure.read_text() == "mine"


def test_an_archive_below_a_file_is_3(tca: Tca, storm: Path) -> None:
    assert tca("ingest", storm, "--archive", storm / "archive").exit_code == 3


def test_unreadable_files_are_4_and_each_is_named(
    tca: Tca, storm: Path, tmp_path: Path
) -> None:
    odd, empty = write(tmp_path / "odd.xyz", "?"), write(tmp_path / "e.txt", "")
    result = tca("ingest", odd, empty, storm)
    assert result.exit_code == 4
    assert f"cannot read {odd}: its format is not known" in result.stderr
    assert f"cannot read {empty}: the file is empty" in result.stderr
    assert "unchanged 1, failed 2" in result.stderr


def test_a_second_writer_is_75(
    tca: Tca, storm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tca_cli.store.database.LOCK_TIMEOUT_SECONDS", 0)
    with closing(sqlite3.connect(tmp_path / "archive" / "articles.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        assert tca("ingest", storm).exit_code == 75
        assert tca("search", "storm").exit_code == 0


def test_who_writes_waits_as_long_as_asked(
    tca: Tca, storm: Path, tmp_path: Path
) -> None:
    with archive_in(tmp_path / "archive") as other, other.writing():
        result = tca("ingest", storm, "--wait", "0")
        assert result.exit_code == 75
        assert "--wait" in result.stderr
    assert tca("ingest", storm, "--wait", "0").exit_code == 0


def test_an_interrupt_is_130(
    tca: Tca, storm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tca_cli.archive.search.search", interrupted)
    assert tca("search", "x").exit_code == 130


def test_a_fault_of_the_program_is_told_without_a_traceback(
    tca: Tca, storm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object, **__: object) -> None:
        raise ZeroDivisionError("sand")

    monkeypatch.setattr("tca_cli.archive.search.search", faulty)
    with pytest.raises(ZeroDivisionError):
        tca("search", "x")
    monkeypatch.setattr("os.environ", {**os.environ, "TCA_DEBUG": ""})
    from click.testing import CliRunner

    from tca_cli.cli import main

    env = {"TCA_ARCHIVE": str(storm.parents[1] / "archive"), "TCA_DEBUG": ""}
    result = CliRunner(env=env).invoke(main, ["search", "x"])
    assert result.exit_code == 70
    assert "ZeroDivisionError: sand" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["search", "--help"], ["--version"]])
def test_a_closed_pipe_is_quiet_and_no_failure(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    finished = subprocess.run(
        [sys.executable, "-m", "tca_cli", *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (finished.returncode, finished.stderr) == (0, b"")


def test_a_reader_that_leaves_early_is_no_failure(
    tca: Tca, storm: Path, tmp_path: Path
) -> None:
    for number in range(300):
        write(tmp_path / "in" / f"{number}.txt", f"Storm {number}\n\n{'Quay. ' * 9}")
    tca("ingest", tmp_path / "in")
    search = [sys.executable, "-m", "tca_cli", "search", "storm", "-n", "300"]
    with subprocess.Popen(
        search,
        env=os.environ | {"TCA_ARCHIVE": str(tmp_path / "archive")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode == 0
    assert b"Error" not in said
    assert b"Traceback" not in said


def test_a_stdout_of_another_encoding_gets_utf_8(tca: Tca, tmp_path: Path) -> None:
    tca("ingest", write(tmp_path / "a.txt", "Łódź ёлка\n\nQuay."))
    finished = subprocess.run(
        [sys.executable, "-m", "tca_cli", "search", "quay"],
        env=os.environ
        | {"TCA_ARCHIVE": str(tmp_path / "archive"), "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=True,
    )
    assert "Łódź ёлка" in finished.stdout.decode("utf-8")


def test_a_file_name_that_is_no_text_can_be_named(tca: Tca, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("Storm\n\nThe quay.")
    assert tca("ingest", path).exit_code == 0
    article_id = tca("search", "storm").stdout[:12]
    assert "caf�.txt" in tca("show", article_id).stdout
    assert "\\udce9" in tca("show", article_id, "--json").stdout


def test_a_name_that_is_mistyped_does_not_stop_the_others(
    tca: Tca, tmp_path: Path
) -> None:
    good = write(tmp_path / "a.txt", "Storm\n\nThe quay.")
    result = tca("ingest", tmp_path / "nowhere.txt", good)
    assert result.exit_code == 4
    assert "nowhere.txt: No such file or directory" in result.stderr
    assert "added 1, failed 1" in result.stderr


def test_the_nearest_command_is_named(tca: Tca) -> None:
    assert "did you mean 'show'?" in tca("shwo").stderr
    assert "did you mean 'list-by-author'?" in tca("list-by-authors").stderr
    assert "did you mean" not in tca("xyzzy").stderr


def test_the_name_alone_is_answered_with_help(tca: Tca) -> None:
    result = tca()
    assert result.exit_code == 0
    assert result.stdout == tca("--help").stdout


@pytest.mark.parametrize("command", ["", "search", "list-by-author"])
def test_examples_stand_one_below_the_other(tca: Tca, command: str) -> None:
    page = tca(*command.split(), "--help").stdout
    examples = page[page.index("Example: ") :].split("\n\n")[0].split("\n")
    assert len(examples) > 1
    assert all(line.removeprefix("Example:").strip()[:4] == "tca " for line in examples)


def test_a_file_name_cannot_pass_for_a_message(tca: Tca, tmp_path: Path) -> None:
    forged = tmp_path / "a\nError: fake.txt"
    forged.write_text("")
    assert "\nError: fake" not in tca("ingest", tmp_path).stderr
    forged.write_text("Storm\n\nThe quay.")
    tca("ingest", tmp_path)
    article_id = tca("search", "storm").stdout[:12]
    assert "\nError: fake" not in tca("show", article_id).stdout


def test_a_place_where_the_archive_cannot_be_looked_for_is_3(
    tca: Tca, storm: Path, tmp_path: Path
) -> None:
    for odd in (tmp_path / ("x" * 300), storm / "archive"):
        for command in (("search", "x"), ("ingest", storm)):
            result = tca(*command, "--archive", odd)
            assert result.exit_code == 3
            assert "Traceback" not in result.stderr


def test_a_lock_that_cannot_be_taken_is_3(
    tca: Tca, storm: Path, tmp_path: Path
) -> None:
    lock = tmp_path / "archive" / "lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    assert tca("ingest", storm).exit_code == 3
    assert tca("search", "storm").exit_code == 0


def run_with_output(archive: Path, output: str) -> subprocess.CompletedProcess[bytes]:
    command = f'"{sys.executable}" -m tca_cli search storm {output}'
    return subprocess.run(
        ["/bin/sh", "-c", command],
        env=os.environ | {"TCA_ARCHIVE": str(archive)},
        capture_output=True,
        check=False,
    )


def test_results_that_cannot_be_printed_are_74(
    tca: Tca, storm: Path, tmp_path: Path
) -> None:
    finished = run_with_output(tmp_path / "archive", ">/dev/full")
    assert finished.returncode == 74
    assert finished.stderr.count(b"\n") <= 2
    assert b"No space left on device" in finished.stderr


def test_a_closed_output_is_no_fault(tca: Tca, storm: Path, tmp_path: Path) -> None:
    finished = run_with_output(tmp_path / "archive", ">&-")
    assert b"Traceback" not in finished.stderr
    assert b"fault" not in finished.stderr


def test_messages_are_broken_between_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tca_cli.cli.messages import say

    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    say("no article matches the words")
    assert capsys.readouterr().err == "no article matches\nthe words\n"


@pytest.mark.filterwarnings("default")
def test_a_warning_is_said_in_one_line(
    tca: Tca, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh, "__version__", (4, 0, 0))
    for number in range(70):
        write(tmp_path / "in" / f"{number}.txt", f"Storm {number}\n\nThe quay.")
    result = tca("ingest", tmp_path / "in")
    assert result.exit_code == 0
    warning, report = result.stderr.splitlines()
    assert warning.startswith("Warning: Whoosh 4.0.0 is not known well enough")
    assert report == "added 70"
    assert tca("search", "storm", "--count").stdout == "70\n"
