"""No name in a file or of one leads anywhere, and nothing is waited for."""

import gzip
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tca_cli.archive.file_bytes import all_bytes, first_bytes
from tca_cli.cli import main
from tca_cli.errors.files import FileTooLargeError, UnreadableFileError
from tests.hostile.typed import home
from tests.readers.test_containers import header
from tests.support import SAMPLES, write

STORM = "Storm over the quay\n\nOSH (TCA) — The dam held.\n".encode()
Run = Callable[..., Result]
NAMES = [
    *("../out.txt", "a/../../out.txt", "/etc/out.txt", "//host/out.txt", "C:\\out.txt"),
    *("C:out.txt", "..\\..\\out.txt", "\\\\host\\share\\out.txt", "a\0b.txt", ".."),
    *("in/../../archive/articles.db", "~/out.txt", "$HOME/out.txt", "-rf.txt", "a\nb"),
    *("/proc/self/mem.txt", "CON.txt", "con", "a" * 5_000 + ".txt", "./" * 3_000),
    *("good.txt", "good.txt", "GOOD.txt", "\x1b]0;x\x07.txt", " .txt", "!/x!y.txt"),
]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("tca_cli.cli.ingest._processors", lambda: 1)
    (tmp_path / "tmp").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    runner = CliRunner(env=home(tmp_path))

    def run(*typed: str | Path) -> Result:
        return runner.invoke(main, list(map(str, typed)), prog_name="tca")

    return run


def around(folder: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """Return all below *folder* but for the archive: mode, size, time, bytes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        if below.parts[0] not in ("archive", "state"):
            now = path.lstat()
            is_file = stat.S_ISREG(now.st_mode)
            data = path.read_bytes() if is_file else b""
            found[str(below)] = (now.st_mode, now.st_size, now.st_mtime_ns, data)
    return found


def zipped() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return _zipped()


def _zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in NAMES:
            entry = zipfile.ZipInfo("x")
            entry.filename = name
            archive.writestr(entry, STORM)
        for name, kind in (("link.txt", stat.S_IFLNK), ("pipe.txt", stat.S_IFIFO)):
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, (kind | 0o777) << 16
            archive.writestr(entry, "/etc/passwd")
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name in NAMES:
            entry = tarfile.TarInfo(name)
            entry.size = len(STORM)
            archive.addfile(entry, io.BytesIO(STORM))
        for name, kind, target in (
            ("link", tarfile.SYMTYPE, "/"),
            ("link/out.txt", tarfile.REGTYPE, ""),
            ("up", tarfile.SYMTYPE, "../.."),
            ("hard.txt", tarfile.LNKTYPE, "/etc/passwd"),
            ("pipe.txt", tarfile.FIFOTYPE, ""),
            ("disk.txt", tarfile.CHRTYPE, ""),
            ("block.txt", tarfile.BLKTYPE, ""),
            ("self.txt", tarfile.SYMTYPE, "self.txt"),
        ):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname, entry.mode = kind, target, 0o7777
            entry.devmajor, entry.devminor = 1, 5
            archive.addfile(entry, io.BytesIO())
    return file.getvalue()


def named_gzip() -> bytes:
    file = io.BytesIO()
    with gzip.GzipFile("../../out.txt", "wb", fileobj=file) as packed:
        packed.write(STORM)
    return file.getvalue()


CONTAINERS = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tar.gz": lambda: gzip.compress(tarred()),
    "a.txt.gz": named_gzip,
    "endless.tar": lambda: header("../../out.txt", 10**15) + STORM,
    "a.epub": zipped,
    "a.docx": zipped,
    "a.odt": zipped,
}


def test_nothing_is_written_but_in_the_archive(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, made in CONTAINERS.items():
        (folder / name).write_bytes(made())
    before = around(tmp_path)
    for typed in (
        ["ingest", folder],
        ["ingest", "--dry-run", folder],
        ["ingest", "--explain", folder],
        ["ingest", "--retry"],
        ["ingest", *folder.iterdir()],
        ["search", "storm"],
        ["failures"],
    ):
        result = run(*typed)
        assert result.exit_code in (0, 4), result.output
        assert around(tmp_path) == before
    kept = {path.name for path in (tmp_path / "archive").rglob("*") if path.is_file()}
    assert {"articles.db"} <= kept
    assert all(
        name.startswith(("articles.", "MAIN_", "_MAIN_", "lock")) for name in kept
    )


def loop(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to("self")
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")


def device(folder: Path) -> None:
    for number, name in enumerate(("/dev/zero", "/dev/full", "/proc/self/mem")):
        (folder / f"{number}.txt").symlink_to(name)


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "pipe")


def odd_names(folder: Path) -> None:
    for name in (b"caf\xe9", b"a\nb", b"\xff\xfe", b"\x1b[2J", b" "):
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name + b".txt"))
        path.write_bytes(b"Quay\n\nIt is named: " + name.hex().encode())


def deep(folder: Path) -> None:
    """Make a path that is longer than the system takes at once."""
    before = Path.cwd()
    try:
        os.chdir(folder)
        for _ in range(25):
            Path("a" * 200).mkdir()
            os.chdir("a" * 200)
        Path("a.txt").write_bytes(STORM)
    finally:
        os.chdir(before)


@pytest.fixture
def _cleared(tmp_path: Path) -> Iterator[None]:
    """Take a path that is too long apart, which pytest could not."""
    yield
    top = next((tmp_path / "in").glob("a*a"), None)
    while top is not None and (below := top / ("a" * 200)).is_dir():
        below.rename(tmp_path / "below")
        count = len(list(tmp_path.iterdir()))
        top = (tmp_path / "below").rename(tmp_path / f"b{count}")


@pytest.mark.usefixtures("_cleared")
@pytest.mark.parametrize("made", [loop, device, pipe, odd_names, deep])
def test_nothing_in_a_folder_is_waited_for_or_followed_out(
    made: Callable[[Path], None], run: Run, tmp_path: Path
) -> None:
    good = write(tmp_path / "in" / "good.txt", "Quay\n\nThe storm.")
    made(good.parent)
    for typed in (["ingest", good.parent], ["ingest", "--explain", good.parent]):
        result = run(*typed)
        assert result.exit_code in (0, 4), result.output
        assert "Traceback" not in result.output
    found = run("search", "quay", "--count").stdout
    assert found == ("6\n" if made is odd_names else "1\n")


@pytest.mark.parametrize(
    "name",
    [
        *("/dev/zero", "/dev/full", "/dev/null", "/dev/tty", "/dev/random"),
        *("/proc/self/mem", "/proc/self/environ", "/proc/kcore", "/dev/stdin"),
        *("pipe", "pipe.txt", "pipe.zip", "socket.txt", "loop.txt", "a" * 4_096),
        *(f"{'a/' * 2_047}a.txt", "\udcff.txt", "a\n.txt", "/proc/self/fd/0"),
    ],
)
def test_what_is_named_and_is_no_file_is_refused_at_once(
    name: str, run: Run, tmp_path: Path
) -> None:
    import socket

    os.mkfifo("pipe")
    os.mkfifo("pipe.txt")
    os.mkfifo("pipe.zip")
    Path("loop.txt").symlink_to("loop.txt")
    good = write(tmp_path / "good.txt", "Quay\n\nThe storm.")
    with socket.socket(socket.AF_UNIX) as there:
        there.bind("socket.txt")
        for option in ([], ["--explain"], ["--as", "txt"], ["--as", "zip"]):
            for paths in ([name], [name, good]):
                result = run("ingest", *option, *paths)
                assert result.exit_code in (0, 2, 4), result.output
                assert result.exit_code or name == "/proc/self/environ"
                assert "Traceback" not in result.output


def test_what_is_no_file_any_more_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for read in (first_bytes, all_bytes):
        with pytest.raises(UnreadableFileError, match="no regular file"):
            read(str(pipe), 9)
        with pytest.raises(UnreadableFileError, match="no regular file"):
            read("/dev/zero", 9)


def test_no_more_is_read_than_allowed_whatever_a_file_says(tmp_path: Path) -> None:
    path = write(tmp_path / "a", "x" * 100)
    assert all_bytes(str(path), 100) == b"x" * 100
    assert first_bytes(str(path), 7) == b"x" * 7
    with pytest.raises(FileTooLargeError):
        all_bytes(str(path), 99)
    # It says to have no bytes, and has some.
    assert all_bytes("/proc/self/status", 1_000_000).startswith(b"Name:")
    with pytest.raises(FileTooLargeError):
        all_bytes("/proc/self/status", 10)


def test_nothing_is_fetched(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def refused(*args: object, **_: object) -> None:
        asked.append(args)
        raise OSError

    for name in ("getaddrinfo", "create_connection", "socket"):
        monkeypatch.setattr(f"socket.{name}", refused)
    there = "http://127.0.0.1:9/x"
    folder = tmp_path / "in"
    for name, text in {
        "a.html": f'<link rel="stylesheet" href="{there}"><base href="{there}"><h1>Quay'
        f'</h1><img src="{there}"><iframe src="{there}"></iframe><p>The storm.</p>',
        "a.xml": f'<!DOCTYPE nitf SYSTEM "{there}"><nitf/>',
        "b.xml": f'<!DOCTYPE n [<!ENTITY % a SYSTEM "{there}">%a;]><nitf/>',
        "c.xml": '<nitf xmlns:xi="http://www.w3.org/2001/XInclude">'
        f'<xi:include href="{there}"/></nitf>',
        "a.rss": f'<?xml-stylesheet href="{there}"?><rss version="2.0"><channel><link>'
        f"{there}</link><item><title>Quay</title><link>{there}</link></item></channel>",
        "b.rss": there,
        "a.json": f'{{"@context": "{there}", "headline": "Quay", "body": "No."}}',
        "a.md": f"![quay]({there})\n\n[storm]: {there}\n",
        "a.eml": f"Subject: x\nContent-Type: message/external-body; url={there}\n\nx",
    }.items():
        write(folder / name, text)
    run("ingest", folder, SAMPLES)
    assert run("search", "dam").exit_code == 0
    assert asked == []


def test_an_archive_is_its_owners_alone(run: Run, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        run("ingest", write(tmp_path / "a.txt", "Quay\n\nThe storm."))
        run("search", "quay")
    finally:
        os.umask(before)
    archive = tmp_path / "archive"
    assert not archive.stat().st_mode & 0o077
    for path in archive.iterdir():
        assert path.name == "lock" or not path.stat().st_mode & 0o077, path
    assert not (tmp_path / "state" / "tca").stat().st_mode & 0o077
