"""Where in an export the files stand: names that no system refuses or confuses."""

import re
from pathlib import PurePosixPath
from unicodedata import normalize

from tca_cli.article import Article
from tca_cli.text.folding import folded


def name_of_version(article: Article, suffix: str, *, is_latest: bool) -> str:
    """Return the path of a file that holds one version of an article.

    It goes by its year, its day, and as much of the headline as ASCII has.
    """
    day = article.published
    slug = _slug(article.headline)
    words = [day.isoformat() if day else "", slug, article.id]
    version = "" if is_latest else f".v{article.version}"
    name = "-".join(filter(None, words))
    return f"{f'{day.year:04}' if day else 'undated'}/{name}{version}{suffix}"


_LONGEST_SLUG = 60
_NO_LETTERS = re.compile("[^a-z0-9]+")


def _slug(headline: str) -> str:
    text = folded(headline[: 4 * _LONGEST_SLUG])
    text = normalize("NFKD", "".join(_LATIN.get(sign, sign) for sign in text))
    slug = _NO_LETTERS.sub("-", text.replace("'", "")).strip("-")
    if len(slug) > _LONGEST_SLUG:
        slug = slug[: _LONGEST_SLUG + 1].rpartition("-")[0] or slug[:_LONGEST_SLUG]
    return slug


# As Russian is written in Latin letters, near enough for the name of a file.
_LATIN = {
    **dict(zip("абвгдезиійклмнопрстуфцыэ", "abvgdeziijklmnoprstufcye", strict=True)),
    "ж": "zh",
    "х": "kh",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ъ": "",
    "ь": "",
    "ў": "u",
}


class FreeNames:
    """Gives each file a path of its own, below one folder, that any system takes."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def of(self, path: str) -> str:
        """Return *path* made harmless, and changed where another file has that."""
        parts = [_harmless(part) for part in path.split("/") if part not in ("", ".")]
        parts = parts or ["_"]
        if sum(map(len, parts)) > _LONGEST_PATH:
            parts = ["long", *parts[-1:]]
        while self._is_in_a_file(parts):
            parts = ["apart", *parts]
        count, free = 1, parts
        while (key := _key(free)) in self._files or key in self._folders:
            count += 1
            free = [*parts[:-1], numbered(parts[-1], count)]
        self._folders.update(_key(free[:depth]) for depth in range(1, len(free)))
        self._files.add(_key(free))
        return "/".join(free)

    def _is_in_a_file(self, parts: list[str]) -> bool:
        """Tell whether a folder has the name of a file: once it was one."""
        return any(_key(parts[:depth]) in self._files for depth in range(1, len(parts)))


def numbered(name: str, count: int) -> str:
    """Return *name* as that of the *count*-th file of this name.

    >>> numbered("storm.txt", 2)
    'storm (2).txt'
    """
    stem, suffix = _parted(name)
    return f"{stem} ({count}){suffix}"


def with_version(path: str, version: int) -> str:
    """Return *path* as that of an older version.

    >>> with_version("2015/storm.txt", 1)
    '2015/storm.v1.txt'
    """
    folder, slash, name = path.rpartition("/")
    stem, suffix = _parted(name)
    return f"{folder}{slash}{stem}.v{version}{suffix}"


def _parted(name: str) -> tuple[str, str]:
    suffix = PurePosixPath(name).suffix
    return name.removesuffix(suffix) if suffix else name, suffix


def _key(parts: list[str]) -> str:
    # Some systems take these for the same.
    return normalize("NFC", "/".join(parts)).casefold()


_LONGEST_NAME, _LONGEST_PATH = 200, 1000
_HARMFUL = re.compile(r'[\x00-\x1f\x7f-\x9f\\:*?"<>|\u202a-\u202e\u2066-\u2069]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def _harmless(part: str) -> str:
    """Return the name of a file or folder that leads nowhere and is not hidden."""
    part = _HARMFUL.sub("_", part).rstrip(" .") or "_"
    if part.startswith(".") or _DEVICES.fullmatch(part):
        part = f"_{part}"
    if len(part.encode(errors="surrogateescape")) > _LONGEST_NAME:
        stem, suffix = _parted(part)
        suffix = suffix[:_LONGEST_SUFFIX]
        while len(f"{stem}{suffix}".encode(errors="surrogateescape")) > _LONGEST_NAME:
            stem = stem[:-1]
        part = f"{stem}{suffix}"
    return part


_LONGEST_SUFFIX = 20
