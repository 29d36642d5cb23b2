"""IPTC NITF, the News Industry Text Format: 3.6, 2.5, and as archives have it."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.newspaper.place_names import in_title_case
from tca_cli.readers.xml.credit import credited
from tca_cli.readers.xml.tree import language_of, line_of, text_of


def nitf_article(
    document: Document, nitf: Element, said: Findings, *, key: str | None = None
) -> FoundArticle:
    """Return the article in the element *nitf*; what was *said* of it counts first."""
    head, above = nitf.find("head"), nitf.find("body/body.head")
    if above is not None:
        _note_heading(said, above)
    if head is not None:
        said.note("headline", line_of(head.find("title")), "head/title")
        _note_head(said, head)
    if above is not None:
        _note_filing(said, above)
    body = nitf.find("body")
    language = language_of(nitf.find("body/body.content"), body, nitf)
    said.note("language", language, "xml:lang")
    _note_end(said, nitf.find("body/body.end"))
    text = "\n\n".join(filter(None, (*_standfirst(above), _text(nitf))))
    holder = nitf.find("head/docdata/doc.copyright")
    named = holder.get("holder") if holder is not None else None
    return credited(article_of(document, text, said, key=key), named, "doc.copyright")


def id_of(nitf: Element) -> str:
    """Return the id that the element *nitf* gives its article, or no text."""
    named = nitf.find("head/docdata/doc-id")
    return " ".join((named.get("id-string") or "").split()) if named is not None else ""


# The New York Times Annotated Corpus keeps what the website had beside the print.
_ONLINE = "online_headline"
_NORMALIZED = "normalized_byline"
_WHOLE = "full_text"
_PATHS_OF_A_SITE = "taxonomic_classifier"
# They stand beside the text: pictures with their captions, the columns of tables.
_BESIDE = frozenset(("media", "nitf-table-metadata"))


def _note_heading(said: Findings, above: Element) -> None:
    headlines = (
        headline
        for headline in above.iterfind("hedline/hl1")
        if headline.get("class") != _ONLINE
    )
    for headline in headlines:
        said.note("headline", line_of(headline), "hedline/hl1")
    heading = line_of(above.find("hedline"), without=("hl1", "hl2"))
    said.note("headline", heading, "hedline")


def _standfirst(above: Element | None) -> Iterator[str]:
    """Yield the lines that a newspaper prints below the headline."""
    if above is not None:
        for line in above.iterfind("hedline/hl2"):
            if line.get("class") != _ONLINE:
                yield line_of(line)


def _note_head(said: Findings, head: Element) -> None:
    """Note what the head says: dates, address, keywords."""
    for published in head.iterfind("pubdata"):
        said.note("published", published.get("date.publication"), "pubdata")
        said.note("url", published.get("ex-ref"), "pubdata")
    for name in ("date.issue", "date.release"):
        for dated in head.iterfind(f"docdata/{name}"):
            said.note("published", dated.get("norm"), name)
    said.note("keywords", list(_keywords(head)), "head")


def _keywords(head: Element) -> Iterator[str | None]:
    for keyword in head.iterfind("docdata/key-list/keyword"):
        yield keyword.get("key")
    for subject in head.iterfind("tobject/tobject.subject"):
        for part in ("type", "matter", "detail"):
            yield subject.get(f"tobject.subject.{part}")
    for named in head.iterfind("docdata/identified-content/*"):
        if named.get("type") != _PATHS_OF_A_SITE:
            yield line_of(named) or named.get("value")
    for published in head.iterfind("pubdata"):
        yield published.get("position.section")


def _note_filing(said: Findings, above: Element) -> None:
    """Note who wrote it, for whom, where and when."""
    bylines = above.findall("byline")
    printed = [one for one in bylines if one.get("class") != _NORMALIZED]
    said.note("byline", list(map(_printed, printed)), "byline")
    persons = [line_of(one) for byline in printed for one in byline.iterfind("person")]
    said.note("authors", persons, "byline/person")
    written = [line_of(byline, without=("byttl",)) for byline in printed]
    said.note("authors", written, "byline")
    for byline in bylines:
        # The family name is first in them.
        said.note("authors", line_of(byline).split(";"), "byline")
    said.note("agency", _texts(above.iterfind("distributor")), "distributor")
    for filed in above.iterfind("dateline"):
        # A quarter of the city may stand before it.
        _note_place(said, filed.find("location/city"), "location/city")
        said.note("dateline", line_of(filed), "dateline")
        _note_place(said, filed.find("location"), "location")
        for dated in filed.iterfind("story.date"):
            said.note("published", dated.get("norm"), "story.date")


def _note_place(said: Findings, named: Element | None, origin: str) -> None:
    place = line_of(named).partition(",")[0]
    said.note("place", in_title_case(place) if place.isupper() else place, origin)


def _printed(byline: Element) -> str:
    """Return *byline* with a comma before the title, which stands in a tag instead."""
    name = line_of(byline, without=("byttl",)).rstrip(", ")
    return ", ".join(filter(None, (name, *_texts(byline.iterfind("byttl")))))


def _note_end(said: Findings, end: Element | None) -> None:
    """Note what stands below the text: a byline, or who the author is."""
    if end is None:
        return
    about: list[str] = []
    for line in (*end.iterfind("tagline"), *end.iterfind("bibliography")):
        text = text_of(line)
        if text.lower().startswith("by "):
            said.note("byline", text, line.tag)
            said.note("authors", text, line.tag)
        else:
            about.append(text)
    said.note("author_bio", "\n\n".join(about), "body.end")


def _text(nitf: Element) -> str:
    """Return the text of the article, or what stands for one that has none."""
    content = nitf.find("body/body.content")
    blocks = content.findall("block") if content is not None else []
    whole = [block for block in blocks if block.get("class") == _WHOLE]
    if whole:
        # The first paragraph stands in a block of its own as well.
        return "\n\n".join(text_of(block, without=_BESIDE) for block in whole)
    abstract = nitf.find("body/body.head/abstract")
    return text_of(content, without=_BESIDE) or text_of(abstract)


def _texts(elements: Iterable[Element]) -> list[str]:
    return list(map(line_of, elements))
