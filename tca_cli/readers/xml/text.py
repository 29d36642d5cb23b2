"""The text of an XML file, made fit for a parser, and its root element's name.

All that stands before the root is left behind, so that no parser meets a DTD.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document
from tca_cli.readers.encoding import decoded


@dataclass(frozen=True, slots=True)
class XmlText:
    """The root element as text, its name as written, and the line it begins in."""

    text: str
    root: str
    first_line: int

    @property
    def name(self) -> str:
        """The name of the root element without prefix, in small letters."""
        return self.root.rpartition(":")[2].lower()


def xml_text(document: Document) -> XmlText:
    """Return the root element of *document*, mended where exports are often broken.

    Raises UnreadableFileError where there is no element, or a DTD that defines
    entities: those can be bombs, or name files to read.
    """
    text = _decoded(document)
    found = _root(text)
    if found is None:
        raise UnreadableFileError(document.path, "it is no XML: no element is in it")
    begin = found.start()
    if _ENTITY.search(text, 0, begin):
        reason = "it defines entities of its own, which are never read"
        raise UnreadableFileError(document.path, reason)
    first_line = text.count("\n", 0, begin) + 1
    return XmlText("".join(_mended(text[begin:])), found["name"], first_line)


# Codecs that are encodings of files; Python has others, some of them slow.
_DECLARED = re.compile(
    rb"\s*<\?xml\s[^<>]{0,200}?encoding\s*=\s*[\"']"
    rb"(?P<name>(?:big5|cp|euc|gb|iso|koi8|kz|latin|mac|s?jis|shift|tis|us|windows)"
    rb"[\w.:-]{0,30})[\"']",
    re.IGNORECASE,
)
# Files that declare these are nearly always of the encodings of Windows, which have
# curly quotes where these have control characters.
_AS_WINDOWS = {"iso88591": "cp1252", "latin1": "cp1252", "usascii": "cp1252"}
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_ROOT = re.compile(r"<(?P<name>[^\W\d][\w:.-]{0,200})")
_END_OF_SUBSET = re.compile(r"\]\s*>")
# XML 1.0, section 2.2; a file with many of the first is not taken for text at all.
_NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_AMPERSAND = re.compile(
    r"&(?:#(?P<decimal>\d{1,7});|#[xX](?P<hexadecimal>[0-9a-fA-F]{1,6});"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{0,40});)?"
)
_OF_XML = frozenset(("amp", "apos", "gt", "lt", "quot"))
_ESCAPED = {ord("<"): "&lt;", ord("&"): "&amp;", ord(">"): "&gt;", ord('"'): "&quot;"}
_UNICODE = range(0x110000)


def _decoded(document: Document) -> str:
    """Return the text in the declared encoding, unless it shows to be in another."""
    data = document.data
    # A declaration that can be read so is never in UTF-16, whatever it declares.
    if declared := _DECLARED.match(data):
        name = declared["name"].decode().lower()
        name = _AS_WINDOWS.get(re.sub(r"\W|_", "", name), name)
        try:
            data = data.decode(name).encode()
        except (LookupError, UnicodeError):
            data = document.data
    return decoded(document.path, data)


def _root(text: str) -> re.Match[str] | None:
    """Return the beginning of the first element's tag, or None."""
    at = 0
    while (begin := text.find("<", at)) >= 0:
        if text.startswith("<!--", begin):
            at = text.find("-->", begin)
        elif text.startswith("<?", begin):
            at = text.find("?>", begin)
        elif text.startswith("<!", begin):
            at = _end_of_declaration(text, begin)
        elif found := _ROOT.match(text, begin):
            return found
        else:
            at = begin + 1
        if at < 0:
            break
    return None


def _end_of_declaration(text: str, begin: int) -> int:
    """Return where the declaration ends, with its internal subset, or -1."""
    end = text.find(">", begin)
    if text.find("[", begin, end) < 0:
        return end
    found = _END_OF_SUBSET.search(text, begin)
    return found.end() if found else -1


def _mended(text: str) -> Iterator[str]:
    """Yield *text* with characters for HTML's names, and sound ampersands.

    What CDATA sections hold stays as it is: there an ampersand is one.
    """
    text = _NO_CHARACTERS.sub("", text)
    at = 0
    while (begin := text.find(_CDATA, at)) >= 0:
        yield _AMPERSAND.sub(_sound, text[at:begin])
        end = text.find(_CDATA_END, begin)
        at = len(text) if end < 0 else end
        yield text[begin:at]
    yield _AMPERSAND.sub(_sound, text[at:])


def _sound(found: re.Match[str]) -> str:
    """Return what XML has for an ampersand and what follows it."""
    if name := found["name"]:
        if name in _OF_XML:
            return found[0]
        characters = html5.get(f"{name};", found[0])
        return characters.translate(_ESCAPED)
    if digits := found["decimal"] or found["hexadecimal"]:
        code = int(digits, 10 if found["decimal"] else 16)
        is_one = code in _UNICODE and not _NO_CHARACTERS.match(chr(code))
        return found[0] if is_one else ""
    return "&amp;"
