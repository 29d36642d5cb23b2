"""How much a feed would cost to parse: feedparser looks at some of it again and again.

It compares each category of an entry with all others, and looks for the end of an
address of mail from each letter of a word.
"""

import re


def is_too_costly(text: str) -> bool:
    """Tell whether parsing the feed *text* takes far longer than its size lets expect.

    >>> is_too_costly("<entry><author>Ada</author><category term='a'/></entry>")
    False
    >>> is_too_costly(f"<item><author>{'a' * 100_000}</author></item>")
    True
    """
    # Of an element, each of its attributes is looked up among all.
    if any(
        tag.count("=") > _MOST_ATTRIBUTES
        for piece in text.split("<")
        if (tag := piece.partition(">")[0])
    ):
        return True
    # A word may be in pieces, with tags between them.
    words = _WORD.finditer(_TAG.sub("", text))
    if any(word.end() - word.start() > _LONGEST_WORD for word in words):
        return True
    return any(_categories(entry) > _MOST_CATEGORIES for entry in _ENTRY.split(text))


_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[a-zA-Z0-9_.+-]{500,}")
_LONGEST_WORD = 2_000
_MOST_ATTRIBUTES = 1_000
_ENTRY = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)\b")
_CATEGORY = re.compile(
    r"<(?:[\w.-]{1,40}:)?(?:category|subject|(?P<several>keywords|tags))\b",
    re.IGNORECASE,
)
_MOST_CATEGORIES = 5_000


def _categories(entry: str) -> int:
    """Return how many categories *entry* has at most; commas part some of them."""
    found = list(_CATEGORY.finditer(entry))
    commas = entry.count(",") if any(one["several"] for one in found) else 0
    return len(found) + commas
