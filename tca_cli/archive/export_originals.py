"""The bytes that articles were read from, under the names that their files had."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from tca_cli.archive import Archive
from tca_cli.archive.export_names import FreeNames, with_version
from tca_cli.archive.places import is_of_pipe
from tca_cli.errors.files import MissingExtraError
from tca_cli.readers import CONTAINERS, read_articles, suffix_of_name
from tca_cli.readers.document import MEMBER_SIGN, Document
from tca_cli.readers.formats import suffix_by_content


def originals(archive: Archive, ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each file of these articles, then older bytes.

    What was purged is left out. A file that would be read otherwise by itself, as one
    for which a person said how, gets a name that is passed over.
    """
    files, names, wanted = archive.store.files, FreeNames(), frozenset(ids)
    digests: set[bytes] = set()

    def named(path: str, data: bytes) -> str:
        suffix = "" if _comes_back(archive, path, data, wanted) else _PASSED_OVER
        return names.of(f"{path}{suffix}")

    paths = (file.path for file, within in files.each() if _is_any(within, wanted))
    above = _folder_above_all(_slashed(path) for path in paths if not is_of_pipe(path))
    for file, within in files.each():
        if not _is_any(within, wanted):
            continue
        digests.add(file.digest)
        if data := files.original(file.digest):
            yield named(f"originals/{_below(file.path, above, data)}", data), data
    for at in range(0, len(ids), _AT_ONCE):
        for version in archive.store.versions.of(ids[at : at + _AT_ONCE]):
            article, provenance = version.article, version.provenance
            if provenance.original in digests:
                continue
            digests.add(provenance.original)
            if data := files.original(provenance.original):
                path = _below(provenance.path or article.id, above, data)
                yield named(f"older/{with_version(path, article.version)}", data), data


def _is_any(ids: Iterable[str], wanted: frozenset[str]) -> bool:
    return not wanted.isdisjoint(ids)


def _comes_back(
    archive: Archive, path: str, data: bytes, wanted: frozenset[str]
) -> bool:
    """Tell whether *data*, read as what it seems to be, is of these articles alone."""
    suffix = suffix_of_name(path.rpartition("/")[2]) or suffix_by_content(data)
    try:
        found = read_articles(Document(Path(path), data), suffix or "")
    except MissingExtraError:
        return True
    except Exception:  # noqa: BLE001 - whatever is wrong, it is not to be read again
        return False
    texts = {one.content.digest for one in found.articles}
    known = archive.store.versions.articles_with(texts)
    return all(_is_any(known.get(text, ()), wanted) for text in texts)


# Files of its kind are no articles.
_PASSED_OVER = ".bak"
_AT_ONCE = 200
_PIPE = re.compile(r"[a-z]+:(?P<name>[^!]*)")
_OF_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")
# The second of a name in a container has its number last.
_NUMBERED = re.compile(r"(?P<suffix>\.\w+)(?P<number> \(\d+\))$")


def _slashed(path: str) -> str:
    return path.replace("\\", "/") if _OF_WINDOWS.match(path) else path


def _folder_above_all(paths: Iterator[str]) -> str:
    """Return the folder, with its slash, that all *paths* are in."""
    above: Sequence[str] | None = None
    for path in paths:
        folders = path.partition(MEMBER_SIGN)[0].split("/")[:-1]
        pairs = zip(above if above is not None else folders, folders, strict=False)
        above = [one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    return "/".join([*above, ""]) if above else ""


def _below(path: str, above: str, data: bytes) -> str:
    """Return *path* as it is below the folder *above* all."""
    if is_of_pipe(path) and (found := _PIPE.match(path)):
        inner = path[found.end() + 1 :]
        shown = f"piped/{found['name']}"
        shown = f"{shown}{MEMBER_SIGN}/{inner}" if inner else shown
    else:
        shown = _with_containers_as_folders(_slashed(path).removeprefix(above))
    shown = _NUMBERED.sub(r"\g<number>\g<suffix>", shown)
    if suffix_of_name(shown.rpartition("/")[2]) is None:
        shown = f"{shown}{suffix_by_content(data) or ''}"
    return shown


def _with_containers_as_folders(path: str) -> str:
    """Put a slash after the sign of a member: ``a.zip!/2015/storm.txt``."""
    *outer, last = path.split(MEMBER_SIGN)
    shown = ""
    for part in outer:
        is_container = suffix_of_name(part.rpartition("/")[2]) in CONTAINERS
        shown += f"{part}{MEMBER_SIGN}{'/' if is_container else ''}"
    return shown + last
