"""Which format a file is in: by its name, else by its first bytes."""

from pathlib import Path

from tca_cli.readers import is_known, suffix_of_name
from tca_cli.readers.sniffing import SNIFFED_BYTES, sniffed_suffix


def suffix_by_content(data: bytes) -> str | None:
    """Return the suffix that would suit *data*, or None where nothing tells."""
    suffix = sniffed_suffix(data[:SNIFFED_BYTES])
    return suffix if suffix and is_known(suffix) else None


def why_passed_over(name: str) -> str | None:
    """Return why a file of this *name*, in a folder, is no article, or None.

    >>> why_passed_over("README.md"), why_passed_over("saiga.md")
    ('it is about its folder', None)
    """
    if _stem(name).lower() in _ABOUT_FOLDERS:
        return "it is about its folder"
    if suffix_of_name(name) is None and advice_for(Path(name)) is None:
        # Imported when it is needed: most folders hold nothing else.
        from mimetypes import types_map

        suffix = Path(name).suffix.lower()
        if suffix in types_map or suffix in _NO_ARTICLES:
            return "files of its kind are no articles"
    return None


def advice_for(path: Path) -> str | None:
    """Return what to do with a file of articles in a format that is not read, or None.

    >>> advice_for(Path("storm.rtf"))
    'files of its kind are not read; save it as .docx, .odt or .txt'
    >>> advice_for(Path("storm.txt")) is None
    True
    """
    if path.suffix.lower() in _OF_WRITERS:
        return "files of its kind are not read; save it as .docx, .odt or .txt"
    return None


def kind_of(path: Path) -> str:
    """Return what files such as *path* are counted under: their suffix.

    >>> kind_of(Path("saiga.JPG")), kind_of(Path("README.md")), kind_of(Path("notes"))
    ('.jpg', 'README', 'no suffix')
    """
    if path.stem.lower() in _ABOUT_FOLDERS:
        return path.stem
    return path.suffix.lower() or "no suffix"


def _stem(name: str) -> str:
    """Return what a path has for the stem of its *name*, at less cost."""
    stem, dot, suffix = name.rpartition(".")
    return stem if stem and dot and suffix else name


# Why a file is passed over whose name says nothing either.
UNTOLD = "nothing in it tells what it is"
_ABOUT_FOLDERS = frozenset(
    ("changelog", "contributing", "copying", "licence", "license", "notice", "readme")
)
_OF_WRITERS = frozenset((".doc", ".pages", ".rtf", ".sxw", ".wpd", ".wps"))
# Of programs and their settings, beside those that Python knows.
_NO_ARTICLES = frozenset(
    (
        *(".bak", ".cfg", ".conf", ".db", ".ini", ".lock", ".log", ".map", ".part"),
        *(".rb", ".go", ".rs", ".java", ".ts", ".scss", ".less", ".sqlite", ".sql"),
        *(".swp", ".tmp", ".toml", ".woff", ".woff2", ".ttf", ".yaml", ".yml"),
    )
)
