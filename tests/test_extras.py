"""Without the extras, what needs them says so, and everything else works."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.support import ROOT, SAMPLES

BLOCKED = ("trafilatura", "lxml", "feedparser", "pypdf", "docx", "odfdo", "warcio")


def test_what_needs_an_extra_names_it_and_the_rest_is_taken_in(tmp_path: Path) -> None:
    code = (
        "import sys; "
        f"sys.modules.update(dict.fromkeys({BLOCKED!r})); "  # as if not installed
        "from tca_cli.cli import main; main(sys.argv[1:])"
    )
    archive = ["--archive", str(tmp_path / "archive")]
    # Measuring coverage would import what is blocked.
    env = {name: value for name, value in os.environ.items() if "COV" not in name}
    done = subprocess.run(
        [sys.executable, "-c", code, *archive, "ingest", str(SAMPLES), "--json", "-j1"],
        capture_output=True,
        check=False,
        env=env,
        text=True,
    )
    report = json.loads(done.stdout)
    reasons = {Path(one["path"]).name: one["reason"] for one in report["failures"]}
    named = r"to read it, type: pip install 'tca-cli\[(\w+)\]'"
    needed = {name: re.fullmatch(named, reason) for name, reason in reasons.items()}
    assert all(needed.values()), reasons
    assert {extra[1] for extra in needed.values() if extra} == {
        *("feeds", "html", "office", "pdf", "warc"),
    }
    suffixes = {Path(name).suffix for name in reasons}
    read = {path.suffix for path in SAMPLES.iterdir()} - suffixes
    assert read >= {".txt", ".md", ".json", ".jsonl", ".csv", ".xml", ".sgm", ".eml"}
    assert report["added"] > 0


def test_the_extra_all_brings_every_format() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    (everything,) = extras["all"]
    assert set(everything.removeprefix("tca-cli[").removesuffix("]").split(",")) == (
        set(extras) - {"all"}
    )
