import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tca_cli.cli.completion import SHELLS
from tests.support import TEXT_SAMPLES, Tca


def completed(archive: Path, line: str) -> list[str]:
    """Return what a shell is told for the last word of *line*."""
    words = line.split(" ")
    env = os.environ | {
        "COMP_CWORD": str(len(words) - 1),
        "COMP_WORDS": line,
        "TCA_ARCHIVE": str(archive),
        "_TCA_COMPLETE": "bash_complete",
    }
    code = "from tca_cli.cli import main; main(prog_name='tca')"
    finished = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env=env,
        text=True,
    )
    assert finished.stderr == ""
    return [line.split(",", 1)[1] for line in finished.stdout.splitlines() if line]


def test_commands_options_and_the_archives_own_names_are_completed(
    tca: Tca, tmp_path: Path
) -> None:
    tca("ingest", *TEXT_SAMPLES)
    archive = tmp_path / "archive"
    assert completed(archive, "tca se") == ["search"]
    assert "--since" in completed(archive, "tca search --si")
    assert completed(archive, "tca search --place Dush") == ["Dushanbe/Tashkent"]
    assert completed(archive, "tca search --agency TC") == ["TCA"]
    assert completed(archive, "tca list-by-author lukasz") == ["Łukasz Wiśniewski"]
    assert completed(archive, "tca show da9e") == ["da9e94f4"]
    assert completed(archive, "tca show xyz") == []


def test_without_an_archive_nothing_is_completed_and_nothing_said(
    tmp_path: Path,
) -> None:
    assert completed(tmp_path / "nowhere", "tca show da9e") == []
    assert completed(tmp_path / "nowhere", "tca search --author A") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_one_that_the_shell_reads(tca: Tca, shell: str) -> None:
    script = tca("completion", shell).stdout
    assert "_TCA_COMPLETE" in script
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=script, check=True, text=True)
