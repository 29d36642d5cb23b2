"""Who sent a mail: a person, or a paper under its own name.

No author is better than a wrong one: what might be a paper's name is none.
"""

import re
from collections.abc import Iterator

from tca_cli.text.folding import folded


def persons_in(sender: str, *, is_newsletter: bool) -> list[str]:
    """Return the names in *sender*, a header ``From``, that may be those of persons.

    A newsletter's name may be anything, so there the address has to bear it out.

    >>> persons_in("Ada Moreau <ada@example.org>", is_newsletter=True)
    ['Ada Moreau']
    >>> persons_in("Silk Road <silkroad@example.org>", is_newsletter=True)
    []
    """
    return [
        name
        for name, address in _senders(sender)
        if not _ROLE.match(address)
        and (not is_newsletter or _is_named(name, address.partition("@")[0]))
    ]


def brands_in(sender: str) -> list[str]:
    """Return all names in *sender*, of persons and of papers.

    >>> brands_in('"The Harbour Gazette" <news@example.org>')
    ['The Harbour Gazette']
    """
    return [name for name, _ in _senders(sender)]


_ROLE = re.compile(
    r"(?:admin|alerts?|contact|daily|desk|digest|do[._-]?not[._-]?reply|editor\w*|hello"
    r"|info|mail|mailer|media|news\w*|no[._-]?reply|notifications?|office|post|press"
    r"|redaktion|reply|reports?|sales|service|subscri\w+|support|team|updates?|weekly"
    r"|list|lists)(?:[._+-][^@]*)?@",
    re.IGNORECASE,
)
_AROUND = " ,;\"'*"
# Ada Moreau via a list, Ada from The Gazette
_THROUGH = re.compile(r"\s+(?:\(?via|from)\s.*")
_WITH_COMMENT = re.compile(
    r"\s*(?P<address>[^\s()<>]+@[^\s()<>]+)\s+\((?P<name>[^()]+)\)"
)
_WORD = re.compile(r"[^\W\d_]{3,}")


def _senders(sender: str) -> Iterator[tuple[str, str]]:
    """Yield the names and addresses of ``Ada Moreau <ada@example.org>, ...``."""
    if found := _WITH_COMMENT.fullmatch(sender):
        yield _name(found["name"]), found["address"]
        return
    for said in sender.split(">"):
        name, sign, address = said.rpartition("<")
        if sign and (name := _name(name)):
            yield name, address.strip()


def _name(said: str) -> str:
    return _THROUGH.sub("", said.replace("\\", "").strip(_AROUND)).strip(_AROUND)


def _is_named(name: str, box: str) -> bool:
    """Tell whether the mail box has a part of the *name*, not all of it in one."""
    words = _WORD.findall(folded(name))
    written = folded(box)
    return any(word in written for word in words) and written != "".join(words)
