"""IPTC NewsML 1, before G2: items whose components hold the text and its lines."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from tca_cli.readers.document import Document, FoundArticle, Unread
from tca_cli.readers.markup import is_markup, text_of_markup
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.xml.credit import credited
from tca_cli.readers.xml.nitf import nitf_article
from tca_cli.readers.xml.tree import language_of, line_of, text_of


def read_items_1(
    document: Document, items: Iterable[Element]
) -> Iterator[FoundArticle | Unread]:
    """Yield the article of each of the *items* of NewsML 1, or what it is instead."""
    for position, item in enumerate(items, start=1):
        names = ("newsitemid", "publicidentifier")
        ids = (line_of(item.find(f"{_IDENTIFIED}/{name}")) for name in names)
        key = next(filter(None, ids), "")
        said = Findings()
        found = _article(document, item, said, key)
        if found is None:
            headline = said.values.get("headline")
            where = key or headline or f"item {position}"
            yield Unread(where, "there is no text in it")
        else:
            yield found


_IDENTIFIED = "identification/newsidentifier"


def _article(
    document: Document, item: Element, said: Findings, key: str
) -> FoundArticle | None:
    """Return the article that the first text in *item* is, or None without any."""
    components = list(item.iter("newscomponent"))
    for component in components:
        _note_lines(said, component)
    for name in ("firstcreated", "thisrevisioncreated"):
        said.note("published", line_of(item.find(f"newsmanagement/{name}")), name)
    found = None
    for content in _contents(components):
        nitf = content.find("nitf")
        if nitf is not None:
            found = nitf_article(document, nitf, said, key=key)
            break
        if text := _text(content):
            said.note("language", language_of(content, *content[:1]), "xml:lang")
            found = article_of(document, text, said, key=key)
            break
    provider = item.find(".//administrativemetadata/provider/party")
    supplier = provider.get("FormalName") if provider is not None else None
    return found and credited(found, supplier, "Provider")


def _note_lines(said: Findings, component: Element) -> None:
    """Note the lines that go with the text: by whom, where, on what."""
    lines = {
        name: [line_of(line) for line in component.iterfind(f"newslines/{name}")]
        for name in ("headline", "byline", "dateline", "creditline", "keywordline")
    }
    said.note("headline", lines["headline"], "HeadLine")
    said.note("byline", lines["byline"], "ByLine")
    said.note("authors", lines["byline"], "ByLine")
    said.note("agency", lines["creditline"], "CreditLine")
    said.note("dateline", lines["dateline"], "DateLine")
    said.note("keywords", lines["keywordline"], "KeywordLine")
    for spoken in component.iterfind("descriptivemetadata/language"):
        said.note("language", spoken.get("FormalName"), "Language")
    for told in component.iterfind("descriptivemetadata/location/property"):
        if told.get("FormalName") == "City":
            said.note("place", told.get("Value"), "Location")


def _contents(components: Iterable[Element]) -> Iterator[Element]:
    """Yield what holds the content of each of the *components* itself."""
    for component in components:
        yield from component.iterfind("contentitem/datacontent")


def _text(content: Element) -> str:
    body = content.find("html/body")
    if body is not None or len(content):
        return text_of(content if body is None else body, without=("head", "media"))
    text = content.text or ""
    return text_of_markup(text) if is_markup(text) else text
