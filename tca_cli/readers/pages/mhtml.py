"""Web pages saved as one file with all they show: MHTML, RFC 2557."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as it was saved, and from where."""

    markup: bytes
    charset: str | None
    url: str | None


def saved_page(document: Document) -> SavedPage:
    """Return the page that *document* holds, the root of its parts.

    Raises UnreadableFileError where there is none.
    """
    if document.data.lstrip().startswith(b"<"):
        return SavedPage(document.data, None, None)  # HTML under another suffix
    try:
        message = message_from_bytes(document.data, policy=policy.compat32)
        part = _root(message)
        markup = part.get_payload(decode=True) if part is not None else None
        charset = part.get_content_charset() if part is not None else None
        url = _address(message, part)
    except (
        MessageError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        reason = "it is a damaged MHTML file"
        raise UnreadableFileError(document.path, reason) from error
    if part is None or not isinstance(markup, bytes) or not markup.strip():
        raise UnreadableFileError(document.path, "there is no web page in it")
    return SavedPage(markup, charset, url)


_HTML = ("text/html", "application/xhtml+xml")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def _root(message: Message) -> Message | None:
    """Return the part that the others belong to: that of ``start``, or the first."""
    pages = [part for part in message.walk() if part.get_content_type() in _HTML]
    start = message.get_param("start")
    named = (part for part in pages if start and part.get("Content-ID") == start)
    return next(named, pages[0] if pages else None)


def _address(message: Message, part: Message | None) -> str | None:
    said = (
        message.get("Snapshot-Content-Location"),
        part.get("Content-Location") if part is not None else None,
        message.get("Content-Location"),
    )
    texts = ("".join(str(address).split()) for address in said if address)
    return next(filter(_ADDRESS.fullmatch, texts), None)
