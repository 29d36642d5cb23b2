"""RSS and Atom as they were saved, and exports of WordPress: an article an entry."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from io import BytesIO
from typing import Any

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle, Unread, needing
from tca_cli.readers.markup import is_markup, text_of_markup
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.xml.feed_cost import is_too_costly
from tca_cli.readers.xml.text import XmlText


def read_feed(document: Document, xml: XmlText) -> Iterator[FoundArticle | Unread]:
    """Yield the entries of the feed *xml*, also where its XML is broken."""
    if is_too_costly(xml.text):
        reason = "it is a feed, but an entry in it is too large for an article"
        raise UnreadableFileError(document.path, reason)
    feed = _parsed(document, xml)
    about = feed["feed"]
    is_rss = feed["version"].startswith("rss")
    for entry in feed["entries"]:
        key = " ".join((entry.get("id") or entry.get("link") or "").split())
        if lack := _why_not(entry):
            yield Unread(_title(entry) or key, lack)
            continue
        said = Findings()
        _note_entry(said, entry, is_rss=is_rss)
        said.note("language", _language_of(entry), "the entry's language")
        said.note("language", about.get("language"), "the feed's language")
        if not is_rss:
            # RFC 4287, section 4.1.2: the feed's authors are those of such an entry.
            said.note("authors", _names(about), "the feed's author")
        yield article_of(document, _text(entry), said, key=key)


_HEADER = '<?xml version="1.0" encoding="utf-8"?>'
_SAID_IN = {"content-type": "application/xml; charset=utf-8"}
_MARKUP = re.compile(r"html|xml", re.IGNORECASE)
_PARAGRAPH = re.compile(r"</?p\b", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n\s*\n")
# Types and states of WordPress's posts; newspapers add types of their own for articles.
_NO_POSTS = frozenset(
    (
        *("attachment", "custom_css", "customize_changeset", "nav_menu_item"),
        *("oembed_cache", "revision", "user_request", "wp_block", "wp_font_face"),
        *("wp_font_family", "wp_global_styles", "wp_navigation", "wp_template"),
    )
)
_UNPUBLISHED = frozenset(("auto-draft", "draft", "trash"))
_MEDIA = re.compile(r"(?:image|audio|video|font)/", re.IGNORECASE)


def _parsed(document: Document, xml: XmlText) -> Any:  # noqa: ANN401 -- it has no types
    with needing("feeds", document):
        import feedparser
    # Not as text: that could be an address, which it would ask for.
    data = BytesIO(f"{_HEADER}{xml.text}".encode())
    try:
        return feedparser.parse(
            data,
            response_headers=_SAID_IN,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:
        # On broken XML it fails in many ways, of which it promises none.
        reason = "it is a feed, but one too broken to be read"
        raise UnreadableFileError(document.path, reason) from error


def _why_not(entry: Mapping[str, Any]) -> str | None:
    """Say why *entry*, of an export of WordPress, is no article, or return None."""
    kind, status = entry.get("wp_post_type"), entry.get("wp_status")
    if kind in _NO_POSTS:
        return f"it is no article, but of WordPress's type {kind}"
    return f"its status is {status}" if status in _UNPUBLISHED else None


def _note_entry(said: Findings, entry: Mapping[str, Any], *, is_rss: bool) -> None:
    said.note("headline", _title(entry), "title")
    said.note("authors", _names(entry), "author")
    # Exports of WordPress have the day there, beside that in Greenwich.
    said.note("published", entry.get("wp_post_date"), "wp:post_date")
    published = dict(entry)
    said.note("published", published.get("published"), "published")
    if is_rss:
        # Under this name it keeps dc:date, which is the only date that RSS 1.0 has.
        said.note("published", published.get("updated"), "dc:date")
    said.note("keywords", list(_tags(entry)), "category")
    said.note("url", entry.get("link"), "link")


def _title(entry: Mapping[str, Any]) -> str:
    title: str = entry.get("title") or ""
    # Titles are often escaped once too often.
    return text_of_markup(title) if is_markup(title) else unescape(title)


def _names(entry: Mapping[str, Any]) -> list[str]:
    return [name for author in entry.get("authors", ()) if (name := author.get("name"))]


def _tags(entry: Mapping[str, Any]) -> Iterator[str]:
    for tag in entry.get("tags", ()):
        yield tag.get("label") or tag.get("term") or ""


def _language_of(entry: Mapping[str, Any]) -> str | None:
    parts = (*entry.get("content", ()), entry.get("title_detail", {}))
    return next((said for part in parts if (said := part.get("language"))), None)


def _text(entry: Mapping[str, Any]) -> str:
    """Return the text of *entry*: its content in full, else its summary."""
    parts = (*entry.get("content", ()), entry.get("summary_detail", {}))
    texts = (_plain(part) for part in parts)
    return next((text for text in texts if text.strip()), "")


def _plain(part: Mapping[str, Any]) -> str:
    text: str = part.get("value") or ""
    kind: str = part.get("type") or ""
    if _MEDIA.match(kind):
        return ""
    if not (_MARKUP.search(kind) or is_markup(text)):
        return text
    if not _PARAGRAPH.search(text):
        # Blank lines part paragraphs where nothing else does, as WordPress keeps them.
        text = _BLANK_LINE.sub("<p>", text)
    return text_of_markup(text)
