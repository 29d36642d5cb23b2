import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tca_cli.cli.completion import SHELLS
from tests.support import TEXT_SAMPLES, Tca, write


def completed(archive: Path, line: str, of: str = "bash") -> list[str]:
    """Return what a shell is told for the last word of *line*."""
    words = line.split(" ")
    env = os.environ | {
        "COMP_CWORD": str(len(words) - 1),
        "COMP_WORDS": line,
        "TCA_ARCHIVE": str(archive),
        "_TCA_COMPLETE": f"{of}_complete",
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
    told = finished.stdout.split("\n")
    # Bash is told of each what it is, before a comma.
    return [line.split(",", 1)[-1] for line in told if line]


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


def test_nothing_is_offered_that_a_shell_or_a_terminal_would_obey(
    tca: Tca, tmp_path: Path
) -> None:
    for number, name in enumerate(("Moreau", "$(touch x)", "`x`", ";x", "\x1b[2J")):
        place = {"place": f"Ada {name}"}
        article = {"headline": f"Storm {number} \x9b2J", "body": "Quay."} | place
        by_tca = {"id": f"{number:012}", "version": 1, "ingested": "", "sources": []}
        written = json.dumps(by_tca | article | {"authors": []})
        write(tmp_path / f"{number}.json", written)
    assert tca("ingest", *tmp_path.glob("*.json")).exit_code == 0
    archive = tmp_path / "archive"
    assert completed(archive, "tca search --place Ada") == ["Ada Moreau"]
    for article_id in tca("search", "storm", "--ids").stdout.split():
        told = completed(archive, f"tca show {article_id}", of="zsh")
        assert article_id[:8] in told
        assert any(line.startswith("Storm") for line in told)
        assert all(map(str.isprintable, told))


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_one_that_the_shell_reads(tca: Tca, shell: str) -> None:
    script = tca("completion", shell).stdout
    assert "_TCA_COMPLETE" in script
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=script, check=True, text=True)
