"""Nothing in an index runs, whoever wrote it, and however it passes for ours."""

import os
import pickle
import pickletools
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, closing, suppress
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tca_cli.archive.index_state import IndexState
from tca_cli.cli import main
from tca_cli.errors.archives import ArchiveUnusableError
from tca_cli.index.whoosh_engine import guard
from tca_cli.index.whoosh_engine.engine import WhooshIndex
from tca_cli.index.whoosh_engine.ready import ReadyIndex
from tca_cli.index.whoosh_engine.unpickling import UnknownFormError, unpickled
from tca_cli.query.parser import parse
from tests.hostile.typed import home, names_of_commands, usual_calls
from tests.index.test_whoosh_engine import Trap
from tests.support import TEXT_SAMPLES, archive_in, article, settings_for

# Whoosh leaves a file open that it cannot read.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
each_command = pytest.mark.parametrize("name", names_of_commands())
QUERIES = ("dam", '"snow leopards"', "sto*", "author:omurov", "dam~", "dam w/5 water")
# A pickle begins so, in the forms in which indexes have them.
_BEGINNINGS = re.compile(rb"\x80[\x02-\x05]")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Take in the samples twice: Whoosh has written one segment, and tca another."""
    folder = tmp_path_factory.mktemp("sound")
    for number in range(40):
        text = f"Water {number}\n\nBy Tom Reyes\n\nThe dam of {number} holds water."
        (folder / f"{number}.txt").write_text(text)
    runner = CliRunner(env=home(folder))
    for paths in (TEXT_SAMPLES, folder.glob("*.txt")):
        result = runner.invoke(main, ["ingest", "-j", "1", *map(str, paths)])
        assert result.exit_code == 0, result.output
    assert runner.invoke(main, ["search", "dam"]).exit_code == 0
    return folder


@pytest.fixture
def sprung(tmp_path: Path) -> Path:
    return tmp_path / "sprung"


def trap(sprung: Path) -> bytes:
    return pickle.dumps(Trap(sprung), 2)


def whole(data: bytes, evil: bytes) -> bytes:
    """Return *evil* alone, filled so that the size is the same."""
    return evil + data[len(evil) :] if len(data) > len(evil) else evil


def at_each_pickle(data: bytes, evil: bytes) -> bytes:
    for found in _BEGINNINGS.finditer(data):
        at = found.start()
        data = data[:at] + evil + data[at + len(evil) :]
    return data


def at_the_last_pickle(data: bytes, evil: bytes) -> bytes:
    *_, at = [0, *(found.start() for found in _BEGINNINGS.finditer(data))]
    return data[:at] + evil + data[at + len(evil) :]


def forge(index: Path, evil: bytes, how: Callable[[bytes, bytes], bytes]) -> None:
    """Put *evil* into every file of the *index*, with the size and time it had."""
    for path in list(index.iterdir()):
        before, data = path.stat(), path.read_bytes()
        path.write_bytes(how(data, evil))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    for name in ("_MAIN_9.toc", "MAIN_9.seg", "MAIN_9.trm", "MAIN_9.pst", "schema.pkl"):
        (index / name).write_bytes(evil)


@each_command
def test_no_command_runs_what_a_stranger_put_into_the_index(
    name: str,
    sound: Path,
    tmp_path: Path,
    sprung: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    values = {
        "ID": "@1",
        "FIELD=VALUE": "language=en",
        "FIELD=KEY": "headline=titel",
        "FIELD": "language",
        "PATH": str(TEXT_SAMPLES[0]),
        "DIR": "made",
        "SUFFIX": "txt",
        "QUERY": "dam",
        "": "dam",
    }
    here, there = tmp_path / "sound", tmp_path / "forged"
    _, typed, *_ = [*usual_calls(name, values), [name]]
    for how in (whole, at_each_pickle, at_the_last_pickle):
        for folder in (here, there):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(sound, folder)
            # The same last search, of an archive at another place.
            state = folder / "state" / "tca" / "last-search.json"
            state.write_text(state.read_text().replace(str(sound), str(folder)))
        # Both make it anew, so that the same comes first of what is equally good.
        shutil.rmtree(here / "archive" / "index")
        forge(there / "archive" / "index", trap(sprung), how)
        expected, got = (_result_in(folder, typed) for folder in (here, there))
        assert not sprung.exists(), typed
        assert got.exit_code == expected.exit_code, got.output
        if name not in TELLS_OF_THE_INDEX:
            told = got.stdout.replace(str(there), str(here))
            assert told == expected.stdout
    with archive_in(there / "archive") as archive:
        found = archive.index.ask(
            lambda index: index.search(parse("dam"), limit=99).total,
            before_completing=lambda _: None,
        )
        assert found.found > 40
        assert archive.index.state() is IndexState.CURRENT
    assert not sprung.exists()


# What says itself that the index is not as it was, what is stamped with the time, and
# what says how large it is with all notes of the index.
TELLS_OF_THE_INDEX = {"status", "verify", "edit", "backup"}


def _result_in(folder: Path, typed: Sequence[str]) -> Result:
    # What is made under a name that is typed is made there.
    with chdir(folder):
        return CliRunner(env=home(folder)).invoke(main, typed, prog_name="tca")


@pytest.fixture
def index(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound / "archive" / "index", tmp_path / "index")
    return tmp_path / "index"


def ask_all(index: Path) -> None:
    """Ask the engine for all that it can tell of *index*, every file of it trusted."""
    names = frozenset(path.name for path in index.iterdir())
    settings = settings_for(index, {}, names)
    for engine in (ReadyIndex, WhooshIndex):
        with suppress(ArchiveUnusableError), closing(engine(settings)) as asked:
            for query in QUERIES:
                with suppress(ArchiveUnusableError):
                    asked.search(parse(query), limit=9)
                    asked.ids(parse(query))
            with suppress(ArchiveUnusableError):
                asked.spellings(parse("damm~"))  # type: ignore[arg-type]
            with suppress(ArchiveUnusableError):
                asked.add([article("0" * 12, "The dam.")])
            with suppress(ArchiveUnusableError):
                asked.remove(["0" * 12])


def pickles_of(index: Path) -> Iterator[tuple[Path, int]]:
    for path in sorted(index.iterdir()):
        data = path.read_bytes()
        for found in _BEGINNINGS.finditer(data):
            with suppress(Exception):
                list(pickletools.genops(data[found.start() :]))
                yield path, found.start()


def test_the_engine_alone_refuses_what_is_trusted(index: Path, sprung: Path) -> None:
    evil = trap(sprung)
    places = list(pickles_of(index))
    assert len({path for path, _ in places}) >= 3
    # The first and the last, and some of the many between.
    for path, at in {*places[:9], *places[-9:], *places[:: len(places) // 30 or 1]}:
        tried = index.with_name("tried")
        shutil.copytree(index, tried)
        data = path.read_bytes()
        (tried / path.name).write_bytes(data[:at] + evil + data[at + len(evil) :])
        with suppress(Exception):
            ask_all(tried)
        assert not sprung.exists(), (path, at)
        shutil.rmtree(tried)


def test_without_the_guard_it_would_run(index: Path, sprung: Path) -> None:
    (toc,) = index.glob("*.toc")
    toc.write_bytes(at_the_last_pickle(toc.read_bytes(), trap(sprung)))
    code = "import sys; from whoosh.index import open_dir; open_dir(sys.argv[1])"
    raw = [sys.executable, "-c", code, str(index)]
    subprocess.run(raw, capture_output=True, check=False)
    assert sprung.exists()
    sprung.unlink()
    names = frozenset(path.name for path in index.iterdir())
    with pytest.raises(ArchiveUnusableError):
        WhooshIndex(settings_for(index, {}, names))
    assert not sprung.exists()


def test_the_forms_of_older_versions_are_refused(index: Path, sprung: Path) -> None:
    (toc,) = index.glob("*.toc")
    data = toc.read_bytes()
    # Behind three sizes and a number that tells the order of bytes.
    older = data[:7] + (-110).to_bytes(4, "big", signed=True) + data[11:]
    toc.write_bytes(at_each_pickle(older, trap(sprung)))
    with suppress(Exception):
        ask_all(index)
    assert not sprung.exists()


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_no_pickle_that_names_anything_is_loaded(protocol: int, sprung: Path) -> None:
    data = pickle.dumps(Trap(sprung), protocol)
    for load in (guard.loads, lambda data: unpickled(BytesIO(data))):
        with pytest.raises(UnknownFormError):
            load(data)
        for evil in (
            b"cos\nsystem\n(S'true'\ntR.",
            b"(S'true'\nios\nsystem\n.",
            b"cbuiltins\neval\n(S'1'\ntR.",
            b"cbuiltins\ngetattr\n.",
            b"\x80\x04\x8c\x08builtins\x8c\x07set.pop\x93.",
        ):
            with pytest.raises(UnknownFormError):
                load(evil)
        for evil in (b"Pabc\n.", b"\x82\x01.", b"\x80\x04\x95\xff"):
            with pytest.raises((pickle.UnpicklingError, ValueError, EOFError)):
                load(evil)
    assert not sprung.exists()


@pytest.mark.parametrize("value", [(1, 2, 300), [5], (), b"ci", {"a": 1.5}, "P", None])
def test_what_indexes_have_is_loaded(value: object) -> None:
    for protocol in (2, 5):
        assert guard.loads(pickle.dumps(value, protocol)) == value


def test_no_module_of_whoosh_unpickles_by_itself(index: Path) -> None:
    ask_all(index)
    for name, module in sys.modules.items():
        if name.partition(".")[0] == "whoosh":
            for value in vars(module).values():
                assert value is not pickle, name
                assert value not in (pickle.load, pickle.loads), name
                if isinstance(value, type) and issubclass(value, pickle.Unpickler):
                    with pytest.raises(UnknownFormError):
                        value.find_class(None, "os", "system")  # type: ignore[arg-type]
