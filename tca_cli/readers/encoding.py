"""Bytes of a text file to text, whatever they were encoded in."""

import codecs
import re
from pathlib import Path

from tca_cli.errors import UnreadableFileError

# Longer marks first: that of UTF-32 begins as that of UTF-16 does.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings in which newspapers kept text before UTF-8. Those of the first Macs are
# left out: a short text in Latin letters is taken for them too often.
_LEGACY = (
    *("cp1252", "cp1251", "koi8_r", "cp866", "cp1250", "cp1254", "cp1253", "cp1257"),
    *("cp1255", "cp1256", "koi8_u", "kz1048", "iso8859_2", "gb18030", "big5"),
    *("shift_jis", "euc_jp", "euc_kr"),
)
_NOT_OF_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
# So many control characters, or so large a share of them, may have strayed into a text.
_STRAYS, _STRAY_SHARE = 8, 0.02


def decoded(path: Path, data: bytes) -> str:
    r"""Return *data* as text, with ``\n`` for line ends and plain spaces.

    Raises UnreadableFileError where *data* is empty or no text at all.
    """
    text = _text(data)
    if text is None or _is_binary(text):
        raise UnreadableFileError(path, "it is not a text file, or a damaged one")
    clean = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    # A space of no width is a place to break a line, if it ever was anything.
    clean = _INVISIBLE.sub("", clean)
    if not clean.strip():
        raise UnreadableFileError(path, "the file is empty")
    return clean


def _is_binary(text: str) -> bool:
    return len(_NOT_OF_TEXT.findall(text)) > max(_STRAYS, _STRAY_SHARE * len(text))


def _text(data: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if byte_order := _unmarked_utf16(data):
        return _strictly(data, byte_order)
    text = _strictly(data, "utf-8")
    return text if text is not None else _legacy(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell the byte order of UTF-16 text by the side on which its spaces are empty."""
    if b"\0" not in data:
        return None
    spaces = {"utf-16-le": (b" \0", b"\n\0"), "utf-16-be": (b"\0 ", b"\0\n")}
    pairs = [data[at : at + 2] for at in range(0, len(data), 2)]
    counts = {name: sum(map(pairs.count, signs)) for name, signs in spaces.items()}
    likelier = max(counts, key=lambda name: counts[name])
    return likelier if counts[likelier] and len(data) % 2 == 0 else None


def _legacy(data: bytes) -> str | None:
    # Imported when it is needed: nearly all files are UTF-8.
    from charset_normalizer import from_bytes

    # A short text in a language with many accents is above the usual threshold.
    matches = from_bytes(data, cp_isolation=list(_LEGACY), threshold=0.4)
    if not (best := matches.best()):
        return None
    # What seems as orderly and as much a language is told apart by how usual it is.
    usual = min(
        (match for match in matches if match.chaos == best.chaos),
        key=lambda match: (-match.coherence, _LEGACY.index(match.encoding)),
    )
    return str(usual)
