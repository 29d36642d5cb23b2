"""Where a page is found: what it says itself, and where it was saved from."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from tca_cli.readers.pages.tags import Tags


def addresses_of(tags: Tags, markup: str, url: str | None) -> Iterator[tuple[str, str]]:
    """Yield the addresses of the page that *markup* is, and where each stands.

    *url* is where it was fetched. Browsers write that into a comment of what they save.
    """
    saved = _SAVED_FROM.search(markup[:_HEAD])
    fetched = url or (saved["url"] if saved else None)
    base = fetched or ""
    said = [
        (tags.canonical, "link rel=canonical"),
        *((text, f"meta {name}") for name, text in tags.said("og:url")),
        (fetched or "", "the address it was saved from"),
    ]
    whole = [(_joined(base, text), origin) for text, origin in said if text]
    # That of the whole site is no article's, while another has more.
    paths = [(a, o) for a, o in whole if urlsplit(a).path.strip("/")]
    yield from paths or whole


_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d{1,6}\)\s*(?P<url>https?://[^\s<>]+)"
)
_HEAD = 20_000


def _joined(base: str, address: str) -> str:
    try:
        whole = urljoin(base, address)
        urlsplit(whole)
    except ValueError:  # a bad host
        return ""
    return whole
