"""XMP (ISO 16684-1): what a file says of itself in RDF, in the words of Dublin Core."""

import re
from collections.abc import Mapping

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREFIXES = (
    ("dc", re.compile(r"\{http://purl\.org/dc/elements/1\.1/\}(\w+)")),
    ("pdf", re.compile(r"\{http://ns\.adobe\.com/pdf/1\.3/\}(\w+)")),
    # PRISM, the metadata of magazines, has an address for each of its versions.
    ("prism", re.compile(r"\{http://prismstandard\.org/namespaces/[\w./]+\}(\w+)")),
)


def properties_in(data: bytes) -> Mapping[str, list[str]]:
    """Return the values of the properties in the XMP packet *data*, as ``dc:title``.

    There are none in a packet that is damaged or declares entities.
    """
    try:
        root = fromstring(data.strip(b"\x00 \t\r\n"))
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return {}
    found: dict[str, list[str]] = {}
    for description in root.iter(f"{_RDF}Description"):
        for name, value in description.attrib.items():
            found.setdefault(_prefixed(name), []).append(value)
        for element in description:
            items = list(element.iter(f"{_RDF}li")) or [element]
            texts = (" ".join("".join(item.itertext()).split()) for item in items)
            found.setdefault(_prefixed(element.tag), []).extend(filter(None, texts))
    return found


def _prefixed(name: str) -> str:
    for prefix, pattern in _PREFIXES:
        if match := pattern.fullmatch(name):
            return f"{prefix}:{match[1]}"
    return name
