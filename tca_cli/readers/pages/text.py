"""The text of the article on a page, without what surrounds it."""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from tca_cli.readers.document import Document, needing
from tca_cli.readers.markup import is_markup, text_of_markup
from tca_cli.readers.pages.tree import Element, markup_in, text_in, words_of


def article_text(
    document: Document, root: Element, markup: str, heading: Element | None, told: str
) -> str:
    """Return the paragraphs of the article at *root*, with a blank line between them.

    *markup* is what the page was made of, *heading* is where the headline stands, and
    *told* the text that the page's data has, which counts where the page shows little.
    """
    is_cut = _is_cut(root)
    _leave_out(root, heading)
    text = ""
    if _is_usual(root):
        text = _extracted(document, root)
        if 0 < len(text) < _SHORT_ARTICLE:
            # All the text there is, for it seemed too little; but it may be all.
            shorter = _extracted(document, root, least=1)
            text = shorter if len(shorter) > _MOST_OF * len(text) else text
    if len(text) < _LITTLE:
        others = [
            text_of_markup(told) if is_markup(told) else told,
            _largest(document, root),
        ]
        longest = max(others, key=len)
        text = longest if len(longest) > _MORE * len(text) else text
    return text or (text_of_markup(markup) if is_cut else "")


def linked_headings(root: Element) -> Iterator[Element]:
    """Yield the headings on a page that link to another page."""
    for title in root.iter("h2", "h3", "h4", "h5"):
        around = title.getparent()
        links = [*title.iter("a"), *([around] if around is not None else [])]
        if any(_OF_A_PAGE.match(link.get("href") or "#") for link in links):
            yield title


_LITTLE, _MORE = 250, 1.5
_SHORT_ARTICLE, _MOST_OF = 600, 0.6
# For more of them, the library takes longer than in proportion.
_MOST_DEPTH, _MOST_INLINE, _MOST_ELEMENTS = 1_000_000, 5_000, 40_000
_INLINE = frozenset(("a", "b", "em", "font", "i", "span", "strong"))
_OUT_TAGS = ("figcaption", "aside", "nav", "form", "button", "svg", "iframe", "select")
_OUT_NAMES = (
    "caption captions share sharing social related recommended newsletter promo"
    " breadcrumb breadcrumbs comments disqus outbrain taboola advert advertisement"
    " sponsor sponsored submitted timestamp updated"
)
_OUT_WORDS = frozenset(_OUT_NAMES.split())
_FEWEST_ITEMS, _HIGHEST_ITEM, _LONGEST_ITEM = 3, 7, 500
# In letters of the paragraphs that remain.
_REST, _REST_OF_PICTURES = 200, 1000
_LARGE_SHARE, _SHORT, _LINKED = 0.3, 400, 0.5
_SHORT_LINE = 120
_DEEPEST = 200
_OF_A_PAGE = re.compile(r"[^#]")
_GALLERIES = frozenset(("gallery", "slideshow", "carousel"))
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def _leave_out(root: Element, heading: Element | None) -> None:
    """Take out of *root* what is not of the article, where that can be told."""
    # The library would take the text from the data, but without its paragraphs.
    _drop(list(root.iter("script", "style")))
    _drop(list(_teasers(root, heading)))
    _drop(_galleries(root, heading))
    whole = len(text_in(root))
    kept = {root}
    if heading is not None:
        kept |= set(heading.iterancestors())
    for part in list(root.iter()):
        if part in kept or part.getparent() is None or part.tag in ("html", "body"):
            continue
        if part is not heading and _is_out(part, most=int(_LARGE_SHARE * whole)):
            part.drop_tree()


def _is_out(part: Element, *, most: int) -> bool:
    if (
        part.tag in _OUT_TAGS
        or part.get("hidden") is not None
        or part.get("aria-hidden") == "true"
        or _HIDDEN.search(part.get("style") or "")
    ):
        return len(text_in(part)) <= most
    around = part.getparent()
    if part.tag == "time" and around is not None and around.tag != "p":
        return len(around) <= _SHORT_LINE and len(text_in(around)) <= _SHORT_LINE
    if words_of(part, "class", "id") & _OUT_WORDS:
        text = text_in(part)
        return len(text) <= min(most, _SHORT) or _is_of_links(part, text)
    return False


def _teasers(root: Element, heading: Element | None) -> Iterator[Element]:
    """Yield the items of lists of other articles: each short, with a heading linked."""
    own = {root}
    if heading is not None:
        own |= {heading, *heading.iterancestors()}
    items: dict[Element, dict[Element, None]] = {}
    for title in linked_headings(root):
        inner = title
        for _, outer in zip(range(_HIGHEST_ITEM), title.iterancestors(), strict=False):
            if outer in own and inner in own:
                break
            if inner is not title:  # else it heads a part of the text
                items.setdefault(outer, {})[inner] = None
            inner = outer
    shown = _length_of_paragraphs(root)
    for children in items.values():
        kinds = Counter(child.tag for child in children)
        lists = [c for c in children if kinds[c.tag] >= _FEWEST_ITEMS]
        texts = [text_in(item) for item in lists if item not in own]
        is_short = sum(map(len, texts)) <= _LONGEST_ITEM * len(texts)
        rest = shown - sum(map(_length_of_paragraphs, lists))
        if texts and is_short and rest > _REST:
            yield from (item for item in lists if item not in own)


def _galleries(root: Element, heading: Element | None) -> list[Element]:
    """Return the shows of pictures on the page, where there is a text beside them."""
    own = set() if heading is None else set(heading.iterancestors())
    found = [
        part
        for part in root.iter("div", "ul", "section")
        if words_of(part, "class") & _GALLERIES and part not in own
    ]
    known = set(found)
    outer = [p for p in found if not any(o in known for o in p.iterancestors())]
    rest = _length_of_paragraphs(root) - sum(map(_length_of_paragraphs, outer))
    return outer if rest > _REST_OF_PICTURES else []


def _length_of_paragraphs(part: Element) -> int:
    return sum(len(text_in(paragraph)) for paragraph in part.iter("p"))


def _drop(parts: Iterable[Element]) -> None:
    for part in parts:
        if part.getparent() is not None:
            part.drop_tree()


def _is_of_links(part: Element, text: str) -> bool:
    linked = sum(len(text_in(link)) for link in part.iter("a"))
    return linked > _LINKED * len(text)


def _is_cut(root: Element) -> bool:
    """Tell whether elements within each other go so deep that the rest is not read."""
    inner = root
    for inner in root.iter():  # noqa: B007 the last is what counts
        pass
    return next(islice(inner.iterancestors(), _DEEPEST, None), None) is not None


def _is_usual(root: Element) -> bool:
    """Tell whether the page is of a size and depth that people write."""
    depths = {root: 0}
    total = 0
    inline: Counter[Element] = Counter()
    for number, part in enumerate(islice(root.iter(), 1, None)):
        around = part.getparent()
        if around is None:
            continue
        if number > _MOST_ELEMENTS:
            return False
        depths[part] = depths[around] + 1
        total += depths[part]
        inline[around] += part.tag in _INLINE
        if total > _MOST_DEPTH or inline[around] > _MOST_INLINE:
            return False
    return True


def _extracted(document: Document, root: Element, *, least: int = _LITTLE) -> str:
    with needing("html", document):
        import trafilatura
    log = logging.getLogger("trafilatura")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    settings = trafilatura.settings.use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(least))
    try:
        markup = trafilatura.extract(
            root,
            output_format="html",
            include_comments=False,
            include_tables=True,
            config=settings,
        )
    except Exception:
        return ""
    return text_of_markup(markup or "")


def _largest(document: Document, root: Element) -> str:
    for name in ("article", "main", "body"):
        texts = [
            text_of_markup(markup_in(document, part))
            for part in list(root.iter(name))[:20]
        ]
        if texts and (longest := max(texts, key=len)):
            return longest
    return ""
