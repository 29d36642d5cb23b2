"""A mail box in one file (RFC 4155), as Thunderbird, Google and Unix write it."""

import re
from collections.abc import Iterator

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle, Unread
from tca_cli.readers.mail.mail import article_in_mail


def read(document: Document) -> Iterator[FoundArticle | Unread]:
    """Yield the articles that the mails of *document* are, and those that are none."""
    for number, mail in enumerate(_mails(document.data), start=1):
        try:
            yield article_in_mail(document, mail, is_one_of_several=True)
        except UnreadableFileError as error:
            yield Unread(f"message {number}", error.reason)


# A line that begins so in the text of a mail is no beginning: it has no time of day, no
# year, or no header below it.
_BEGIN = re.compile(
    rb"^From (?=[^\n]{1,200}\n)[^\n]*\d:\d\d[^\n]*\d{4}[^\n]*\n"
    rb"(?=[!-9;-~]+[ \t]*:|>?From )",
    re.MULTILINE,
)
_FIRST = re.compile(rb"\s*From [^\n]*\n")
# Of one or more signs, one is the box's own (mboxrd, and mboxo where there is one).
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)


def _mails(data: bytes) -> Iterator[bytes]:
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    data = data.removeprefix(b"\xef\xbb\xbf")
    first = _FIRST.match(data)
    begin = first.end() if first else 0
    for found in _BEGIN.finditer(data, begin):
        if data[begin : found.start()].strip():
            yield _QUOTED.sub(b"", data[begin : found.start()])
        begin = found.end()
    if data[begin:].strip():
        yield _QUOTED.sub(b"", data[begin:])
