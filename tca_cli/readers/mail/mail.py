"""Mail: an article that was sent, as a newsletter, to a list, or by one to another."""

import re
from collections.abc import Iterator
from functools import partial

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.mail.furniture import without_mail_furniture
from tca_cli.readers.mail.parts import Part, part_in
from tca_cli.readers.mail.sender import brands_in, persons_in
from tca_cli.readers.mail.text import (
    TextOfPage,
    TooDeepError,
    forwarded_in,
    text_of_page_in,
    text_of_part,
)
from tca_cli.readers.markup import text_of_markup
from tca_cli.readers.newspaper.agencies import known_agency
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.text.folding import folded


def read(document: Document) -> Iterator[FoundArticle]:
    """Yield the article that the one mail in *document* is."""
    yield article_in_mail(document, document.data)


def article_in_mail(
    document: Document, data: bytes, *, is_one_of_several: bool = False
) -> FoundArticle:
    """Return the article that the mail in *data* is, which stands in *document*.

    Raises UnreadableFileError where it is no mail.
    """
    # The mark of UTF-8, which is no part of any header.
    mail = part_in(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    if _HEADERS_OF_MAIL.isdisjoint(mail.headers):
        raise UnreadableFileError(document.path, "it has none of the headers of a mail")
    try:
        text = text_of_part(mail, _reader_of_pages(document, data))
    except TooDeepError as error:
        reason = "its parts are nested deeper than those of any real mail"
        raise UnreadableFileError(document.path, reason) from error
    said, text = _said_and_text(mail, text)
    key = mail.says("message-id").strip("<>") if is_one_of_several else None
    return article_of(document, without_mail_furniture(text), said, key=key)


def _reader_of_pages(document: Document, data: bytes) -> TextOfPage:
    """Return what gives the text of a page that was sent: the article on it.

    Of a mail of very many, each is taken whole, since to find the article takes time.
    """
    if data.count(b"text/html") > _MANY_PAGES:
        return text_of_markup
    return partial(text_of_page_in, document)


_MANY_PAGES = 50


def headline_in(subject: str, list_id: str = "") -> str:
    """Return what *subject* says, less what programs put before it.

    >>> headline_in("Fwd: Re: [Dams] Storm over the quay", "<dams.lists.example.org>")
    'Storm over the quay'
    >>> headline_in("[Analysis] Why the dam held", "<dams.lists.example.org>")
    '[Analysis] Why the dam held'
    """
    rest = subject
    while found := _PREFIX.match(rest) or _list_name(rest, list_id):
        rest = rest[found.end() :]
    return "" if rest.strip("() ").lower() == "no subject" else rest or subject


_HEADERS_OF_MAIL = frozenset(
    ("from", "subject", "date", "message-id", "received", "mime-version", "to")
)
_PREFIX = re.compile(
    r"(?:re|fwd?|aw|wg|tr|rv|antw|отв|пересл|пер)(?:\[\d{1,3}\])?\s*:\s+",
    re.IGNORECASE,
)
_FORWARDS = re.compile(
    r"\s*(?:(?:re|aw)\s*:\s*)*(?:fwd?|wg|tr|rv|пересл|пер)\s*:|.*\(fwd\)$",
    re.IGNORECASE,
)
_NAME_OF_LIST = re.compile(r"\[(?P<name>[^\[\]]{1,40})\]\s+")
_NOT_OF_NAMES = re.compile(r"[\W_]+")
_ADDRESS = re.compile(r"<?(?P<url>https?://[^\s<>]+)>?", re.IGNORECASE)
_HEADERS_OF_ADDRESS = ("archived-at", "content-location", "content-base")
_BEGIN_OF_FORWARDED = re.compile(
    r"^[ \t]*(?:begin forwarded message:|-{2,}[ ]?(?:(?P<original>original|исходное)"
    r"|forwarded|пересылаемое|перенаправленное) (?:message|сообщение)[ ]?-{2,})[ \t]*\n"
    r"(?:[ \t]*\n){0,3}"
    r"(?P<headers>(?:[ \t*]*[\w-]{2,12}:[ \t*][^\n]*(?:\n|\Z)){1,12})",
    re.IGNORECASE | re.MULTILINE,
)
_LINE_OF_FORWARDED = re.compile(
    r"^[ \t*]*(?P<name>[\w-]{2,12}):[ \t*]*(?P<value>[^\n]*?)[ \t]*$", re.MULTILINE
)
_NAMES_IN_FORWARDED = {
    "date": ("date", "sent", "дата", "отправлено"),
    "from": ("from", "от"),
}


def _list_name(subject: str, list_id: str) -> re.Match[str] | None:
    """Return the name in brackets that a mailing list puts before its subjects."""
    found = _NAME_OF_LIST.match(subject)
    if not found:
        return None
    name, id_of_list = (
        _NOT_OF_NAMES.sub("", folded(said)) for said in (found["name"], list_id)
    )
    return found if name and name in id_of_list else None


def _said_and_text(mail: Part, text: str) -> tuple[Findings, str]:
    """Return what the headers say, and *text* without those that stand in it.

    A mail that was forwarded is neither by who forwarded it, nor of that day.
    """
    said = Findings()
    subject = mail.says("subject")
    headline = headline_in(subject, mail.says("list-id"))
    said.note("headline", headline, "Subject")
    inner = forwarded_in(mail)
    is_forwarded = bool(_FORWARDS.match(subject))
    quoted = _BEGIN_OF_FORWARDED.search(text)
    if inner:
        _note_sender(inner, said)
        said.note("headline", headline_in(inner.says("subject")), "Subject forwarded")
    elif quoted and (is_forwarded or not quoted["original"]):
        _note_quoted(quoted["headers"], said)
        text = f"{text[: quoted.start()]}\n\n{text[quoted.end() :]}"
    elif not is_forwarded:
        _note_sender(mail, said)
    said.note("keywords", mail.says("keywords"), "Keywords")
    languages = mail.says("content-language").split(",")
    said.note("language", languages[0], "Content-Language")
    for name in _HEADERS_OF_ADDRESS:
        if found := _ADDRESS.search(mail.says(name)):
            said.note("url", found["url"], name.title())
    return said, text


def _note_sender(mail: Part, said: Findings) -> None:
    sender = mail.says("from")
    is_newsletter = "list-post" not in mail.headers and not (
        {"list-unsubscribe", "feedback-id"}.isdisjoint(mail.headers)
    )
    said.note("authors", persons_in(sender, is_newsletter=is_newsletter), "From")
    for brand in brands_in(sender):
        said.keep("agency", known_agency(brand), "From")
    said.note("published", mail.says("date"), "Date")


def _note_quoted(headers: str, said: Findings) -> None:
    for found in _LINE_OF_FORWARDED.finditer(headers):
        name, value = found["name"].casefold(), found["value"]
        if name in _NAMES_IN_FORWARDED["date"]:
            said.note("published", value, "Date forwarded")
        elif name in _NAMES_IN_FORWARDED["from"]:
            said.note(
                "authors", persons_in(value, is_newsletter=False), "From forwarded"
            )
