import os
from pathlib import Path

import pytest

from tca_cli.archive.status import status
from tests.support import archive_in, take_in, write


def test_a_folder_that_a_writer_removes_meanwhile_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with archive_in(tmp_path / "archive") as archive:
        take_in(archive, write(tmp_path / "a.txt", "Storm\n\nThe quay."))
        (archive.index.directory / "MAIN.tmp").mkdir()
        real = os.scandir

        def scandir(path: str | Path) -> object:
            if Path(path).name == "MAIN.tmp":
                raise FileNotFoundError(path)
            return real(path)

        monkeypatch.setattr(os, "scandir", scandir)
        assert status(archive).index_bytes > 0
