import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from tca_cli.cli import main
from tests.hostile.texts import write_hostile
from tests.hostile.typed import home


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is made under a name that was typed be made in a folder of the test."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def hostile_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile(tmp_path_factory.mktemp("files") / "in")


@pytest.fixture(scope="session")
def _taken_in(hostile_files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Take the hostile files in; an archive for tests to copy."""
    folder = tmp_path_factory.mktemp("taken-in")
    result = CliRunner(env=home(folder)).invoke(main, ["ingest", str(hostile_files)])
    assert result.exit_code == 4, result.output
    result = CliRunner(env=home(folder)).invoke(main, ["search", "storm"])
    assert result.exit_code == 0
    return folder


@pytest.fixture
def hostile_archive(_taken_in: Path, tmp_path: Path) -> Path:
    """Return the folder of an archive of hostile articles, beside a last search."""
    shutil.copytree(_taken_in, tmp_path, dirs_exist_ok=True)
    state = tmp_path / "state" / "tca" / "last-search.json"
    kept = state.read_text(encoding="utf-8")
    state.write_text(kept.replace(str(_taken_in), str(tmp_path)), encoding="utf-8")
    return tmp_path / "archive"
