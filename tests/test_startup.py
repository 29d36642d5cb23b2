"""Help must be instant: the heavy libraries are for the commands that use them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import Tca, write

OF_FORMATS = {
    *("trafilatura", "lxml", "feedparser", "pypdf", "docx", "odfdo", "warcio"),
    *("yaml", "markdown_it", "defusedxml"),
}
# Of other programs, and of Python, what takes long to import.
HEAVY = OF_FORMATS | {
    *("rich", "whoosh", "sqlite3", "Stemmer", "charset_normalizer", "filelock"),
    *("platformdirs", "numpy", "rapidfuzz"),
    *(
        "calendar",
        "csv",
        "dataclasses",
        "difflib",
        "hashlib",
        "json",
        "multiprocessing",
    ),
    *("pathlib", "pickle", "pkgutil", "subprocess", "tempfile", "textwrap"),
}


def imported_by(arguments: list[str]) -> set[str]:
    """Return what a fresh process imports for a command, beyond Click itself."""
    return fresh_modules(
        f"from tca_cli.__main__ import main; sys.argv = ['tca', *{arguments!r}]; main()"
    ) - fresh_modules("import click")


def fresh_modules(code: str) -> set[str]:
    """Return the modules that there are at the end of a process that runs *code*."""
    tell = "import atexit, sys; atexit.register(lambda: print('\\n', *sys.modules)); "
    # Measuring coverage would import what is looked for.
    env = {name: value for name, value in os.environ.items() if "COV" not in name}
    finished = subprocess.run(
        [sys.executable, "-c", tell + code],
        capture_output=True,
        check=True,
        env=env,
        text=True,
    )
    return set(finished.stdout.splitlines()[-1].split())


def watched(modules: set[str], names: set[str]) -> set[str]:
    """Return those of *names* that are among *modules*."""
    return modules & names


def own(modules: set[str], room: str) -> set[str]:
    """Return those of *modules* that are in a room of the program."""
    return {name for name in modules if name.startswith(f"tca_cli.{room}.")}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_no_heavy_library_and_no_command(arguments: list[str]) -> None:
    imported = imported_by(arguments)
    # Click breaks the lines of help with it; the version is in the metadata.
    asked_for = {"textwrap"} if arguments == ["--help"] else HEAVY
    assert watched(imported, HEAVY) <= asked_for
    assert watched(imported, {"rich", "whoosh", "sqlite3", "Stemmer"}) == set()
    assert own(imported, "cli") == {
        f"tca_cli.cli.{name}"
        for name in ("app", "days", "lazy_group", "messages", "options", "root")
    }
    assert own(imported, "index") == own(imported, "query") == own(imported, "text")


def test_help_of_a_command_imports_no_other(tmp_path: Path) -> None:
    imported = imported_by(["search", "--help"])
    assert watched(imported, HEAVY) == {"textwrap"}
    assert not any(f"tca_cli.cli.{name}" in imported for name in ("show", "ingest"))


@pytest.fixture
def stored(tca: Tca, tmp_path: Path) -> Path:
    """Take in an article; return the folder of the archive."""
    tca("ingest", write(tmp_path / "a.txt", "Storm\nBy Ada Moreau\n\nThe quay."))
    return tmp_path / "archive"


@pytest.mark.parametrize(
    "command", [["show"], ["list-by-author"], ["list-by-author", "ada"]]
)
def test_reading_in_a_pipe_needs_neither_index_nor_pages(
    tca: Tca, stored: Path, command: list[str]
) -> None:
    if command == ["show"]:
        command = ["show", tca("search", "storm").stdout[:12]]
    imported = imported_by(["--archive", str(stored), *command])
    assert watched(imported, HEAVY) == {"sqlite3", "pathlib", "json"}
    assert (
        not own(imported, "query") | own(imported, "index") | own(imported, "readers")
    )
    assert own(imported, "text") == {"tca_cli.text.folding", "tca_cli.text.names"}


def test_searching_in_a_pipe_needs_neither_pages_nor_what_writes(stored: Path) -> None:
    imported = imported_by(["--archive", str(stored), "search", "storm"])
    assert watched(imported, HEAVY) == {
        *("sqlite3", "pathlib", "json", "Stemmer", "pickle"),
        *("whoosh", "hashlib"),  # some of Whoosh, and what its own segments hash by
    }
    assert not own(imported, "readers")
    assert (
        not {
            *("tca_cli.index.whoosh_engine.writing", "tca_cli.text.sentences"),
            *("tca_cli.query.spans_of_days", "tca_cli.store.files"),
            *("whoosh.index", "whoosh.fields", "whoosh.query", "whoosh.searching"),
        }
        & imported
    )


def test_garbage_is_looked_for_seldom_and_not_at_the_end() -> None:
    code = (
        "import atexit, gc, sys; from tca_cli.__main__ import main; "
        "sys.argv[1:] = ['--help']; atexit.register("
        "lambda: print(gc.get_threshold()[0], gc.get_freeze_count()));"
        " main()"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    threshold, frozen = map(int, finished.stdout.splitlines()[-1].split())
    assert threshold >= 10_000
    assert frozen > 0


def test_plain_text_is_taken_in_without_the_libraries_of_other_formats(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "in" / "a.txt", "Storm\n\nThe quay.")
    write(tmp_path / "in" / "b.jpg", "no picture")
    arguments = ["--archive", str(tmp_path / "archive"), "ingest", str(path.parent)]
    assert watched(imported_by(arguments), OF_FORMATS) == set()
