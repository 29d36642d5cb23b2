"""A mail and the parts in it (RFC 5322, RFC 2045, RFC 2046).

The standard library's parser takes a time that grows with the square of how deep parts
are nested, and its parser of addresses ends in faults; so they are split here.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import collapse_rfc2231_value
from functools import cached_property

from tca_cli.readers.mail.charset import header_text, text_in


@dataclass(frozen=True)
class Part:
    """A mail, or a part of one: its headers by name in small letters, and its body."""

    headers: dict[str, bytes]
    body: bytes

    def says(self, name: str) -> str:
        """Return what the header *name* says on one line, empty where there is none."""
        return header_text(self.headers.get(name, b""), self._parameter("charset"))

    @property
    def kind(self) -> str:
        """The type of its content, as in ``text/plain``."""
        return self._type.get_content_type()

    @property
    def is_attachment(self) -> bool:
        """Whether it is there to be saved, not to be read."""
        return self._type.get_content_disposition() == "attachment"

    @property
    def file_name(self) -> str:
        """The name to save it by, empty where there is none."""
        return self._type.get_filename("")

    @property
    def is_flowed(self) -> bool:
        """Whether its lines go on below where they end in a space (RFC 3676)."""
        return self._parameter("format").lower() == "flowed"

    @property
    def deletes_spaces(self) -> bool:
        """Whether the space at the end of a line that goes on is none of the text."""
        return self._parameter("delsp").lower() == "yes"

    @property
    def content(self) -> bytes:
        """The body as it was before it was encoded to travel."""
        encoding = self.headers.get("content-transfer-encoding", b"").strip().lower()
        if encoding == b"quoted-printable":
            return binascii.a2b_qp(self.body)
        if encoding == b"base64":
            return _from_base64(self.body)
        return self.body

    @property
    def text(self) -> str:
        """The content, taken for text."""
        return text_in(self.content, self._parameter("charset"))

    def parts(self) -> Iterator["Part"]:
        """Yield the parts of one that has several; none where they are not found."""
        boundary = self._parameter("boundary").rstrip().encode("latin-1", "replace")
        if not boundary or not self.kind.startswith("multipart/"):
            return
        line = rb"^--%b(?P<ends>--)?[ \t]*$" % re.escape(boundary)
        begin = None
        for found in re.finditer(line, self.body, re.MULTILINE):
            if begin is not None:
                yield self._part_at(begin, max(begin, found.start() - 1))
            begin = found.end() + 1
            if found["ends"]:
                return
        if begin is not None:
            yield self._part_at(begin, len(self.body))

    def _part_at(self, begin: int, end: int) -> "Part":
        part = part_in(self.body[begin:end])
        # What is in a digest is a mail where it does not say otherwise.
        is_mail = self.kind == "multipart/digest" and "content-type" not in part.headers
        of_mail = {"content-type": b"message/rfc822"} if is_mail else {}
        return Part(of_mail | part.headers, part.body)

    def _parameter(self, name: str) -> str:
        return collapse_rfc2231_value(self._type.get_param(name, "")).strip()

    @cached_property
    def _type(self) -> Message:
        """Headers of one part alone: the standard library reads their parameters."""
        said = Message()
        for name in ("Content-Type", "Content-Disposition"):
            value = self.headers.get(name.lower(), b"")[:_LONGEST_TYPE]
            said[name] = " ".join(value.decode("latin-1").split())
        return said


def part_in(data: bytes) -> Part:
    r"""Return the part that *data* is, whatever its line ends.

    Where a header stands twice, the first counts.

    >>> part_in(b"Subject: Storm\n over the quay\n\nThe dam held.\n").says("subject")
    'Storm over the quay'
    """
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines = _LINE.finditer(data)
    end = next((found.start() for found in lines if not found["header"]), len(data))
    head, body = data[:end], data[end:]
    headers: dict[str, bytes] = {}
    for name, value in _HEADER.findall(_FOLD.sub(b" ", head)):
        headers.setdefault(name.decode("ascii").lower(), value.strip())
    return Part(headers, body.removeprefix(b"\n"))


_LONGEST_TYPE = 1_000
# A line that is no header ends them, as the empty one does.
_LINE = re.compile(
    rb"^(?P<header>[!-9;-~]+[ \t]*:|[ \t]+[^\s]|>?From )?[^\n]*(?:\n|\Z)", re.MULTILINE
)
_HEADER = re.compile(rb"^([!-9;-~]+)[ \t]*:([^\n]*)$", re.MULTILINE)
_FOLD = re.compile(rb"\n(?=[ \t])")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def _from_base64(data: bytes) -> bytes:
    """Return what *data* stands for, also where its end is missing."""
    digits = _NOT_BASE64.sub(b"", data)
    # One digit alone says nothing; two and three do, with what was lost put there.
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4))
