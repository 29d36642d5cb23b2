"""What to look for next where too few articles have every word."""

from collections.abc import Iterator
from itertools import combinations

from tca_cli.query.tree import Most, Query, all_of, any_of, most_of, parted

# In more words than these no one means each: a sentence asks for any of them.
MOST_WORDS = 4


def relaxations(query: Query) -> Iterator[tuple[Query, int]]:
    """Yield ever wider queries, each with how many of the words it still asks for.

    >>> from tca_cli.query.parser import parse
    >>> [asked for _, asked in relaxations(parse("red blue green"))]
    [2, 1]
    """
    if not isinstance(query, Most):
        return
    parts, filters = parted(query)
    distinct = tuple(dict.fromkeys(parts))
    fewest = len(distinct) - 1
    for asked in range(
        fewest if len(distinct) <= MOST_WORDS else min(fewest, 1), 0, -1
    ):
        # One of them is every part by itself: the repeated ones shall count again.
        choices = combinations(distinct, asked) if asked > 1 else ((p,) for p in parts)
        yield all_of((any_of(tuple(map(most_of, choices))), *filters)), asked
