"""The headline of a page, without the name of the site that stands beside it."""

import re
from collections.abc import Iterable, Sequence

from tca_cli.text.folding import folded


def without_site(title: str, sites: Iterable[str], headings: Sequence[str]) -> str:
    """Return *title* without the name of the site at its end or its beginning.

    *sites* are names that the site is known by, and *headings* those on the page: of
    which one that is a part of the title is the headline.

    >>> without_site("Storm over the quay - The Gazette", ["The Gazette"], [])
    'Storm over the quay'
    >>> without_site("Gazette | Storm over the quay", [], ["Storm over the quay"])
    'Storm over the quay'
    >>> without_site("Storm - what we know", ["The Gazette"], [])
    'Storm - what we know'
    """
    known = {_bare(site) for site in sites} - {""}
    said = {_bare(heading) for heading in headings} - {""}
    for _ in range(_MOST_PARTS):
        if _bare(title) in said:
            return title
        parts = _parts(title)
        shorter = next(
            (
                rest
                for part, rest in parts
                if _bare(part) in known
                or (
                    _bare(rest) in said
                    and _LEAST_REST * len(rest) >= len(part)
                    and ": " not in title.removeprefix(rest).removesuffix(rest)
                )
            ),
            None,
        )
        if not shorter:
            return title
        title = shorter.rstrip(" :|-–—")
    return title


def without_last_part(title: str) -> str:
    """Return *title* without a last part that looks like the name of a site.

    >>> without_last_part("Storm over the quay | The Harbour Gazette")
    'Storm over the quay'
    >>> without_last_part("Storm - what we know")
    'Storm - what we know'
    """
    if found := _WITHOUT_SPACES.match(title):
        return found[0]
    found = _AT_END.fullmatch(title)
    if not found or not _is_name(found["part"]):
        return title
    is_longer = len(found["rest"].split()) > len(found["part"].split())
    return found["rest"] if is_longer else title


def is_alike(title: str, others: Iterable[str]) -> bool:
    """Tell whether *title* says what one of *others* says, or much of it.

    >>> is_alike("Storm over the quay", ["Gazette", "Storm hits the old quay | News"])
    True
    """
    mine, bare = _words(title), _bare(title)
    for other in others:
        theirs, other_bare = _words(other), _bare(other)
        fewest = min(len(mine), len(theirs))
        if fewest and len(mine & theirs) >= _ALIKE * fewest:
            return True
        if bare and other_bare and (bare in other_bare or other_bare in bare):
            return True
    return False


def is_same(text: str, title: str) -> bool:
    """Tell whether *text* is the *title*, but for its signs.

    >>> is_same("STORM over the quay!", "Storm over the quay")
    True
    """
    return _bare(text) == _bare(title)


def is_cut(title: str) -> bool:
    """Tell whether *title* breaks off, as those that are too long for others do."""
    return title.endswith(("...", "…", "[...]"))


def is_beginning(title: str, of: str) -> bool:
    """Tell whether *title*, which may break off, is how *of* begins."""
    begin = _bare(title.rstrip(". …[]"))
    return bool(begin) and _bare(of).startswith(begin)


_MOST_PARTS = 4
# A heading that is so much shorter than what stands beside it is the site's name.
_LEAST_REST = 2
_ALIKE = 0.5
_SIGNS = (
    r"(?:\s+[|·•»~/:@—–-]+\s+|\s*(?:\||::)\s*|_(?=[^\W\d_])|:\s+|\s*[\uff0f\uff5c]\s*)"
)
_AT_END = re.compile(rf"(?P<rest>.+)(?<=\S){_SIGNS}(?P<part>[^|]+?)\s*", re.DOTALL)
_SIGN = re.compile(_SIGNS)
# Storm_News_Gazette, as in Chinese
_WITHOUT_SPACES = re.compile(r"[^_]*[\u3400-\u9fff][^_]*(?=_)")
_LETTERS = re.compile(r"[\W_]+")
_NAME_WORDS = 6
_SMALL_WORDS = "of the and for de la le in on at und et der die das & - i y a"
_SMALL = frozenset(_SMALL_WORDS.split())


def _bare(text: str) -> str:
    """Return the letters of *text*, for names are written with and without spaces."""
    bare = _LETTERS.sub("", folded(text))
    return bare.removeprefix("the")


def _words(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", folded(text))
    return frozenset(words) - _SMALL or frozenset(words)


def _parts(title: str) -> list[tuple[str, str]]:
    """Return each part that can be taken off *title*, and what is left then."""
    signs = list(_SIGN.finditer(title))[:20]
    ends = [(title[at.end() :], title[: at.start()]) for at in signs]
    begins = [(title[: at.start()], title[at.end() :]) for at in signs]
    return [(part, rest.strip()) for part, rest in (*ends, *begins) if rest.strip()]


def _is_name(part: str) -> bool:
    words = part.split()
    return len(words) <= _NAME_WORDS and all(
        word in _SMALL or not word[0].islower() for word in words
    )
