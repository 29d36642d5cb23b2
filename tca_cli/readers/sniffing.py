"""What a file without a telling name holds, by its first bytes."""

import re

# So much tells, and more would make a folder of pictures slow to pass over.
SNIFFED_BYTES = 64 * 1024


def sniffed_suffix(head: bytes) -> str | None:
    r"""Return the suffix of the format of a file that begins with *head*, or None.

    *head* has at most SNIFFED_BYTES. Text is an article's where it reads as prose.

    >>> sniffed_suffix(b"%PDF-1.4"), sniffed_suffix(b"<!DOCTYPE html><p>Storm")
    ('.pdf', '.html')
    >>> sniffed_suffix(b"[core]\n\tbare = false\n") is None
    True
    """
    for beginning, suffix in _BEGINNINGS:
        if head.startswith(beginning):
            return suffix
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(head)
    if head[_TAR_MARK] == b"ustar":
        return ".tar"
    text = _text(head)
    return _kind_of_text(text) if text is not None else None


def _kind_of_zip(head: bytes) -> str:
    for mark, suffix in _ZIP_MARKS:
        if mark in head[:_ZIP_MARK_WITHIN]:
            return suffix
    return ".docx" if b"word/" in head and b"[Content_Types].xml" in head else ".zip"


def _text(head: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head.decode(encoding, errors="ignore")
    if b"\0" in head:
        return None
    try:
        return head.decode()
    except UnicodeDecodeError as error:
        if error.start > len(head) - _LONGEST_LETTER and len(head) == SNIFFED_BYTES:
            return head[: error.start].decode()
    # Letters of a legacy encoding are enough to tell lines and signs apart.
    text = head.decode("cp1251", errors="replace")
    return None if _CONTROLS.search(text) else text


def _kind_of_text(text: str) -> str | None:
    text = text.lstrip("\ufeff \t\r\n")
    for pattern, suffix in _KINDS_OF_TEXT:
        if pattern.match(text):
            return suffix
    return ".txt" if _is_prose(text) else None


def _is_prose(text: str) -> bool:
    """Tell whether *text* is a headline and sentences below it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < len(("headline", "text")) or len(_SIGNS.findall(text)) > (
        _SHARE_OF_SIGNS * len(text)
    ):
        return False
    below = lines[1:]
    sentences = sum(
        len(line.split()) >= _WORDS_OF_A_SENTENCE and bool(_SENTENCE.search(line))
        for line in below
    )
    return sentences > 0 and sentences >= _SHARE_OF_SENTENCES * len(below)


_BEGINNINGS = (
    (b"%PDF-", ".pdf"),
    (b"\x1f\x8b", ".gz"),
    (b"BZh", ".bz2"),
    (b"\xfd7zXZ\0", ".xz"),
    (b"WARC/1.", ".warc"),
)
_ZIP_MARKS = (
    (b"mimetypeapplication/epub+zip", ".epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", ".odt"),
)
_ZIP_MARK_WITHIN = 120
_TAR_MARK = slice(257, 262)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_LONGEST_LETTER = 4
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEADER = r"(?:[A-Z][\w-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*)"
_KINDS_OF_TEXT = tuple(
    (re.compile(pattern, re.IGNORECASE), suffix)
    for pattern, suffix in (
        (
            r"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?(?:<!doctype html|<html)\b",
            ".html",
        ),
        (r"<!doctype lewis|<reuters\b", ".sgm"),
        (r"<\?xml\b|<(?:rss|feed|nitf|newsitem|newsmessage|rdf:rdf)\b", ".xml"),
        (r"\{\s*\"|\[\s*\{\s*\"", ".json"),
        (r"From \S+ +\S.*\d\d:\d\d.*\n", ".mbox"),
        (rf"{_HEADER}{{0,60}}?snapshot-content-location:", ".mhtml"),
        (rf"{_HEADER}{{0,60}}?(?:subject|message-id):.*\n{_HEADER}*\r?\n", ".eml"),
        (r"(?:---|\+\+\+)\s*\n(?:.*\n){0,40}?(?:title|headline)\s*[:=]", ".md"),
    )
)
_SIGNS = re.compile(r"[{}\[\]<>=;\\|$#_/*@~^`]")
_SHARE_OF_SIGNS = 0.02
_WORDS_OF_A_SENTENCE = 6
_SENTENCE = re.compile(r"[.!?…][\"'»”’)]*(?:\s|$)")
_SHARE_OF_SENTENCES = 0.3
