"""Articles like one that is known, found by the words that tell most about it."""

from collections import Counter
from collections.abc import Callable, Iterator
from math import log

from tca_cli.archive import Archive
from tca_cli.archive.search import SearchResult, search
from tca_cli.archive.show import show
from tca_cli.article import Article
from tca_cli.index import SearchIndex
from tca_cli.query.tree import And, Identified, Not, Query, Word, any_of
from tca_cli.text.stop_words import is_stop_word
from tca_cli.text.words import tokens

# As many words as tell of one subject: more bring in others.
_WORDS = 25
# Of a long article, the words that occur most often are looked at.
_CANDIDATES = 120
_SHORTEST = 3


def related(
    archive: Archive,
    prefix: str,
    *,
    limit: int,
    before_completing: Callable[[int], None],
) -> SearchResult | None:
    """Return the articles most like the one whose id begins with *prefix*, or None."""
    article = show(archive, prefix)
    if article is None:
        return None
    telling = archive.index.ask(
        lambda index: _telling_words(index, article, archive.store.figures().articles),
        before_completing=before_completing,
    ).found
    if not telling:
        telling = [Word(word) for word in _words(article)][:_WORDS]
    others = Not(Identified(article.id))
    tree: Query = And((any_of(tuple(telling)), others)) if telling else others
    return search(archive, str(tree), limit=limit, before_completing=before_completing)


def _telling_words(index: SearchIndex, article: Article, articles: int) -> list[Word]:
    """Return the words that are frequent here and rare elsewhere, the best first."""
    written: dict[str, str] = {}
    frequency: Counter[str] = Counter()
    for word in _words(article):
        term = Word(word).term
        written.setdefault(term, word)
        frequency[term] += 1
    worth: dict[str, float] = {}
    for term, times in frequency.most_common(_CANDIDATES):
        having = index.search(Word(written[term]), limit=0).total
        # What no other article has finds none.
        if having > 1:
            worth[term] = (1 + log(times)) * log(1 + articles / having)
    best = sorted(worth, key=lambda term: -worth[term])[:_WORDS]
    return [Word(written[term]) for term in best]


def _words(article: Article) -> Iterator[str]:
    for text in (article.headline, article.body, article.headline):
        for token in tokens(text):
            word = text[token.start : token.end]
            is_number = any(map(str.isdigit, word))
            if len(word) >= _SHORTEST and not (is_number or is_stop_word(word)):
                yield word
