"""Text whose encoding is declared, as in mail: perhaps wrongly, perhaps by no name."""

import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header
from pathlib import Path

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.encoding import decoded, tidied


def text_in(data: bytes, charset: str | None) -> str:
    r"""Return *data* as text with ``\n`` for line ends, whatever *charset* claims.

    >>> text_in("Да".encode("koi8-r"), "KOI8-R"), text_in("Да".encode(), "us-ascii")
    ('Да', 'Да')
    """
    codec = _codec(charset)
    # What is sound in UTF-8 is hardly in an encoding of one byte a letter.
    names = [codec, "utf-8"] if codec in _SEVERAL_BYTES else ["utf-8", codec]
    for name in filter(None, names):
        try:
            return _printable(data.decode(name))
        except (UnicodeError, LookupError):
            continue
    return _guessed(data)


def header_text(raw: bytes, charset: str | None = None) -> str:
    """Return the value of a header on one line, with encoded words read (RFC 2047).

    >>> header_text(b"=?utf-8?B?0JTQsA==?= (fwd)")
    'Да (fwd)'
    """
    said = text_in(raw[:_LONGEST_HEADER], charset)
    if "=?" in said:
        try:
            pieces = decode_header(said)
        except (HeaderParseError, ValueError, AssertionError):
            pieces = []
        said = "".join(_piece(*piece) for piece in pieces) or said
    return " ".join(_UNPRINTED.sub(" ", said).split())


_LONGEST_HEADER = 8_000
# What the Encoding Standard of the web reads for these labels.
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_SEVERAL_BYTES = frozenset(
    (
        *("big5", "big5hkscs", "cp932", "cp949", "euc_jp", "gb18030", "hz"),
        *("iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_kr", "johab"),
        *("utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-be", "utf-32-le"),
        "utf-7",
    )
)
# Python knows these as encodings, but no text is kept in them, and some take long.
_NO_CHARSETS = frozenset(
    (
        *("idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined"),
        "unicode-escape",
    )
)
_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def _codec(charset: str | None) -> str | None:
    try:
        name = codecs.lookup((charset or "").strip(" \"'")).name
    except (LookupError, ValueError):
        return None
    if name.replace("_", "-") in _NO_CHARSETS:
        return None
    return _READ_AS.get(name, name)


def _guessed(data: bytes) -> str:
    try:
        return decoded(Path(), data)
    except UnreadableFileError:
        return _printable(data.decode("cp1252", errors="replace"))


def _printable(text: str) -> str:
    return _UNPRINTED.sub("", tidied(text))


def _piece(said: bytes | str, charset: str | None) -> str:
    if isinstance(said, str):
        return said
    # What stands between encoded words is given as the bytes it was escaped to.
    if charset is None:
        return said.decode("raw-unicode-escape", errors="replace")
    return text_in(said, charset)
