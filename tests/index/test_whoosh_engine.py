import pickle
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.index import IndexSettings
from tca_cli.index.whoosh_engine.engine import WhooshIndex
from tca_cli.query.tree import Word
from tests.support import article, settings_for


def settings(folder: Path, files: frozenset[str] | None = None) -> IndexSettings:
    return settings_for(folder, {}, files)


def names_in(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in folder.iterdir())


def test_a_word_asked_for_twice_weighs_twice(tmp_path: Path) -> None:
    from tca_cli.query.tree import And

    with closing(WhooshIndex(settings(tmp_path))) as index:
        index.add([article("1", "storm"), article("2", "quay")])
        (once,) = index.search(Word("storm"), limit=9).first
        (twice,) = index.search(And((Word("storm"), Word("storm"))), limit=9).first
    assert twice.score == pytest.approx(2 * once.score)


class Trap:
    """Runs when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.path,)


def test_a_file_that_is_not_trusted_is_never_opened(tmp_path: Path) -> None:
    folder, sprung = tmp_path / "index", tmp_path / "sprung"
    with closing(WhooshIndex(settings(folder))) as index:
        index.add([article("1", "storm")])
    trusted = names_in(folder)
    (toc,) = folder.glob("*.toc")
    (folder / "_MAIN_99.toc").write_bytes(toc.read_bytes() + pickle.dumps(Trap(sprung)))
    with closing(WhooshIndex(settings(folder, trusted))) as index:
        assert index.search(Word("storm"), limit=9).total == 1
    assert not sprung.exists()


def test_what_is_missing_is_an_unusable_index(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with closing(WhooshIndex(settings(folder))) as index:
        index.add([article("1", "storm")])
    trusted = names_in(folder)
    for path in folder.glob("*.seg"):
        path.unlink()
    with (
        closing(WhooshIndex(settings(folder, trusted))) as index,
        pytest.raises(ArchiveUnusableError),
    ):
        index.search(Word("storm"), limit=9)
