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
# What takes long to import: libraries, and of Python's own.
HEAVY = OF_FORMATS | {
    *("rich", "whoosh", "sqlite3", "Stemmer", "charset_normalizer", "filelock"),
    *("platformdirs", "numpy", "rapidfuzz", "calendar", "csv", "dataclasses"),
    *("difflib", "hashlib", "json", "multiprocessing", "pathlib", "pickle", "pkgutil"),
    *("subprocess", "tempfile", "textwrap"),
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


def own(modules: set[str], *rooms: str) -> set[str]:
    """Return those of *modules* that are in one of these rooms of the program."""
    within = tuple(f"tca_cli.{room}." for room in rooms)
    return {name for name in modules if name.startswith(within)}


def test_help_imports_no_heavy_library_and_no_command() -> None:
    imported = imported_by(["--help"])
    assert imported & HEAVY == {"textwrap"}  # by which Click breaks its lines
    assert own(imported, "cli") == {
        f"tca_cli.cli.{name}"
        for name in ("app", "lazy_group", "messages", "command", "root")
    }
    assert not own(imported, "archive", "index", "query", "readers", "store", "text")


def test_help_of_a_command_imports_no_other() -> None:
    imported = imported_by(["search", "--help"])
    assert imported & HEAVY == {"textwrap"}
    assert not {"tca_cli.cli.show", "tca_cli.cli.ingest"} & imported
    assert not own(imported, "archive", "index", "query", "readers", "store", "text")


def test_the_version_imports_no_command() -> None:
    imported = imported_by(["--version"])
    assert not {"rich", "whoosh", "sqlite3", "Stemmer"} & imported
    assert not {"tca_cli.cli.show", "tca_cli.cli.ingest"} & imported


@pytest.fixture
def archive(tca: Tca, tmp_path: Path) -> list[str]:
    """Take in an article; return the options that name the archive."""
    tca("ingest", write(tmp_path / "a.txt", "Storm\nBy Ada Moreau\n\nThe quay."))
    return ["--archive", str(tmp_path / "archive")]


def test_reading_in_a_pipe_needs_neither_index_nor_pages(
    tca: Tca, archive: list[str]
) -> None:
    article_id = tca("search", "storm").stdout[:12]
    for command in (
        ["show", article_id],
        ["list-by-author"],
        ["list-by-author", "ada"],
        ["history", article_id],
    ):
        imported = imported_by([*archive, *command])
        assert imported & HEAVY == {"sqlite3", "pathlib", "json"}
        assert not own(imported, "index", "query", "readers")
        assert own(imported, "text") == {"tca_cli.text.folding", "tca_cli.text.names"}


def test_a_short_search_in_a_pipe_needs_neither_pages_nor_all_of_whoosh(
    archive: list[str],
) -> None:
    for query in ("storm", "storm quay", "storm OR harbour"):
        imported = imported_by([*archive, "search", query])
        assert imported & HEAVY == {
            *("sqlite3", "pathlib", "json", "Stemmer", "pickle"),
            *("whoosh", "hashlib"),  # of Whoosh, how it ranks; it hashes terms
        }
        assert (
            not {
                *("whoosh.index", "whoosh.fields", "whoosh.query", "whoosh.searching"),
                *("tca_cli.text.sentences", "tca_cli.query.spans_of_days"),
                *("tca_cli.store.files", "tca_cli.store.figures"),
            }
            & imported
        )
        assert not own(imported, "readers", "index.whoosh_engine.bulk")


def test_a_page_of_hits_needs_neither_tables_nor_a_pager(archive: list[str]) -> None:
    imported = fresh_modules(
        "from tca_cli.cli.app import App; from tca_cli.__main__ import main;"
        " App.is_on_terminal = True;"
        f" sys.argv = ['tca', *{archive!r}, 'search', 'storm']; main()"
    )
    assert {"rich.console", "tca_cli.render.search_results"} <= imported
    assert not {"rich.table", "rich.progress", "subprocess", "whoosh.query"} & imported


def test_a_search_does_without_arrays_and_what_writes(archive: list[str]) -> None:
    for query in ('"the quay"', "sto*", "author:ada"):
        imported = imported_by([*archive, "search", query])
        assert not {"numpy", "rich", "whoosh.writing"} & imported
        assert "tca_cli.index.whoosh_engine.writing" not in imported


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
    assert not imported_by(arguments) & OF_FORMATS
