"""IPTC NewsML-G2: news items, alone or many in a message."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from tca_cli.readers.document import Document, FoundArticle, Unread
from tca_cli.readers.markup import is_markup, text_of_markup
from tca_cli.readers.newspaper.agencies import known_agency
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.xml.credit import credited
from tca_cli.readers.xml.nitf import nitf_article
from tca_cli.readers.xml.tree import language_of, line_of, text_of


def read_items(
    document: Document, items: Iterable[Element]
) -> Iterator[FoundArticle | Unread]:
    """Yield the article of each of the *items*, or what it is instead."""
    for position, item in enumerate(items, start=1):
        # Not its version with it: the next one is of the same article.
        key = " ".join((item.get("guid") or "").split())
        said = Findings()
        _note_item(said, item)
        found = _article(document, item, said, key)
        if found is None:
            headline = said.values.get("headline")
            where = key or headline or f"item {position}"
            yield Unread(where, _why_not(item))
        else:
            yield _with_supplier(found, item)


def items_of(root: Element) -> list[Element]:
    """Return the items in *root*: itself, or those of the message it is; else none."""
    if root.tag == "newsmessage":
        return root.findall("itemset/*")
    return [root] if root.tag == _TEXT_ITEM or root.tag in _KINDS else []


_TEXT_ITEM = "newsitem"
_KINDS = {
    "packageitem": "it is a package that names other items",
    "conceptitem": "it explains a term of a vocabulary",
    "knowledgeitem": "it is a vocabulary",
    "planningitem": "it is a plan of what will be reported",
    "catalogitem": "it is a catalogue of vocabularies",
}
_SUPPLIERS = (
    ("contentmeta/infosource", "contentMeta infoSource"),
    ("itemmeta/provider", "itemMeta provider"),
    ("rightsinfo/copyrightholder", "rightsInfo copyrightHolder"),
)
_HTML = "html"


def _note_item(said: Findings, item: Element) -> None:
    """Note what the item says of its content, before what the content says itself."""
    content, about = "contentmeta", "itemmeta"
    said.note("headline", _lines(item, f"{content}/headline"), "contentMeta headline")
    said.note("headline", _lines(item, f"{about}/title"), "itemMeta title")
    said.note("byline", _lines(item, f"{content}/by"), "contentMeta by")
    said.note("authors", _lines(item, f"{content}/by"), "contentMeta by")
    said.note("authors", _names(item, f"{content}/creator"), "contentMeta creator")
    # Before the dateline, whose date is of the day alone.
    said.note("published", _lines(item, f"{content}/contentcreated"), "contentCreated")
    said.note("published", _lines(item, f"{about}/firstcreated"), "firstCreated")
    said.note("agency", _lines(item, f"{content}/creditline"), "contentMeta creditline")
    said.note("dateline", _lines(item, f"{content}/dateline"), "contentMeta dateline")
    said.note("place", _names(item, f"{content}/located"), "contentMeta located")
    said.note("keywords", _keywords(item), "contentMeta subject")
    for spoken in item.iterfind(f"{content}/language"):
        said.note("language", spoken.get("tag"), "contentMeta language")
    said.note("language", language_of(item.find("contentmeta/headline")), "xml:lang")
    said.note("published", _lines(item, "itemmeta/versioncreated"), "versionCreated")


def _keywords(item: Element) -> list[str]:
    return [
        *_names(item, "contentmeta/subject"),
        *_lines(item, "contentmeta/keyword"),
        *_lines(item, "contentmeta/slugline"),
    ]


def _article(
    document: Document, item: Element, said: Findings, key: str
) -> FoundArticle | None:
    """Return the article that the first text in *item* is, or None without any."""
    if item.tag != _TEXT_ITEM:
        return None
    for part in item.iterfind("contentset/*"):
        nitf = part.find("nitf")
        if part.tag == "inlinexml" and nitf is not None:
            return nitf_article(document, nitf, said, key=key)
        if text := _text(part):
            said.note("language", language_of(part, *part[:1], item), "xml:lang")
            return article_of(document, text, said, key=key)
    return None


def _text(part: Element) -> str:
    """Return the text of one *part* of the content, or none where it is elsewhere."""
    if part.tag == "inlinexml":
        body = part.find("html/body")
        return text_of(part if body is None else body, without=("head", "media"))
    if part.tag != "inlinedata" or part.get("encoding"):
        return ""
    text = "".join(part.itertext())
    is_html = _HTML in (part.get("contenttype") or "") or is_markup(text)
    return text_of_markup(text) if is_html else text


def _why_not(item: Element) -> str:
    """Say why *item* is no article."""
    if item.tag != _TEXT_ITEM:
        return _KINDS.get(item.tag, "it is no news item")
    kind = item.find("itemmeta/itemclass")
    name = (kind.get("qcode") or "").rpartition(":")[2] if kind is not None else ""
    if name and name != "text":
        return f"it holds no text, but is of the class {name}"
    if item.find("contentset/remotecontent") is not None:
        return "its text is in another file"
    return "there is no text in it"


def _with_supplier(found: FoundArticle, item: Element) -> FoundArticle:
    """Return *found* with who supplied it as its agency, where it names none."""
    for path, origin in _SUPPLIERS:
        name = next(iter(_names(item, path)), None)
        found = credited(found, name, origin)
    return found


def _lines(item: Element, path: str) -> list[str]:
    return [line for element in item.iterfind(path) if (line := line_of(element))]


def _names(item: Element, path: str) -> list[str]:
    """Return what the elements at *path* are called: by names, literals, agencies."""
    found = []
    for element in item.iterfind(path):
        code = (element.get("qcode") or "").rpartition(":")[2]
        name = line_of(element.find("name")) or element.get("literal")
        if name := name or known_agency(code):
            found.append(name)
    return found
