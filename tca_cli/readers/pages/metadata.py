"""What a page says of its article beside the text, in order of trust.

JSON-LD first, then the tags of the head, microdata, and what stands near the headline.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from tca_cli.readers.newspaper.byline import byline, is_person
from tca_cli.readers.newspaper.findings import Findings, day_of
from tca_cli.readers.pages.addresses import addresses_of
from tca_cli.readers.pages.credits import headline_element, shown_authors, shown_days
from tca_cli.readers.pages.headline import (
    is_alike,
    is_beginning,
    is_cut,
    without_last_part,
    without_site,
)
from tca_cli.readers.pages.keywords import note_keywords
from tca_cli.readers.pages.names import note_authors, note_organisation, persons_in
from tca_cli.readers.pages.structured_data import (
    Node,
    StructuredData,
    is_of_person,
    is_organisation,
    structured_data,
    text_of,
)
from tca_cli.readers.pages.tags import (
    AUTHORS,
    DAYS,
    LANGUAGES,
    SITES,
    TITLES,
    Tags,
    tags_of,
)
from tca_cli.readers.pages.tree import Element, text_in, unescaped
from tca_cli.text.folding import folded


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What is known of a page beside what was noted of it.

    *languages* are those that it claims, with their origins, the most trusted first;
    *told* is the text that its JSON-LD has, if any.
    """

    is_article: bool
    heading: Element | None
    heading_text: str
    languages: tuple[tuple[str, str], ...]
    told: str


def note_metadata(
    findings: Findings, root: Element, markup: str, url: str | None
) -> PageMetadata:
    """Note in *findings* what the page at *root* says, and return the rest of it."""
    data, tags = structured_data(root), tags_of(root)
    addresses = list(addresses_of(tags, markup, url))
    headings = _headings(root, "h1")
    titles = [text for _, text in tags.said("og:title", "twitter:title")]
    titles = [*titles, *headings, *filter(None, [tags.title])]
    node = data.article(titles, [address for address, _ in addresses])
    page = _Page(
        root,
        data,
        tags,
        node,
        tuple(_sites(data, tags, addresses)),
        headings,
        _headings(root, "h1", "h2", "h3"),
    )
    for address, origin in addresses:
        findings.note("url", address, origin)
    if node:
        for name in ("url", "mainEntityOfPage"):
            findings.note("url", text_of(node.get(name)), f"JSON-LD {name}")
    _note_headline(findings, page)
    heading = headline_element(root, findings.values.get("headline", ""))
    _note_authors(findings, page, heading)
    _note_day(findings, page, heading)
    note_keywords(findings, tags, node)
    return PageMetadata(
        is_article=node is not None,
        heading=heading,
        heading_text=text_in(heading) if heading is not None else "",
        languages=tuple(_languages(page)),
        told=_told(node),
    )


@dataclass(frozen=True, slots=True)
class _Page:
    root: Element
    data: StructuredData
    tags: Tags
    node: Node | None
    sites: tuple[str, ...]
    headings: Sequence[str]
    all_headings: Sequence[str]


# Storm :: Gazette :: Host
_OF_HOST = re.compile(r"(?<=\S)\s+::(?:\s.*)?$")
_MOST_HEADINGS, _LONGEST_HEADING = 100, 1000
# So short a title, that no heading repeats, is the name of the site.
_WORDS_OF_SITE = 3


def _headings(root: Element, *names: str) -> list[str]:
    found = (text_in(heading).strip(" ¶#") for heading in root.iter(*names))
    short = (text for text in found if 0 < len(text) <= _LONGEST_HEADING)
    return list(islice(short, _MOST_HEADINGS))


def _sites(
    data: StructuredData, tags: Tags, addresses: Iterable[tuple[str, str]]
) -> Iterator[str]:
    for _, text in tags.said(*SITES):
        yield text.lstrip("@")
    for node in data.sites:
        yield text_of(node)
        yield text_of(node.get("alternateName"))
    for node in (*data.articles, *data.pages):
        for publisher in data.nodes_in(node.get("publisher")):
            yield text_of(publisher)
    for address, _ in addresses:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
        yield host
        yield from host.split(".")[:-1]


def _note_headline(findings: Findings, page: _Page) -> None:
    found = [(title, origin) for title, origin in _headlines(page) if title]
    # Where title and heading agree, what says something else is of the site, or made
    # for searching and sharing.
    shown = [text for text in page.headings if is_alike(text, [page.tags.title])]
    agreed = [page.tags.title, *shown] if shown else []
    said = [pair for pair in found if not agreed or is_alike(pair[0], agreed)] or found
    for title, origin in said:
        # Where others cut it off, one that is whole is better.
        whole = (
            pair
            for pair in said
            if is_cut(title) and not is_cut(pair[0]) and is_beginning(title, of=pair[0])
        )
        findings.note("headline", *next(whole, (title, origin)))


def _headlines(page: _Page) -> Iterator[tuple[str, str]]:
    def bare(title: str) -> str:
        whole = _OF_HOST.sub("", title)
        return without_site(whole, page.sites, page.all_headings)

    if page.node:
        yield bare(text_of(page.node.get("headline"))), "JSON-LD headline"
        yield bare(text_of(page.node.get("name"))), "JSON-LD name"
    for name, text in page.tags.said(*TITLES):
        yield bare(text), f"meta {name}"
    for part in page.root.iter():
        if "headline" in (part.get("itemprop") or "").lower().split():
            yield (
                text_in(part) or unescaped(part.get("content") or ""),
                "itemprop=headline",
            )
            break
    title = bare(page.tags.title)
    whole = folded(title)
    within = [
        text
        for text in page.all_headings
        if folded(text) in whole
        and (text in page.headings or 2 * len(text) > len(title))
    ]
    if within:
        yield max(within, key=len), "heading"
    for heading in page.headings:
        if is_alike(heading, [title]) or not title:
            yield bare(heading), "h1"
    if len(page.headings) == 1 and len(page.tags.title.split()) <= _WORDS_OF_SITE:
        yield bare(page.headings[0]), "h1"
    known = title != page.tags.title or title in page.headings
    yield title if known else without_last_part(title), "title"


def _note_authors(findings: Findings, page: _Page, heading: Element | None) -> None:
    if page.node:
        for key in ("author", "creator"):
            _note_nodes(findings, page, page.node.get(key), f"JSON-LD {key}")
    for name in AUTHORS:
        texts = page.tags.all_said(name)
        note_authors(findings, texts, page.sites, f"meta {name}")
    lines = list(shown_authors(page.root, heading))
    for shown in lines:
        note_authors(findings, shown.texts, page.sites, shown.origin)
    authors = set(findings.values.get("authors", ()))
    # A line that begins with By is it, more than a name that is a link.
    for shown in sorted(lines, key=lambda line: byline(line.whole) is None):
        printed = shown.texts[0] if shown.is_line else shown.whole
        if authors & set(persons_in(printed, page.sites)):
            findings.keep("byline", shown.whole, shown.origin)
    for node in page.data.pages:
        _note_nodes(findings, page, node.get("author"), "JSON-LD author of the page")


def _note_nodes(findings: Findings, page: _Page, value: object, origin: str) -> None:
    persons: list[str] = []
    texts: list[str] = []
    for node in page.data.nodes_in(value):
        name = text_of(node)
        is_site = folded(name) in {folded(site) for site in page.sites}
        if isinstance(node, str):
            texts.append(name)
        elif is_of_person(node) and (is_person(name) or not is_site):
            persons.append(name)
        elif is_organisation(node) or is_site:
            note_organisation(findings, name, origin)
        else:
            texts.append(name)
    note_authors(findings, persons, page.sites, origin, is_said=True)
    note_authors(findings, texts, page.sites, origin)


def _note_day(findings: Findings, page: _Page, heading: Element | None) -> None:
    if page.node:
        said = page.node.get("datePublished")
        findings.note("published", said, "JSON-LD datePublished")
    for name, text in page.tags.said(*DAYS):
        findings.note("published", text, f"meta {name}")
    for key in ("dateCreated", "uploadDate") if page.node else ():
        findings.note("published", (page.node or {}).get(key), f"JSON-LD {key}")
    for node in page.data.pages:
        findings.note("published", node.get("datePublished"), "JSON-LD datePublished")
    for part in page.root.iter("time"):
        if part.get("pubdate") is not None:
            findings.note("published", part.get("datetime"), "time pubdate")
    for shown in shown_days(page.root, heading):
        for text in shown.texts:
            parts = [part.strip(" ,") for part in (text, *_BESIDE_A_DAY.split(text))]
            findings.keep("published", day_of(parts), shown.origin)


# Posted by NAME on 2015-08-13, 13 August 2015 @ 5 pm
_BESIDE_A_DAY = re.compile(r"\s+(?:on|at|@)\s+|\s*[|·•]\s*|,\s+(?=all\b)")


def _languages(page: _Page) -> Iterator[tuple[str, str]]:
    yield page.tags.language, "html lang"
    for name, text in page.tags.said(*LANGUAGES):
        yield text, f"meta {name}"
    if page.node:
        yield text_of(page.node.get("inLanguage")), "JSON-LD inLanguage"


def _told(node: Node | None) -> str:
    body = node.get("articleBody") if node else None
    return body if isinstance(body, str) else ""
