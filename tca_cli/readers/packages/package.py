"""Packages: the zip files that Word, OpenDocument and EPUB keep their parts in.

Nothing of them is ever written to disk, and none is opened by a library before it is
known what it would unpack to.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.document import Document
from tca_cli.readers.refusals import refusing

DAMAGED = "it is damaged, or no file of this kind"
_ENCRYPTED_FLAG = 1
_HEADER_BYTES = 30  # of a member, without its name: APPNOTE.TXT 4.3.7
# What names of XML parts end in; a part of another name is never taken for XML.
_WANTED = (".xml", ".rels", ".rdf", "mimetype")
# In UTF-8 the beginning of a DTD can be seen without parsing, which takes its time.
_PLAIN_XML = re.compile(
    rb"""
      (?:\xef\xbb\xbf)?
      (?:<\?xml \s+version\s*=\s*["'][0-9.]+["']
        (?:\s+encoding\s*=\s*["'](?:utf-8|us-ascii)["'])?
        (?:\s+standalone\s*=\s*["'][a-z]+["'])? \s*\?>\s*)?
      <[A-Za-z]
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Compound files (MS-CFB): what Word wrote before 2007, and writes to lock a file.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def opened(document: Document) -> ZipFile:
    """Return the package that *document* is, which unpacks within its limits.

    A member cannot unpack to more than it declares: reading it ends there.
    Raises UnreadableFileError where there is none, or it asks for more.
    """
    if document.data.startswith(_COMPOUND):
        reason = "it is locked with a password, or of a Word older than that of 2007"
        raise UnreadableFileError(document.path, reason)
    with refusing(document, DAMAGED):
        package = ZipFile(BytesIO(document.data))
    if fault := _fault(package, document):
        raise UnreadableFileError(document.path, fault)
    return package


def part_of(package: ZipFile, document: Document, name: str) -> bytes:
    """Return the part of this *name* of the *package* that *document* is.

    Raises what zipfile does, and UnreadableFileError where the part is too large.
    """
    if package.getinfo(name).file_size > document.limits.file_bytes:
        raise UnreadableFileError(document.path, f"{name} in it is too large")
    return package.read(name)


def copy_of_xml(document: Document) -> BytesIO:
    """Return the package that *document* is with its XML, and all else in it empty.

    So a library finds the pictures where they should be, and need not load them.
    Raises UnreadableFileError also where a part declares entities, or a DTD.
    """
    copy = BytesIO()
    with (
        opened(document) as package,
        refusing(document, DAMAGED),
        ZipFile(copy, "w", ZIP_STORED) as copied,
    ):
        members = package.infolist()
        wanted = (m.file_size for m in members if m.filename.endswith(_WANTED))
        if sum(wanted) > document.limits.file_bytes:
            raise UnreadableFileError(document.path, "its text is too large")
        for name in dict.fromkeys(member.filename for member in members):
            data = package.read(name) if name.endswith(_WANTED) else b""
            is_sound = name == "mimetype" or _is_sound(document, name, data)
            copied.writestr(ZipInfo(name), data if is_sound else b"")
    copy.seek(0)
    return copy


def _is_sound(document: Document, name: str, data: bytes) -> bool:
    """Tell whether *data* is XML, which parts that a program left empty are not."""
    if _PLAIN_XML.match(data) and b"<!DOCTYPE" not in data:
        return True
    try:
        fromstring(data, forbid_dtd=not name.startswith("META-INF/"))
    except ParseError:
        return False
    except DefusedXmlException as error:
        reason = f"{name} in it declares a DTD or entities, which none of its kind may"
        raise UnreadableFileError(document.path, reason) from error
    return True


def _fault(package: ZipFile, document: Document) -> str | None:
    members = package.infolist()
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        return "it is locked with a password"
    document.budget().take(sum(member.file_size for member in members))
    if _has_overlaps(members, package.start_dir):
        return "members of it overlap, as only those of zip bombs do"
    return None


def _has_overlaps(members: Iterable[ZipInfo], end: int) -> bool:
    """Tell whether two members take the same bytes, and so unpack them twice."""
    for member in sorted(members, key=lambda m: m.header_offset, reverse=True):
        if member.header_offset + _HEADER_BYTES + member.compress_size > end:
            return True
        end = member.header_offset
    return False
