"""What is not in the form that is known is refused, and never run."""

import pickle
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from tca_cli.index.whoosh_engine.engine import WhooshIndex
from tca_cli.index.whoosh_engine.short.index import ShortIndex
from tca_cli.index.whoosh_engine.unpickling import UnknownFormError, unpickled
from tca_cli.query.tree import Word
from tests.index.test_whoosh_engine import Trap, names_in, settings
from tests.support import article


def exchanged(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def exchange(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new)

    return exchange


@pytest.mark.parametrize(
    ("file", "changed"),
    [
        ("*.toc", exchanged(b"\xff\xff\xff\x91", b"\xff\xff\xff\x90")),  # the version
        ("*.toc", exchanged(b"compound\x94\x88", b"compound\x94\x89")),  # true, false
        ("*.seg", exchanged(b"HSH3", b"HSH4")),
        ("*.seg", exchanged(b"HSH3\x00", b"HSH3\x02")),  # the kind of hash
        ("*.seg", lambda data: data[:-1]),
    ],
)
def test_another_form_is_refused(
    tmp_path: Path, file: str, changed: Callable[[bytes], bytes]
) -> None:
    with closing(WhooshIndex(settings(tmp_path))) as index:
        index.add([article("1", "storm")])
    (path,) = tmp_path.glob(file)
    path.write_bytes(changed(path.read_bytes()))
    with (
        pytest.raises(UnknownFormError),
        closing(ShortIndex(tmp_path, names_in(tmp_path))) as short,
    ):
        short.search(Word("storm"), limit=9)


def test_nothing_runs_that_is_unpickled(tmp_path: Path) -> None:
    sprung = tmp_path / "sprung"
    with pytest.raises(UnknownFormError):
        unpickled(BytesIO(pickle.dumps(Trap(sprung))))
    assert not sprung.exists()
