"""No text of a file, no name and nothing that is typed drives the terminal."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.archive.failures import failures
from tca_cli.cli import main
from tca_cli.cli.app import App
from tca_cli.render.machine import csv_text, json_text, tsv
from tca_cli.render.printable import on_one_line, printable
from tests.hostile.terminal import on_a_terminal
from tests.hostile.texts import HOSTILE, MARKUP, driving
from tests.hostile.typed import FORMS, home, names_of_commands, usual_calls
from tests.support import archive_in

Run = Callable[..., Result]
each_command = pytest.mark.parametrize("name", names_of_commands())


@pytest.fixture
def values(
    hostile_archive: Path, hostile_files: Path, tmp_path: Path
) -> dict[str, str]:
    """Return what fits what commands take, as hostile as it can be."""
    return {
        "ID": "@1",
        "FIELD=VALUE": f"headline={HOSTILE}",
        "FIELD=KEY": f"headline={HOSTILE}",
        "FIELD": "headline",
        "PATH": str(hostile_files),
        "DIR": str(tmp_path / "made"),
        "SUFFIX": "txt",
        "QUERY": "storm",
        "TEMPLATE": f"{HOSTILE}{{headline}}{{authors}}",
        "": HOSTILE,
    }


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    # What a command writes to a name that was typed is not to be in the sources.
    monkeypatch.chdir(tmp_path)
    runner = CliRunner(env=home(tmp_path))

    def run(*typed: str) -> Result:
        with monkeypatch.context() as patched:
            patched.setattr("tca_cli.cli.ingest._processors", lambda: 1)
            return runner.invoke(main, typed, prog_name="tca")

    return run


def check(result: Result) -> None:
    assert driving(result.stdout) == []
    assert driving(result.stderr) == []
    assert result.exit_code != 70, result.output


@each_command
@pytest.mark.parametrize("form", FORMS)
def test_no_command_lets_a_text_drive_what_reads_it(
    name: str, form: tuple[str, ...], run: Run, values: dict[str, str]
) -> None:
    for typed in usual_calls(name, values):
        result = run(*form, *typed)
        check(result)
        if form and result.stdout:
            json.loads(result.stdout)


@each_command
def test_no_page_has_more_in_it_than_colours(
    name: str, run: Run, values: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(App, "is_on_terminal", True)
    for typed in usual_calls(name, values):
        check(run(*typed))


@each_command
def test_nothing_that_is_typed_drives_the_terminal(
    name: str, run: Run, values: dict[str, str]
) -> None:
    for typed in (
        [name, HOSTILE],
        [name, f"--{HOSTILE}"],
        [name, f"-{HOSTILE}"],
        [name, "--json", HOSTILE, HOSTILE],
        [name, "--archive", HOSTILE.replace("/", "_")],
        [name, "--engine", HOSTILE],
        [f"{name}{HOSTILE}"],
    ):
        result = run(*typed)
        check(result)
        # A message cannot be forged by what is named in it.
        assert result.stderr.count("\n") <= 4


@each_command
def test_a_terminal_gets_nothing_but_colours(
    name: str, tmp_path: Path, values: dict[str, str]
) -> None:
    _, in_full, *_ = [*usual_calls(name, values), [name], [name]]
    for typed in (in_full, [name, HOSTILE]):
        shown, _ = on_a_terminal(typed, home(tmp_path) | {"COLUMNS": "100"})
        assert driving(shown, on_terminal=True) == []
        assert "Traceback" not in shown


def test_the_archive_holds_what_is_to_be_shown(hostile_archive: Path) -> None:
    with archive_in(hostile_archive) as archive:
        found = list(archive.store.articles.all())
        (whole,) = (one for one in found if "\x1b[2J" in (one.place or ""))
        paths = "".join(failure.path for failure in failures(archive))
    for field in ("headline", "author_bio", "agency", "dateline", "url", "body"):
        assert "\x1b]52;" in getattr(whole, field)
    assert "\u202e" in "".join((*whole.authors, *whole.keywords))
    assert len(found) > 5
    assert "\x1b[2J" in paths


def test_markup_and_names_of_emoji_come_out_as_written(
    run: Run, hostile_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first, *_) = json.loads(run("search", "storm", "--json").stdout)["hits"]
    for typed in (["search", "storm"], ["show", first["id"]], ["list-by-author"]):
        assert MARKUP in run(*typed).stdout
    monkeypatch.setattr(App, "is_on_terminal", True)
    page = CliRunner(env=home(hostile_archive.parent) | {"COLUMNS": "900"})
    for typed in (["search", "storm"], ["failures"], ["list-by-author"]):
        shown = page.invoke(main, typed, prog_name="tca").stdout
        assert "[bold]" in shown
        assert typed == ["failures"] or ":cat:[sic]" in shown


def test_a_result_is_one_line_of_so_many_cells(run: Run, hostile_archive: Path) -> None:
    for typed, cells in (
        (["search", "storm"], 5),
        (["list-by-author"], 4),
        (["list-by-author", "evil"], 5),
        (["failures"], 4),
        (["concordance", "storm"], 6),
        (["search", "storm", "--facet", "author"], 3),
    ):
        lines = run(*typed).stdout.splitlines()
        assert lines
        assert {line.count("\t") + 1 for line in lines} == {cells}
    rows = list(csv.reader(io.StringIO(run("search", "storm", "--csv").stdout)))
    assert {len(row) for row in rows} == {10}


@given(st.text() | st.text(HOSTILE))
def test_what_is_shown_is_as_long_as_what_is_there(text: str) -> None:
    for shown in (printable(text), on_one_line(text)):
        assert len(shown) == len(text)
        assert driving(shown) == []
        assert printable(shown) == shown
    assert not {"\n", "\r", "\t"} & set(on_one_line(text))


@given(st.lists(st.text() | st.text(HOSTILE), max_size=3))
def test_machines_get_back_what_was_given(texts: list[str]) -> None:
    written = json_text(texts)
    assert driving(written) == []
    assert json.loads(written) == texts
    assert tsv([texts]).count("\n") == 1
    assert tsv([texts]).count("\t") == max(0, len(texts) - 1)


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم",
        "👨‍👩‍👧 ❤️‍🔥",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "שלום \u200f(2015)\u200e ok",
        "co\u00adoperate",
        "葛\U000e0100",
        "Kyrgyz\u00a0Republic — “so” …",
        "a\tb\nc",
    ],
)
def test_what_a_script_needs_is_kept(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize("sign", ["\u200d", "\u200c"])
def test_a_joiner_that_joins_nothing_is_shown(sign: str) -> None:
    assert printable(f"{sign}a {sign}b{sign}{sign}c") == f"�a �b{sign}�c"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        '"=1',
        "' =1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20x",
    ],
)
def test_no_cell_is_a_formula(text: str) -> None:
    from tca_cli.readers import read_articles
    from tca_cli.readers.document import Document

    (_, (cell, other)) = csv.reader(
        io.StringIO(csv_text(["title", "text"], [[f"\t{text}", "The quay."]]))
    )
    assert (cell, other) == (f"'{text}", "The quay.")
    written = csv_text(["title", "text"], [[text, "The quay."]]).encode()
    (found,) = read_articles(Document(Path("a.csv"), written)).articles
    assert found.content.headline == text


def test_what_a_library_logs_of_a_file_is_not_shown() -> None:
    code = """
import logging
from tca_cli.archive.crew import Crew
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document
from tests.hostile.test_text import noisy
from tests.support import SAMPLES
page = SAMPLES / "charyn-ash-grove.html"
read_articles(Document(page, page.read_bytes()))
logging.getLogger("nobody").warning("\\x1b[2J")
with Crew(noisy, noisy, 1) as crew:
    task = crew.send([1], 1)
    while task.answers is None:
        crew.receive()
"""
    for asked in ("", "1"):
        finished = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"TCA_DEBUG": asked},
            capture_output=True,
            check=True,
        )
        assert finished.stdout == b""
        # Who looks for a fault wants to see what other processes say.
        assert finished.stderr == (b"\x1b[2J" if asked else b"")


def noisy(thing: int) -> int:
    os.write(1, b"\x1b[2J")
    os.write(2, b"\x1b[2J")
    return thing
