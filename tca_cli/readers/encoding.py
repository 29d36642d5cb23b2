"""Bytes of a text file to text, whatever they were encoded in."""

import codecs
import re
from pathlib import Path

from tca_cli.errors.files import UnreadableFileError

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
# What is none of these needs no second look; nearly all texts are so.
_UNTIDY = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\x85\u00a0\u2000-\u200b\u2028\u2029\u202f\u205f\u2060"
    "\u3000\ufeff]"
)
_REPLACEMENT = "\ufffd"
# Text of another encoding has hardly a sequence that is sound in UTF-8.
_SOUND_FOR_A_DAMAGED = 2
# Of UTF-16: letters of other alphabets have no empty byte, but spaces do.
_EMPTY_SHARE = 0.04
_WORDS = re.compile(r"[^\W\d_]+")
_RUSSIAN_WORD = re.compile("[А-ЯЁа-яё]?[а-яё]+|[А-ЯЁ]+")
_RUSSIAN_SHARE = 0.9
# So many control characters, or so large a share of them, may have strayed into a text.
_STRAYS, _STRAY_SHARE = 8, 0.02


def decoded(path: Path, data: bytes) -> str:
    r"""Return *data* as text, with ``\n`` for line ends and plain spaces.

    Raises UnreadableFileError where *data* is empty or no text at all.
    """
    text = _strictly(data, "utf-8")
    if text and not _UNTIDY.search(text) and not text.isspace():
        return text
    return tidied(as_written(path, data))


def as_written(path: Path, data: bytes) -> str:
    """Return *data* as text, each character as it stands, without a byte order mark.

    Raises UnreadableFileError where *data* is empty or no text at all.
    """
    text = _text(data)
    if text is None or _is_binary(text):
        raise UnreadableFileError(path, "it is not a text file, or a damaged one")
    if not _NOT_OF_TEXT.sub("", tidied(text)).strip():
        raise UnreadableFileError(path, "the file is empty")
    return text


def tidied(text: str) -> str:
    r"""Return *text* with ``\n`` for line ends and plain spaces.

    >>> tidied("The\u00a0dam\u200b held.\r\nIt\u2028snowed.")
    'The dam held.\nIt\nsnowed.'
    """
    clean = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    # A space of no width is a place to break a line, if it ever was anything.
    return _INVISIBLE.sub("", clean)


def _is_binary(text: str) -> bool:
    return len(_NOT_OF_TEXT.findall(text)) > max(_STRAYS, _STRAY_SHARE * len(text))


def _text(data: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    text = _strictly(data, "utf-8")
    if (text is None or _is_binary(text)) and (byte_order := _unmarked_utf16(data)):
        return _strictly(data, byte_order)
    return text if text is not None else _damaged_utf8(data) or _legacy(data)


def _damaged_utf8(data: bytes) -> str | None:
    """Return *data* with a sign for each damaged place, if it is UTF-8 but for few."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count(_REPLACEMENT)
    sound = sum(not sign.isascii() for sign in text) - damaged
    return text if sound > _SOUND_FOR_A_DAMAGED * damaged else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(data: bytes) -> str | None:
    """Tell the byte order of UTF-16 text by the side on which its empty bytes are."""
    low, high = data[0::2].count(0), data[1::2].count(0)
    if low + high < _EMPTY_SHARE * len(data) or len(data) % 2:
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _legacy(data: bytes) -> str | None:
    if russian := _russian(data):
        return russian
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


def _russian(data: bytes) -> str | None:
    """Return *data* read as windows-1251 where nearly all its words are Russian then.

    A short text is taken for Hebrew otherwise, whose letters have the same bytes.
    """
    text = _strictly(data, "cp1251")
    words = [word for word in _WORDS.findall(text or "") if not word.isascii()]
    russian = sum(bool(_RUSSIAN_WORD.fullmatch(word)) for word in words)
    return text if words and russian > _RUSSIAN_SHARE * len(words) else None
