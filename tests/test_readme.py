"""Run the README's console blocks in order; each must print what it shows."""

import re
import shlex

import pytest

from tca_cli.errors import ExitCode
from tests.support import ROOT, Tca

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
STEP = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
LEFT_OUT = re.compile(r"^ *…\n", re.MULTILINE)


def test_the_readme_shows_what_is_printed(
    tca: Tca, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    steps = STEP.findall("".join(BLOCK.findall(README)))
    assert steps
    for command, expected in steps:
        program, *arguments = shlex.split(command)
        assert program == "tca", command
        printed = re.sub(r" +$", "", tca(*arguments).output, flags=re.MULTILINE)
        # A line with an ellipsis alone stands for lines that are left out.
        parts = map(re.escape, LEFT_OUT.split(expected))
        pattern = r"(?:.*\n)+".join(parts)
        assert re.fullmatch(pattern, printed), f"$ {command}\n{printed}"


def test_the_readme_names_every_exit_status() -> None:
    named = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert named == {code.value for code in ExitCode}


def test_the_readme_shows_pictures_that_are_there() -> None:
    shown = re.findall(r"!\[[^]]+\]\((pictures/[^)]+)\)", README)
    assert len(shown) == 3
    for picture in shown:
        assert (ROOT / picture).read_text(encoding="utf-8").startswith("<svg")
