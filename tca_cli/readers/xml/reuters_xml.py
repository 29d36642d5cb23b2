"""XML of the Reuters Corpus, RCV1: an item a file."""

import re
from xml.etree.ElementTree import Element

from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.xml.credit import credited
from tca_cli.readers.xml.tree import language_of, line_of, text_of


def is_corpus_item(root: Element) -> bool:
    """Tell whether *root* is an item of the corpus; those of NewsML-G2 have its name.

    They keep their text elsewhere.
    """
    return root.tag == "newsitem" and root.find("text") is not None


def corpus_article(document: Document, item: Element) -> FoundArticle:
    """Return the article that *item* is."""
    said = Findings()
    said.note("headline", line_of(item.find("headline")), "headline")
    said.note("headline", line_of(item.find("title")), "title")
    said.note("byline", line_of(item.find("byline")), "byline")
    said.note("authors", line_of(item.find("byline")), "byline")
    said.note("published", item.get("date"), "newsitem date")
    # NEW YORK 1996-08-20
    filed = _DAY.sub("", line_of(item.find("dateline")))
    said.note("dateline", filed, "dateline")
    said.note("language", language_of(item), "xml:lang")
    found = article_of(document, text_of(item.find("text")), said)
    return credited(found, "Reuters", "newsitem")


_DAY = re.compile(r",?\s*\b\d{4}-\d\d-\d\d$")
