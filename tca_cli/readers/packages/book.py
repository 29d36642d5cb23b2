"""What the package of an EPUB says of the book: its metadata and its pages, in order.

EPUB 2 and 3: META-INF/container.xml names the package document, which lists the rest.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from tca_cli.readers.document import Document
from tca_cli.readers.packages.package import DAMAGED, part_of
from tca_cli.readers.refusals import refusing


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a book: as the package names it, and where it is in the zip."""

    href: str
    path: str
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A book's metadata, as Dublin Core has it, and the pages that may be articles."""

    title: str | None
    creators: tuple[str, ...]
    date: str | None
    language: str | None
    subjects: tuple[str, ...]
    pages: tuple[Page, ...]


def book_in(package: ZipFile, document: Document) -> Book:
    """Return the book that *package*, which *document* holds, is."""
    with refusing(document, DAMAGED):
        container = fromstring(part_of(package, document, _CONTAINER))
        path = next(_values(container, "rootfile", "full-path"))
        root = fromstring(part_of(package, document, path))
        locked = _locked(package, document)
    metadata = _first(root, "metadata")
    texts = {name: tuple(_texts(metadata, name)) for name in _CORE}
    return Book(
        title=next(iter(texts["title"]), None),
        creators=texts["creator"],
        date=next(_dates(metadata), None),
        language=next(iter(texts["language"]), None),
        subjects=texts["subject"],
        pages=tuple(_pages(root, path, locked)),
    )


_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_CORE = ("title", "creator", "language", "subject")
_MARKUP = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")
# Of the guide of EPUB 2, whose types are those of the Open eBook Forum.
_NO_ARTICLES = ("cover", "title-page", "toc", "index", "copyright-page", "colophon")


def _pages(root: Element, path: str, locked: frozenset[str]) -> Iterator[Page]:
    """Yield the pages of the spine, less those that the package says are none."""
    manifest = {
        item.get("id"): item
        for item in root.iter()
        if _name(item) == "item" and item.get("media-type") in _MARKUP
    }
    folder = posixpath.dirname(path)
    skipped = set(_of_guide(root))
    for reference in root.iter():
        if _name(reference) != "itemref":
            continue
        item = manifest.get(reference.get("idref"))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        href = urldefrag(item.get("href", ""))[0]
        within = posixpath.normpath(posixpath.join(folder, unquote(href)))
        if href not in skipped and within not in skipped:
            # Each page once, however often the spine has it.
            skipped.add(within)
            yield Page(href, within, is_locked=within in locked)


def _of_guide(root: Element) -> Iterator[str]:
    for reference in root.iter():
        if _name(reference) == "reference" and reference.get("type") in _NO_ARTICLES:
            yield urldefrag(reference.get("href", ""))[0]


def _locked(package: ZipFile, document: Document) -> frozenset[str]:
    """Return the paths in *package* of what is encrypted, as the OCF lists them."""
    if _ENCRYPTION not in package.namelist():
        return frozenset()
    root = fromstring(part_of(package, document, _ENCRYPTION))
    return frozenset(map(unquote, _values(root, "CipherReference", "URI")))


def _dates(metadata: Element | None) -> Iterator[str]:
    """Yield dates of publication, before those of which nothing is said."""
    dates = [e for e in _named(metadata, "date") if e.text]
    for events in (("publication", "original-publication"), (None,)):
        for element in dates:
            if _event(element.attrib) in events:
                yield (element.text or "").strip()


def _event(attributes: Mapping[str, str]) -> str | None:
    values = (v for k, v in attributes.items() if k.rpartition("}")[2] == "event")
    return next(values, None)


def _texts(metadata: Element | None, name: str) -> Iterator[str]:
    for element in _named(metadata, name):
        if text := " ".join("".join(element.itertext()).split()):
            yield text


def _values(root: Element, name: str, attribute: str) -> Iterator[str]:
    for element in _named(root, name):
        if value := element.get(attribute):
            yield value


def _first(root: Element, name: str) -> Element | None:
    return next(iter(_named(root, name)), None)


def _named(root: Element | None, name: str) -> Iterable[Element]:
    """Return the elements of this *name*, in whatever namespace they are."""
    return () if root is None else (e for e in root.iter() if _name(e) == name)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
