"""Help must be instant: the heavy libraries are for the commands that use them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import Tca, write

HEAVY = ("rich", "whoosh", "sqlite3", "Stemmer", "charset_normalizer", "filelock")


def imported_by(arguments: list[str]) -> set[str]:
    """Return which of the heavy libraries a fresh process imports."""
    code = (
        "import atexit, sys; from tca_cli.cli import main; "
        f"heavy = set({HEAVY!r}); "
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
