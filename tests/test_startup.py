"""Help must be instant: the heavy libraries are for the commands that use them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import Tca, write

HEAVY = ("rich", "whoosh", "sqlite3", "Stemmer", "charset_normalizer", "filelock")
OF_FORMATS = (
    *("trafilatura", "lxml", "feedparser", "pypdf", "docx", "odfdo", "warcio"),
    *("yaml", "markdown_it", "defusedxml"),
)


def imported_by(
    arguments: list[str], heavy: tuple[str, ...] = (*HEAVY, *OF_FORMATS)
) -> set[str]:
    """Return which of the *heavy* libraries a fresh process imports."""
    code = (
        "import atexit, sys; from tca_cli.cli import main; "
        f"heavy = set({heavy!r}); "
        "atexit.register(lambda: print('\\n', *(heavy & sys.modules.keys()))); "
        f"main({arguments!r})"
    )
    # Measuring coverage would import what is looked for.
    env = {name: value for name, value in os.environ.items() if "COV" not in name}
    finished = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env=env,
        text=True,
    )
    return set(finished.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["search", "--help"], ["--version"]])
def test_help_imports_no_heavy_library(arguments: list[str]) -> None:
    assert imported_by(arguments) == set()


def test_reading_in_a_pipe_needs_neither_index_nor_pages(
    tca: Tca, tmp_path: Path
) -> None:
    tca("ingest", write(tmp_path / "a.txt", "Storm\nBy Ada Moreau\n\nThe quay."))
    article_id = tca("search", "storm").stdout[:12]
    archive = ["--archive", str(tmp_path / "archive")]
    for command in (
        ["show", article_id],
        ["list-by-author"],
        ["list-by-author", "ada"],
    ):
        assert imported_by([*archive, *command]) == {"sqlite3"}


def test_a_short_search_does_without_arrays(tca: Tca, tmp_path: Path) -> None:
    tca("ingest", write(tmp_path / "a.txt", "Storm\nBy Ada Moreau\n\nThe quay."))
    archive = ["--archive", str(tmp_path / "archive")]
    for query in ("storm", "storm quay", '"the quay"', "sto*", "author:ada"):
        assert imported_by([*archive, "search", query], ("numpy",)) == set()


def test_plain_text_is_taken_in_without_the_libraries_of_other_formats(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "in" / "a.txt", "Storm\n\nThe quay.")
    write(tmp_path / "in" / "b.jpg", "no picture")
    arguments = ["--archive", str(tmp_path / "archive"), "ingest", str(path.parent)]
    assert imported_by(arguments, OF_FORMATS) == set()
