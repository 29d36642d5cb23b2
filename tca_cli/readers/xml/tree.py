"""The elements of an XML file, without their namespaces, and the text in them.

Nothing here calls itself, so that an element may be as deep as a file is long.
"""

from collections.abc import Collection, Iterator
from html import escape
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Defused

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document
from tca_cli.readers.markup import text_of_markup
from tca_cli.readers.xml.text import XmlText


def tree_of(document: Document, xml: XmlText) -> Element:
    """Return the root element of *xml*, every name in small letters and no prefix.

    Raises UnreadableFileError where the XML is broken, or asks for more memory than
    texts do.
    """
    if sum(xml.text.count(sign) for sign in ("<", '="', "='")) > _MOST_SIGNS:
        reason = "it has too many elements to be articles"
        raise UnreadableFileError(document.path, reason)
    try:
        root: Element = Defused.fromstring(
            xml.text, forbid_dtd=True, forbid_entities=True, forbid_external=True
        )
    except ParseError as error:
        line = error.position[0] + xml.first_line - 1
        said = str(error).partition(":")[0]
        reason = f"its XML is broken in line {line} ({said})"
        raise UnreadableFileError(document.path, reason) from error
    except (DefusedXmlException, ValueError) as error:
        reason = "it is XML that cannot be read safely"
        raise UnreadableFileError(document.path, reason) from error
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2].lower()
    return root


def text_of(element: Element | None, *, without: Collection[str] = ()) -> str:
    """Return the paragraphs in *element*, as HTML and NITF name them, or no text.

    Elements named in *without* are left out with all that they hold.
    """
    if element is None:
        return ""
    return text_of_markup("".join(_markup(element, without)))


def line_of(element: Element | None, *, without: Collection[str] = ()) -> str:
    """Return the text in *element* on one line."""
    return " ".join(text_of(element, without=without).split())


def language_of(*elements: Element | None) -> str | None:
    """Return the language that the first of *elements* to say one is written in."""
    there = (element for element in elements if element is not None)
    said = (element.get(_LANG) or element.get("lang") for element in there)
    return next(filter(None, said), None)


# As many elements and attributes take some hundreds of megabytes.
_MOST_SIGNS = 4_000_000
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LONGEST_NAME = 20
# What IPTC NITF 3.6 names otherwise than HTML.
_IN_HTML = {
    "bq": "blockquote",
    "block": "div",
    "credit": "p",
    "hl1": "h1",
    "hl2": "h2",
    "note": "div",
    "tagline": "p",
}


def _markup(element: Element, without: Collection[str]) -> Iterator[str]:
    waiting: list[Element | str] = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
            continue
        if part is not element:
            waiting.append(escape(part.tail or ""))
            if part.tag in without:
                continue
        name = _IN_HTML.get(part.tag, part.tag)
        if name.isascii() and name.isalnum() and len(name) <= _LONGEST_NAME:
            yield f"<{name}>"
            waiting.append(f"</{name}>")
        yield escape(part.text or "")
        waiting.extend(reversed(part))
