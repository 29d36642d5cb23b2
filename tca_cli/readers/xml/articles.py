"""XML files: which of the formats of news one is, told by its root element."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document, FoundArticle, Unread
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.xml.feed import read_feed
from tca_cli.readers.xml.newsml import items_of, read_items
from tca_cli.readers.xml.newsml_1 import read_items_1
from tca_cli.readers.xml.nitf import id_of, nitf_article
from tca_cli.readers.xml.reuters_xml import corpus_article, is_corpus_item
from tca_cli.readers.xml.text import xml_text
from tca_cli.readers.xml.tree import tree_of


def read(document: Document) -> Iterator[FoundArticle | Unread]:
    """Yield the articles of *document*: of a feed, of NewsML, or the one of NITF."""
    xml = xml_text(document)
    if xml.name in _FEEDS:
        yield from read_feed(document, xml)
    elif reason := _REFUSED.get(xml.name):
        raise UnreadableFileError(document.path, reason)
    else:
        yield from _read_tree(document, tree_of(document, xml), xml.root)


_FEEDS = frozenset(("entry", "feed", "rdf", "rss"))
_REFUSED = {
    "html": "it is a web page; let its name end in .html",
    "opml": "it is a list of feeds, which holds no articles itself",
    "sitemapindex": "it is a sitemap, which names pages but holds no text",
    "urlset": "it is a sitemap, which names pages but holds no text",
}


def _read_tree(
    document: Document, root: Element, name: str
) -> Iterator[FoundArticle | Unread]:
    if root.tag == "nitf":
        yield nitf_article(document, root, Findings())
    elif root.tag == "newsml":
        yield from read_items_1(document, root.findall("newsitem"))
    elif is_corpus_item(root):
        yield corpus_article(document, root)
    elif items := items_of(root):
        yield from read_items(document, items)
    elif several := root.findall("nitf"):
        for nitf in several:
            yield nitf_article(document, nitf, Findings(), key=id_of(nitf))
    elif root.tag != "newsmessage":
        reason = f"it is XML, but its root element <{name}> is none of an article"
        raise UnreadableFileError(document.path, reason)
