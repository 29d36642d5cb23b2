import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from rich.console import Console

from tca_cli.archive import Archive
from tca_cli.archive.search import search
from tca_cli.render.search_results import results_page
from tests.support import archive_in, take_in, write


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    for number in range(12):
        body = f"The quay of number {number} " + "is closed for the storm " * 20
        write(tmp_path / "in" / f"{number}.txt", f"Storm {number}\n\n{body}")
    with archive_in(tmp_path / "archive") as archive:
        take_in(archive, tmp_path / "in")
        yield archive


def lines_of(archive: Archive, width: int, *, limit: int, page: int = 1) -> list[str]:
    result = search(
        archive, "storm", limit=limit, page=page, before_completing=lambda _: None
    )
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False)
    console.print(results_page(result))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().split("\n")


@pytest.mark.parametrize("width", [12, 40, 80, 200])
def test_hits_stand_behind_their_ranks_within_the_width(
    archive: Archive, width: int
) -> None:
    lines = lines_of(archive, width, limit=11)
    assert all(len(line) <= min(width, 120) for line in lines)
    ranked = [line for line in lines if line[:2].strip()]
    assert [line[:4] for line in ranked] == [f"{rank:>2}  " for rank in range(1, 12)]
    assert all(not line[:4].strip() for line in lines if line not in ranked)
    # An empty line is between them, and only there.
    blank = [at for at, line in enumerate(lines[:-1]) if not line.strip()]
    assert len(blank) == 10
    assert all(after - before > 1 for before, after in pairwise(blank))


def test_a_later_page_goes_on_with_its_ranks(archive: Archive) -> None:
    lines = lines_of(archive, 80, limit=1, page=12)
    assert lines[0].startswith("12  Storm")
    assert lines_of(archive, 80, limit=5, page=9) == [""]
