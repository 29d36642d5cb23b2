"""What a page says of its article in JSON-LD, in the words of schema.org."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, TypeAlias

from tca_cli.readers.pages.tree import Element, unescaped

Node: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StructuredData:
    """The nodes of a page's JSON-LD."""

    articles: tuple[Node, ...]
    pages: tuple[Node, ...]
    sites: tuple[Node, ...]
    by_id: Mapping[str, Node]

    def article(self, titles: Sequence[str], addresses: Sequence[str]) -> Node | None:
        """Return the node of the article that has one of *titles* or *addresses*.

        One alone with neither is that too, unless it has another address, and a
        headline without a word of them.
        """
        for node in self.articles:
            own = {text.rstrip("/") for text in _addresses(node)}
            if own & {address.rstrip("/") for address in addresses}:
                return node
        for node in self.articles:
            title = _title(node).casefold()
            if title and any(title in said.casefold() for said in titles):
                return node
        if len(self.articles) != 1:
            return None
        (only,) = self.articles
        words = set(_WORD.findall(_title(only).casefold()))
        said = set(_WORD.findall(" ".join(titles).casefold()))
        is_of_another = bool(list(_addresses(only))) and not words & said
        return None if is_of_another and words and said else only

    def nodes_in(self, value: object) -> Iterator[Node | str]:
        """Yield the nodes and texts that *value* holds or refers to by ``@id``."""
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            known = self.by_id.get(str(value.get("@id")))
            yield known if known and "name" not in value else value
        elif isinstance(value, list):
            for part in value[:_MOST_VALUES]:
                if not isinstance(part, list):
                    yield from self.nodes_in(part)


def structured_data(root: Element) -> StructuredData:
    """Return what the JSON-LD of a page says, also where some of it is broken."""
    nodes = [node for text in _scripts(root) for node in _nodes(_parsed(text))]
    by_id: dict[str, Node] = {}
    for node in nodes:
        name = str(node.get("@id"))
        # One that is only referred to has nothing but its id.
        if len(node) > len(by_id.get(name, {})):
            by_id[name] = node
    return StructuredData(
        articles=tuple(node for node in nodes if _is_a(node, _ARTICLE)),
        pages=tuple(node for node in nodes if _is_a(node, _PAGE)),
        sites=tuple(node for node in nodes if _is_a(node, _SITE)),
        by_id=by_id,
    )


def is_organisation(node: Node) -> bool:
    """Tell whether *node* is of an organisation."""
    return _is_a(node, _ORGANISATION)


def is_of_person(node: Node) -> bool:
    """Tell whether *node* is of a person."""
    return _is_a(node, _PERSON)


def _title(node: Node) -> str:
    return text_of(node.get("headline")) or text_of(node.get("name"))


def text_of(value: object) -> str:
    """Return the first text that *value* is, has as its name, or holds."""
    for _ in range(_DEEPEST_VALUE):
        if isinstance(value, str):
            return unescaped(_TAG.sub("", unescape(value)))
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("@value") or value.get("@id")
        elif isinstance(value, list) and value:
            value = value[0]
        else:
            break
    return ""


_WORD = re.compile(r"[^\W_]{2,}")
_ARTICLE = re.compile(
    r"(?:\w*Article|\w*Posting|Report|Review|CriticReview|\w*NewsItem)$"
)
_PAGE = re.compile(r"(?:WebPage|ItemPage|AboutPage|Blog|CreativeWork|VideoObject)$")
_SITE = re.compile(r"(?:WebSite|\w*Organi[sz]ation|Corporation|Newspaper|Brand)$")
_ORGANISATION = re.compile(
    r"(?:\w*Organi[sz]ation|Corporation|Newspaper|WebSite|Brand|Thing|Periodical)$"
)
_PERSON = re.compile(r"Person$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,40}?\*/)+")
_WRAPPED = re.compile(r"(?:-->|//\s*\]\]>|\]\]>|/\*.{0,40}?\*/|;|\s)+$")
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")
_MOST_SCRIPTS, _LONGEST_SCRIPT = 50, 4_000_000
_MOST_NODES, _MOST_VALUES, _DEEPEST_VALUE = 5000, 50, 4
# A person or a publisher within an article is no article, but may be referred to.
_WITHIN = (
    "author",
    "creator",
    "publisher",
    "isPartOf",
    "mainEntity",
    "mainEntityOfPage",
)


def _scripts(root: Element) -> Iterator[str]:
    scripts = (
        script.text or ""
        for script in root.iter("script")
        if (script.get("type") or "").strip().lower().startswith("application/ld+json")
    )
    for text, _ in zip(scripts, range(_MOST_SCRIPTS), strict=False):
        yield text[:_LONGEST_SCRIPT]


def _parsed(text: str) -> Iterator[object]:
    """Yield the values that *text* holds, mended where it is broken in usual ways."""
    text = _WRAPPED.sub("", _WRAPPING.sub("", text[:_LONGEST_SCRIPT]))
    for mended in (text, _LAST_COMMA.sub("", text), unescape(text)):
        values = list(_values(mended))
        if values:
            yield from values
            return


def _values(text: str) -> Iterator[object]:
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(_MOST_SCRIPTS):
        while at < len(text) and text[at] in " \t\r\n;,":
            at += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value


def _nodes(values: Iterator[object]) -> list[Node]:
    """Return the mappings in *values*, in their order, without recursion."""
    found: list[Node] = []
    waiting = list(values)[::-1]
    while waiting and len(found) < _MOST_NODES:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value[:_MOST_NODES]))
        elif isinstance(value, Mapping):
            found.append(value)
            inner = [value.get("@graph"), *(value.get(name) for name in _WITHIN)]
            waiting.extend(part for part in reversed(inner) if part)
    return found


def _is_a(node: Node, kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and kind.search(name) for name in names)


def _addresses(node: Node) -> Iterator[str]:
    page = node.get("mainEntityOfPage")
    for value in (node.get("url"), node.get("@id"), page):
        if isinstance(value, str):
            yield value.split("#", maxsplit=1)[0]
        elif isinstance(value, Mapping) and isinstance(value.get("@id"), str):
            yield value["@id"].split("#", maxsplit=1)[0]
