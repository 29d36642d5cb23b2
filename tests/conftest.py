import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from tca_cli.cli import main
from tca_cli.cli.app import App
from tests.support import Tca

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=75, deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture
def tca(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tca:
    """Run ``tca`` on an archive of its own, its output in a pipe."""
    for name in ("FORCE_COLOR", "NO_COLOR", "TCA_ENGINE", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    env = {
        "COLUMNS": "80",
        "PAGER": "",
        "TCA_ARCHIVE": str(tmp_path / "archive"),
        "TCA_DEBUG": "1",
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    # Also for the processes that a test starts.
    monkeypatch.setenv("XDG_STATE_HOME", env["XDG_STATE_HOME"])
    runner = CliRunner(env=env, catch_exceptions=False)

    def run(*args: str | Path, piped: bytes | None = None) -> Result:
        typed = [str(arg) for arg in args]
        return runner.invoke(main, typed, prog_name="tca", input=piped)

    return run


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make ``tca`` print for a person."""
    monkeypatch.setattr(App, "is_on_terminal", True)
