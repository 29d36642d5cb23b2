"""What the tags in a page's head say: OpenGraph, Dublin Core, and the papers' own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tca_cli.readers.pages.tree import Element, is_of_another_item, unescaped

TITLES = (
    *("og:title", "twitter:title", "dc:title", "dcterms:title", "dcterm:title"),
    *("citation_title", "sailthru:title", "parsely-title", "hdl", "title"),
)
AUTHORS = (
    *("author", "byl", "article:author_name", "article:author", "og:article:author"),
    *("parsely-author", "sailthru:author", "dc:creator", "dcterms:creator", "byline"),
    *("dcterm:creator", "citation_author", "authors", "creator"),
    *("article:byline", "cxenseparse:author", "mediator_author", "twitter:author"),
)
DAYS = (
    *("article:published_time", "og:article:published_time", "article:published"),
    *("originalpublicationdate", "datepublished", "parsely-pub-date", "sailthru:date"),
    *("pubdate", "publishdate", "publish-date", "publish_date", "publication_date"),
    *("published_time", "og:pubdate", "og:published_time", "date_published", "pdate"),
    *("ptime", "pub_date", "dc:date:issued", "dcterms:issued", "dcterms:created"),
    *("dc:date:created", "dc:date", "dcterms:date", "date", "article_date_original"),
    *("displaydate", "cxenseparse:recs:publishtime", "citation_publication_date"),
    *(
        "mediator_published_time",
        "article:post_date",
        "issued",
        "created",
        "iso-8601-publish-date",
    ),
)
LANGUAGES = ("og:locale", "content-language", "language", "dc:language")
TAGS = (
    "article:tag",
    "og:article:tag",
    "news_keywords",
    "parsely-tags",
    "sailthru:tags",
)
SECTIONS = ("article:section", "og:article:section", "parsely-section", "section")
SITES = (
    *("og:site_name", "application-name", "apple-mobile-web-app-title", "cre"),
    *("dc:publisher", "twitter:site", "publisher"),
)


@dataclass(frozen=True, slots=True)
class Tags:
    """The ``meta`` and ``link`` of a page, by name in small letters, and its title."""

    named: Mapping[str, list[str]]
    title: str
    canonical: str
    language: str

    def said(self, *names: str) -> Iterator[tuple[str, str]]:
        """Yield each of *names* that there is, with its first content."""
        for name in names:
            if values := self.named.get(name):
                yield name, values[0]

    def all_said(self, *names: str) -> list[str]:
        """Return all contents of *names*."""
        return [text for name in names for text in self.named.get(name, ())]


def tags_of(root: Element) -> Tags:
    """Return the tags that speak of the page at *root*."""
    named: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = unescaped((meta.get("content") or "")[:_LONGEST])
        if not content or (meta.get("itemprop") and is_of_another_item(meta)):
            continue
        for name in _names(meta):
            values = named.setdefault(name, [])
            if len(values) < _MOST_VALUES:
                values.append(content)
    for number in "12":
        # As in: label1, Written by; data1, the name.
        labels = named.get(f"twitter:label{number}", [""])
        if labels[0].casefold() in _LABELS_OF_AUTHORS:
            named.setdefault("twitter:author", named.get(f"twitter:data{number}", []))
    titles = (unescaped((title.text or "")[:_LONGEST]) for title in root.iter("title"))
    links = (
        link.get("href") or ""
        for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    )
    top = next(root.iter("html"), root)
    return Tags(
        named=named,
        title=next(filter(None, titles), ""),
        canonical=next(links, "").strip(),
        language=top.get("lang") or top.get("xml:lang") or "",
    )


_LABELS_OF_AUTHORS = frozenset(
    ("written by", "by", "author", "verfasst von", "écrit par", "escrito por", "автор")
)
_LONGEST = 4000
_MOST_NAMES, _MOST_VALUES = 5, 100
_BETWEEN = re.compile(r"[.:]+")


def _names(meta: Element) -> list[str]:
    """Return the names of a tag, which may have several, all written alike."""
    said = " ".join(
        meta.get(attribute) or ""
        for attribute in ("property", "name", "itemprop", "http-equiv")
    )
    return [_BETWEEN.sub(":", name.lower()) for name in said.split()[:_MOST_NAMES]]
