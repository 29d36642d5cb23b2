"""Who wrote an article and when, where a page shows it: near the headline."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from tca_cli.readers.pages.tree import (
    Element,
    is_of_another_item,
    text_in,
    unescaped,
    words_of,
)
from tca_cli.text.folding import folded


@dataclass(frozen=True, slots=True)
class Shown:
    """Texts that a page shows as author or as day, and the kind of element.

    *whole* is all that the element says, of which in a line only the texts are names.
    """

    texts: tuple[str, ...]
    origin: str
    whole: str = ""
    is_line: bool = False


def headline_element(root: Element, headline: str) -> Element | None:
    """Return the heading on the page that is the *headline*, or the only ``h1``."""
    same = folded(" ".join(headline.split()))
    headings = [
        (heading, folded(text_in(heading)))
        for name in ("h1", "h2", "h3")
        for heading in root.iter(name)
    ]
    for heading, text in headings:
        if text and text == same:
            return heading
    for heading, text in headings:
        if len(text) > _LEAST_ALIKE and same and (text in same or same in text):
            return heading
    first = [heading for heading, text in headings if heading.tag == "h1" and text]
    return first[0] if len(first) == 1 else None


def shown_authors(root: Element, heading: Element | None) -> Iterator[Shown]:
    """Yield what stands near the *heading* and seems to name the author."""
    near = _near(root, heading)
    for test, origin in (
        (_is_author_property, "itemprop=author"),
        (_is_author_link, "rel=author"),
        (_is_byline, "class byline"),
    ):
        is_said = test is not _is_byline
        found = [
            p for p in near if test(p) and not _is_aside(p, heading, is_said=is_said)
        ]
        if not found and test is _is_author_property:
            found = _only(root, test)
        for part in _outermost(found)[:_MOST_SHOWN]:
            if texts := _texts(part):
                yield Shown(texts, origin, whole=text_in(part))
    for part in islice(filter(_is_posted, root.iter(*_LINES)), _MOST_SHOWN):
        line = text_in(part)
        posted = _POSTED_BY.fullmatch(line)
        if posted and not _is_aside(part, heading, is_said=True):
            yield Shown((posted["name"],), "a line of its own", line, is_line=True)


def shown_days(root: Element, heading: Element | None) -> Iterator[Shown]:
    """Yield what stands near the *heading* and seems to be the day of publication."""
    near = _near(root, heading)
    for test, origin in (
        (_is_day_property, "itemprop=datePublished"),
        (_is_time, "time"),
        (_is_day, "class date"),
        (_is_line_of_day, "a line near the headline"),
    ):
        marked = _only(root, test) if test is _is_day_property else []
        for part in (*islice(filter(test, near), _MOST_DAYS), *marked):
            if not _is_aside(part, heading, is_said=test is _is_day_property):
                said = (
                    part.get("datetime"),
                    part.get("content"),
                    part.get("title"),
                    *_lines(part),
                )
                texts = tuple(text for text in said if text)
                if texts:
                    yield Shown(texts, origin)


_LEAST_ALIKE = 12
_MOST_SHOWN, _MOST_DAYS = 4, 50
_LONGEST_BYLINE = 200
# In words of text between the headline and who wrote below it.
_NEAR_BELOW, _NEAR_ABOVE, _NO_HEADING = 150, 60, 400
_ASIDE_TAGS = frozenset(("nav", "aside", "footer", "form", "figure", "figcaption"))
_ASIDE_NAMES = (
    "comment comments related recommended recommendations sidebar promo teaser widget"
    " popular trending recirc carousel"
)
_ASIDE_WORDS = frozenset(_ASIDE_NAMES.split())
_MARKED_TAGS = frozenset(("aside", "footer"))
_LINES = ("p", "div", "span", "em", "i")
_LONGEST_LABEL, _LONGEST_DAY = 20, 100
_ABOUT_ARTICLE = frozenset(("author", "byline", "date", "info", "meta", "posted"))
_POST = re.compile(r"(?:posted|written)\b", re.IGNORECASE)
_POSTED_BY = re.compile(
    r"(?:posted|written) by:? (?P<name>[^,.|]{3,50})(?:[,.|][^.]{0,80})?", re.IGNORECASE
)
_FIRST_PIECES = 6
_OF_UPDATE = re.compile(
    r"updated\b|modified\b|обновлен|изменен|aktualisiert|mis à jour|actualizad",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UPDATED = frozenset(("updated", "update", "modified", "edited"))


def _near(root: Element, heading: Element | None) -> list[Element]:
    """Return the elements about the *heading*, counted in words of text between."""
    parts: list[tuple[int, Element]] = []
    words, at = 0, None
    for part in root.iter():
        if part.tag in ("script", "style"):
            continue
        if part is heading:
            at = words
        parts.append((words, part))
        words += len((part.text or "").split())
        # What follows an element is counted with it: where it stands hardly matters.
        words += len((part.tail or "").split())
    if at is None:
        return [part for count, part in parts if count < _NO_HEADING]
    below = [p for count, p in parts if at <= count <= at + _NEAR_BELOW]
    above = [p for count, p in parts if at - _NEAR_ABOVE <= count < at]
    return below + above[::-1]


def _only(root: Element, test: Callable[[Element], bool]) -> list[Element]:
    """Return what passes *test*, wherever it stands, if it says one thing alone."""
    found = list(islice(filter(test, root.iter()), _MOST_DAYS))
    return found[:1] if len({_texts(part) for part in found}) == 1 else []


def _is_posted(part: Element) -> bool:
    return bool(_POST.match((part.text or "").lstrip()[:_LONGEST_LABEL]))


def _is_author_property(part: Element) -> bool:
    names = {"author", "creator"} & set((part.get("itemprop") or "").lower().split())
    return bool(names) and not is_of_another_item(part)


def _is_author_link(part: Element) -> bool:
    return "author" in (part.get("rel") or "").lower().split()


def _is_byline(part: Element) -> bool:
    words = words_of(part, "class", "id", "data-testid", "data-component")
    return bool(
        words & {"byline", "bylines", "author", "authors", "writer"}
        or {"by", "line"} <= words
        or {"posted", "by"} <= words
        or {"written", "by"} <= words
    ) and not words & {"bio", "image", "avatar", "photo", "social", "follow", "more"}


def _is_day_property(part: Element) -> bool:
    names = (part.get("itemprop") or "").lower().split()
    return "datepublished" in names and not is_of_another_item(part)


def _is_time(part: Element) -> bool:
    if part.tag == "abbr":
        return "published" in words_of(part, "class")
    return part.tag == "time" and not _speaks_of_update(part)


def _is_day(part: Element) -> bool:
    words = words_of(part, "class", "id", "data-testid")
    return bool(
        words
        & {"date", "time", "published", "posted", "timestamp", "dateline", "pubdate"}
    ) and not _speaks_of_update(part)


def _is_line_of_day(part: Element) -> bool:
    """Tell whether *part* has a text of its own that may be a day."""
    own = " ".join((part.text or "").split())
    if part.tag in ("p", "td", "li") or len(own) > _LONGEST_DAY:
        return False
    if not _YEAR.search(own) or _speaks_of_update(part):
        return False
    around = (part, *islice(part.iterancestors(), 2))
    return bool(_POST.match(own)) or any(
        words_of(p, "class") & _ABOUT_ARTICLE for p in around
    )


def _speaks_of_update(part: Element) -> bool:
    around = (part, *islice(part.iterancestors(), 1))
    named = frozenset[str]().union(*(words_of(p, "class", "itemprop") for p in around))
    begin = "".join(islice(around[-1].itertext(), _FIRST_PIECES))[:_LONGEST_DAY]
    return bool(_UPDATED & named or _OF_UPDATE.search(begin))


def _is_aside(part: Element, heading: Element | None, *, is_said: bool) -> bool:
    """Tell whether *part* belongs to something else on the page than the article.

    What is marked as its author or day, *is_said*, may stand in an aside or a footer.
    """
    own = set(heading.iterancestors()) if heading is not None else set()
    for outer in (part, *part.iterancestors()):
        if outer in own:
            return False
        if words_of(outer, "class", "id") & _ASIDE_WORDS:
            return True
        if outer.tag in _ASIDE_TAGS and not (is_said and outer.tag in _MARKED_TAGS):
            return True
    return False


def _outermost(parts: Sequence[Element]) -> list[Element]:
    known = set(parts)
    return [
        part
        for part in parts
        if not any(outer in known for outer in part.iterancestors())
    ]


def _texts(part: Element) -> tuple[str, ...]:
    """Return what may be the names in *part*: its links, else its lines."""
    named = [
        text_in(inner) or unescaped(inner.get("content") or "")
        for inner in part.iter()
        if "name" in (inner.get("itemprop") or "").lower().split()
    ]
    links = [
        text_in(inner)
        for inner in part.iter("a")
        if _PROFILE.search(inner.get("href") or "") or _is_author_link(inner)
    ]
    whole = text_in(part) or unescaped(part.get("content") or "")
    said = [text for text in named or links if text]
    if said:
        return tuple(dict.fromkeys(said))
    lines = [whole, *_lines(part)]
    return tuple(line for line in lines if line and len(line) <= _LONGEST_BYLINE)


def _lines(part: Element) -> list[str]:
    pieces = (" ".join(piece.split()) for piece in part.itertext())
    return [piece for piece in pieces if piece][:10]


_PROFILE = re.compile(
    r"/(?:authors?|profiles?|people|contributors?|staff|by|writers?|journalists?"
    r"|reporters?|columnists?|autor(?:es|i|zy)?|auteurs?|avtor|avtory)[/=]|author=",
    re.IGNORECASE,
)
