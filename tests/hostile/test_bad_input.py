"""Whatever is typed is answered in a line or two, with the right exit status."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tca_cli.cli import main
from tca_cli.errors import ExitCode
from tests.hostile.terminal import on_a_terminal
from tests.hostile.texts import driving
from tests.hostile.typed import (
    arguments_of,
    command_named,
    fit_arguments,
    fit_value,
    home,
    long_name,
    names_of_commands,
    options_of,
    takes_value,
)
from tests.support import write

Run = Callable[..., Result]
each_command = pytest.mark.parametrize("name", names_of_commands())
HUGE = "a" * 100_000
DIGITS = "9" * 5_000
# What a person may type by mistake, and what only malice would.
ODD = [
    *("", " ", "\t", "\n", "a\nb", "\x01\x02\xff", "\udcff\udc80", HUGE, "ﷺ" * 500),
    *("-", "--", "-x", "--=", "-1", "--archive", "=", "==", "=x", "x=", "headline="),
    *("@", "@0", "@1", "@99999", "@-1", "@²", "@٣", f"@{DIGITS}", "0" * 13, "zzzz"),
    *("0000", "0", "1", "99999999999999999999", DIGITS, "1.5", "nan", "inf", "1e999"),
    *("0000-00-00", "10000-01-01", "9999-12-31", "0001-01-01", "2015-13", "2015-02-30"),
    *("..", "9999..", "..0001", ">9999", "<0001", "999 years ago", "٢٠١٥", "today"),
    *("(", ")", "()", '"', "“", "*", "?", "~", "x~0", "x~99999999999999", "AND", "OR"),
    *("NOT", "NOT NOT x", "x AND", "w/5", "x w/ y", "x w/0 y", "x w/999999999 y"),
    *("a OR" * 3, "headline:", "headline:(", "id:", "id:zz", "published:", "foo:bar"),
    *("published:0000", "published:>9999-12-31", "published:<0001", "source:\udcff"),
    *("atleast0(x)", "atleast999999999(x)", "id:0", "author:()", "x" * 300),
    *(f"{'(' * 10_000}x{')' * 10_000}", "NOT " * 5_000 + "x", "-" * 5_000 + "x"),
    *("x " * 100_000, "x OR " * 2_000 + "x", '"' + "x " * 5_000 + '"', "*" * 5_000),
    *("{", "}", "{}", "{0}", "{id!r}", "{id:>99999999}", "{nothing}", "{id.x}"),
    *("[", "[a-", "**/", "/dev/null", "/proc/nowhere/at/all", "~", "a" * 300),
    *(
        "headline=",
        "authors=;;",
        "published=0000-00-00",
        "body= ",
        "id=x",
        "body=\udcff",
    ),
    *("9" * 400, "9" * 400 + "G", "99999999999G", "0M", "-5M", "M", "1.M"),
]


@pytest.fixture
def values(hostile_archive: Path, tmp_path: Path) -> dict[str, str]:
    path = write(tmp_path / "in" / "a.txt", "Quay\n\nThe dam.")
    return {
        "ID": "@1",
        "FIELD=VALUE": "place=Osh",
        "FIELD=KEY": "headline=titel",
        "FIELD": "place",
        "PATH": str(path),
        "DIR": str(tmp_path / "made"),
        "SUFFIX": "txt",
        "": "storm",
    }


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("tca_cli.cli.ingest._processors", lambda: 1)
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env=home(tmp_path))

    def run(*typed: str) -> Result:
        return runner.invoke(main, typed, prog_name="tca")

    return run


def check(result: Result, typed: list[str]) -> None:
    """An end that the README knows, and no more words than it takes."""
    said = [f"{one[:60]!r}" for one in typed]
    assert isinstance(result.exception, SystemExit | None), said
    assert result.exit_code in set(ExitCode) - {ExitCode.FAULT}, (said, result.stderr)
    assert "Traceback" not in result.output
    if "verify" in typed and result.exit_code == ExitCode.ARCHIVE_UNUSABLE:
        # What is damaged is what it is asked for.
        assert result.stdout or result.stderr.startswith("Error: "), said
    elif result.exit_code in (ExitCode.USAGE, ExitCode.ARCHIVE_UNUSABLE):
        assert (result.stdout, said) == ("", said)
        assert result.stderr.startswith("Error: "), said
        assert result.stderr.count("\n") <= 3, (said, result.stderr)
        assert len(result.stderr) < 2_500, said
    elif result.exit_code == ExitCode.NOTHING_FOUND:
        assert 0 < result.stderr.count("\n") <= 3, (said, result.stderr)
    assert all(len(line) < 2_500 for line in result.stderr.split("\n")), said


@each_command
def test_any_value_of_an_argument_is_answered(
    name: str, run: Run, values: dict[str, str]
) -> None:
    command = command_named(name)
    for at, argument in enumerate(arguments_of(command)):
        for odd in ODD:
            typed = fit_arguments(command, values)
            typed[at] = odd
            check(run(name, *typed), [name, *typed])
            if argument.nargs == -1:
                check(run(name, *typed, odd), [name, *typed, odd])


def each_option() -> dict[str, str]:
    """Return for each option the first command that has it: several share some."""
    return {
        f"{long_name(option)} {option.metavar} {option.type.name}": name
        for name in reversed(names_of_commands())
        for option in filter(takes_value, options_of(command_named(name)))
    }


@pytest.mark.parametrize(("option", "name"), each_option().items())
def test_any_value_of_an_option_is_answered(
    option: str, name: str, run: Run, values: dict[str, str]
) -> None:
    arguments = fit_arguments(command_named(name), values)
    for odd in ODD:
        typed = [name, *arguments, option.split(maxsplit=1)[0], odd]
        check(run(*typed), typed)


@each_command
def test_what_is_missing_unknown_or_too_much_is_answered(
    name: str, run: Run, values: dict[str, str]
) -> None:
    command = command_named(name)
    arguments = fit_arguments(command, values)
    many = [f"{number:012x}" for number in range(10_000)]
    calls = [
        [name],
        [name, "--"],
        [name, "--", *arguments, *arguments],
        [name, *arguments, *many],
        [name, *many],
        [name, *arguments, "--no-such-option"],
        [name, *arguments, "--no-such-option=x", "-Z"],
        [name, *arguments, f"--{HUGE}"],
        [name, *arguments, "--archive"],
        [name, *arguments, "--engine", "telepathy"],
        [name, *arguments, "--json", "--json", "-qqq", "--quiet"],
        [name, *arguments, "--json=yes"],
        ["--json", "--json", "-q", name, *arguments],
    ]
    for option in options_of(command):
        named = long_name(option)
        if takes_value(option):
            twice = [named, fit_value(option, values)] * 2
            calls += [[name, *arguments, named], [name, *arguments, *twice]]
        else:
            calls += [[name, *arguments, named, named], [name, f"{named}=x"]]
    for typed in calls:
        check(run(*typed), typed)


def foreign(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "articles.db")) as other:
        other.execute("CREATE TABLE article (id TEXT, secret TEXT)")
        other.execute("PRAGMA user_version = 2")
        other.commit()


def newer(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "articles.db")) as other:
        other.execute("PRAGMA user_version = 9999")
        other.commit()


def with_a_pipe(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / "articles.db")


def with_a_folder(folder: Path) -> None:
    (folder / "articles.db").mkdir(parents=True)


def with_no_database(folder: Path) -> None:
    write(folder / "articles.db", "no database, but a text of some length " * 99)


def with_an_empty_file(folder: Path) -> None:
    write(folder / "articles.db", "")


def with_a_loop(folder: Path) -> None:
    folder.mkdir()
    (folder / "articles.db").symlink_to("articles.db")


def as_a_file(folder: Path) -> None:
    write(folder, "a file")


def as_a_pipe(folder: Path) -> None:
    os.mkfifo(folder)


def as_a_link_to_nothing(folder: Path) -> None:
    folder.symlink_to(folder.with_name("nowhere"))


PLACES = [foreign, newer, with_a_pipe, with_a_folder, with_no_database]
PLACES += [with_an_empty_file, with_a_loop, as_a_file, as_a_pipe, as_a_link_to_nothing]


@each_command
@pytest.mark.parametrize("made", PLACES)
def test_a_place_that_is_no_archive_is_answered_and_left_as_it_is(
    name: str, made: Callable[[Path], None], run: Run, values: dict[str, str]
) -> None:
    folder = Path("odd\nplace").absolute()
    made(folder)
    before = contents(folder)
    typed = [name, *fit_arguments(command_named(name), values), "--archive"]
    result = run(*typed, str(folder))
    check(result, typed)
    if made not in (with_an_empty_file, as_a_link_to_nothing):
        assert result.exit_code in NO_ARCHIVE_NEEDED.get(name, {2, 3}), result.output
        assert contents(folder) == before


# What says the same without an archive.
NO_ARCHIVE_NEEDED = {"completion": {0, 2}, "help": {0, 2}}


def contents(folder: Path) -> dict[str, bytes | str]:
    if not folder.is_dir():
        return {"": folder.read_bytes() if folder.is_file() else "no file"}
    return {
        path.name: path.read_bytes() if path.is_file() else "no file"
        for path in folder.iterdir()
    }


@each_command
@pytest.mark.parametrize(
    "odd",
    [
        *("", " ", ".", "-", "~", "/dev/null", "/dev/full", "/proc/self", "a" * 300),
        *("a/" * 2_100, "\udcff", "x\n" * 5, "/proc/nowhere/at/all", "--json"),
    ],
)
def test_any_name_of_an_archive_is_answered(
    name: str, odd: str, run: Run, values: dict[str, str], tmp_path: Path
) -> None:
    command = command_named(name)
    typed = [name, *fit_arguments(command, values), "--archive", odd]
    check(run(*typed), typed)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TCA_ARCHIVE", odd)
        runner = CliRunner(env=home(tmp_path) | {"TCA_ARCHIVE": odd})
        typed = typed[:-2]
        check(runner.invoke(main, typed, prog_name="tca"), typed)


def fresh(
    typed: list[str], env: Mapping[str, str | None], shell: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Run a new process; *shell* is what stands behind the command in one."""
    given = os.environ | env
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m tca_cli "$@" {shell}', sys.executable, *typed],
        env={name: value for name, value in given.items() if value is not None},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


ENVIRONMENTS: list[Mapping[str, str | None]] = [
    *[{"COLUMNS": said} for said in ("0", "-5", "abc", "", "²", "9" * 5_000)],
    *[{"LINES": said} for said in ("0", "²")],
    {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
    {"TERM": "dumb"},
    {"TERM": None},
    {"HOME": None, "XDG_STATE_HOME": None},
    {"HOME": "/dev/null", "XDG_STATE_HOME": "/dev/null"},
    {"XDG_STATE_HOME": "relative"},
    {"TCA_ENGINE": ""},
    {"TCA_ENGINE": "\x1b[2J\nx"},
    {"NO_COLOR": "1", "FORCE_COLOR": "1"},
]


@pytest.mark.parametrize("env", ENVIRONMENTS)
def test_any_environment_is_answered(
    env: Mapping[str, str | None], tmp_path: Path, hostile_archive: Path
) -> None:
    for typed in (["search", "storm"], ["list-by-author"]):
        shown, code = on_a_terminal(typed, {**home(tmp_path), **env})
        assert "Traceback" not in shown
        assert driving(shown, on_terminal=True) == []
        assert code == (2 if env.get("TCA_ENGINE") else 0), shown
        assert len(shown) < 200_000
        assert env.get("TCA_ENGINE") or "evil" in shown


@pytest.mark.parametrize(
    "pager",
    [
        *("", " ", "no-such-pager", "'", '"cat', "/", ".", "/dev/null", "cat -u"),
        *("'cat' \"-u\"", "false", "sh -c 'exit 3'", "\x1b[2J", "a\nb"),
    ],
)
def test_any_pager_is_answered(
    pager: str, tmp_path: Path, hostile_archive: Path
) -> None:
    env = home(tmp_path) | {"TCA_PAGER": pager, "LINES": "4"}
    shown, code = on_a_terminal(["list-by-author"], env)
    assert code == 0, shown
    assert "Traceback" not in shown
    assert driving(shown, on_terminal=True) == []


# All of them with a search, those that tell most with each command.
STREAMS = ["<&- >&- 2>&-", ">/dev/full", ">/dev/full 2>/dev/full"]
FURTHER_STREAMS = ["<&-", ">&-", "2>&-", "2>/dev/full", "</dev/full", "<."]


@pytest.mark.parametrize(
    ("name", "streams"),
    [
        *((name, streams) for name in names_of_commands() for streams in STREAMS),
        *(("search", streams) for streams in FURTHER_STREAMS),
    ],
)
def test_any_streams_are_answered(
    name: str, streams: str, tmp_path: Path, values: dict[str, str]
) -> None:
    typed = [name, *fit_arguments(command_named(name), values)]
    finished = fresh(typed, home(tmp_path), streams)
    assert b"Traceback" not in finished.stderr
    assert b"Exception ignored" not in finished.stderr
    assert b"fault" not in finished.stderr
    assert finished.returncode in set(ExitCode) - {ExitCode.FAULT}, finished
    if ">/dev/full" in streams.split() and finished.returncode == 0:
        # Then there was nothing to print.
        assert fresh(typed, home(tmp_path)).stdout == b""


def test_a_fault_shows_where_it_is_only_where_that_is_asked_for(
    tmp_path: Path, hostile_archive: Path
) -> None:
    code = (
        "import tca_cli.archive.status as s, tca_cli.cli as c;"
        "s.status = lambda _: 1 / 0; c.main(['status'])"
    )
    for asked in ("", "1"):
        finished = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | home(tmp_path) | {"TCA_DEBUG": asked},
            capture_output=True,
            check=False,
            text=True,
        )
        assert ("Traceback" in finished.stderr) is bool(asked)
        assert "ZeroDivisionError" in finished.stderr
        assert asked or (finished.returncode, finished.stderr.count("\n")) == (70, 2)
