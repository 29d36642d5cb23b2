"""Finding articles, and the words in each that were asked for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tca_cli.archive import Archive
from tca_cli.archive.understanding import understood
from tca_cli.article import Article
from tca_cli.frozen import Frozen
from tca_cli.index import Hit, Hits, SearchIndex, Sort
from tca_cli.query.matching import occurrences
from tca_cli.query.relaxing import relaxations
from tca_cli.query.tree import (
    Alike,
    Among,
    And,
    Filter,
    Fuzzy,
    Or,
    Published,
    Query,
    Word,
    parted,
    replaced,
    words_of,
)
from tca_cli.store.counting import Facet
from tca_cli.text.names import is_named
from tca_cli.text.words import Token

_NONE: Mapping[Any, Any] = MappingProxyType({})
# Of a shorter word, two changes make quite another.
_LONG_WORD = 6


class SearchHit(Frozen):
    """One article found."""

    rank: int
    score: float
    article: Article
    matched_in_headline: tuple[Token, ...]
    matched_in_body: tuple[Token, ...]


class WhyNone(Frozen):
    """What is to be said where nothing matches.

    ``is_author``: the words are an author's name, whom they do not look for.
    ``unmet``: the filters that no article at all meets. ``undated``: how many articles
    have no date, where dates were asked for.
    """

    is_author: bool
    unmet: tuple[Filter, ...]
    undated: int


class ExplainedPart(Frozen):
    """One part of a query."""

    part: str
    term: str | None
    articles: int
    other_spellings: int
    scores: Mapping[str, float]


class Spelling(Frozen):
    """Words that no article has, and the query with the nearest that one has."""

    nowhere: tuple[str, ...]
    suggestion: str | None


class Explanation(Frozen):
    """How a query was understood, and what its parts gave.

    ``parts`` has for each part of the query the term it is compared by, the articles
    that have it, how many more have it in other spellings, and by id what it gave to
    the score of each hit; ``terms``, for words that are part of one, the term of each
    and the articles that have it.
    """

    understood: str
    parts: tuple[ExplainedPart, ...]
    terms: Mapping[str, tuple[str, int]]


class SearchResult(Frozen):
    """What a search found, best first, and what it had to do for that.

    Of the words asked for, ``complete`` articles have all ``words`` and ``total`` at
    least ``words_had``; the complete ones come first. ``is_scan``: the record was read
    instead of the index. ``is_behind``: what is being taken in now may be missing.
    """

    query: str
    total: int
    complete: int
    words: int
    words_had: int
    hits: tuple[SearchHit, ...]
    is_scan: bool
    is_behind: bool
    why_none: WhyNone | None = None
    facets: Mapping[Facet, Mapping[str, int]] = _NONE
    explanation: Explanation | None = None
    spelling: Spelling | None = None


class _Found(Frozen):
    hits: Hits
    complete: int
    words_had: int
    articles: tuple[Article, ...] = ()
    why_none: WhyNone | None = None
    facets: Mapping[Facet, Mapping[str, int]] = _NONE
    explanation: Explanation | None = None
    spelling: Spelling | None = None


def search(
    archive: Archive,
    query: str,
    *,
    filters: Iterable[Filter] = (),
    limit: int,
    sort: Sort = "relevance",
    page: int = 1,
    facets: Sequence[Facet] = (),
    explain: bool = False,
    exact_spelling: bool = False,
    before_completing: Callable[[int], None],
) -> SearchResult:
    """Return the first *limit* articles that match *query* and all *filters*.

    A limit of 0 only counts; *page* 2 are those after them. *facets* are counted over
    all that match in full. Where fewer have every word, those follow that have most.
    A query without words lists, newest first. *before_completing* is told how many
    articles the index lacks before it is completed.
    """
    tree = understood(archive, query, filters, exact_spelling=exact_spelling)
    plain = understood(archive, query, filters, exact_spelling=True)
    asked, _ = parted(tree)
    order: Sort = sort if asked or sort != "relevance" else "newest"

    def find(index: SearchIndex) -> _Found:
        found = _most_of(index, tree, limit=limit * page, sort=order)
        if not found.complete:
            found = found.but(spelling=_spelling(index, plain))
        if not found.complete and not found.hits.first:
            return found.but(why_none=_why_none(archive, index, query, tree))
        ids = [hit.id for hit in found.hits.first][limit * (page - 1) :]
        matching = index.ids(tree) if facets else []
        return found.but(
            articles=tuple(archive.store.articles.get_many(ids)),
            facets={facet: archive.store.counts(matching, facet) for facet in facets},
            explanation=_explanation(index, tree, plain, ids) if explain else None,
        )

    answer = archive.index.ask(find, before_completing=before_completing)
    found = answer.found
    scores = {hit.id: hit.score for hit in found.hits.first}
    return SearchResult(
        query=query,
        total=found.hits.total,
        complete=found.complete,
        words=len(set(asked)),
        words_had=found.words_had,
        hits=tuple(
            SearchHit(
                rank,
                scores[article.id],
                article,
                tuple(occurrences(tree, article.headline, within="headline")),
                tuple(occurrences(tree, article.body)),
            )
            for rank, article in enumerate(found.articles, start=limit * (page - 1) + 1)
        ),
        is_scan=answer.is_scan,
        is_behind=answer.is_behind,
        why_none=found.why_none,
        facets=found.facets,
        explanation=found.explanation,
        spelling=found.spelling,
    )


def _spelling(index: SearchIndex, tree: Query) -> Spelling | None:
    nowhere: list[str] = []
    has_better = False

    def respelt(part: Query) -> Query:
        nonlocal has_better
        if not isinstance(part, Word) or index.search(part, limit=0).total:
            return part
        nowhere.append(part.written)
        edits = 2 if len(part.written) >= _LONG_WORD else 1
        for better in index.spellings(Fuzzy(part.written, edits))[:1]:
            has_better = True
            return Word(better)
        return part

    better = replaced(tree, respelt)
    if not nowhere:
        return None
    return Spelling(tuple(nowhere), str(better) if has_better else None)


def _explanation(
    index: SearchIndex, tree: Query, plain: Query, ids: Sequence[str]
) -> Explanation:
    asked, _ = parted(tree)
    shown = Among(frozenset(ids))
    parts = []
    for part in dict.fromkeys(asked):
        # What is only narrowed keeps its score.
        hits = index.search(And((part, shown)), limit=len(ids) or 1)
        word = _word(part)
        having = index.search(part, limit=0).total
        articles = index.search(word, limit=0).total if word else having
        parts.append(
            ExplainedPart(
                part=str(word or part),
                term=word.term if word else None,
                articles=articles,
                other_spellings=having - articles,
                scores={hit.id: hit.score for hit in hits.first},
            )
        )
    wanted, _ = parted(plain)
    inner = [w for part in wanted if not isinstance(part, Word) for w in words_of(part)]
    terms = {
        word.written: (word.term, index.search(word, limit=0).total) for word in inner
    }
    return Explanation(str(plain), tuple(parts), terms)


def _word(part: Query) -> Word | None:
    """Return the word that *part* is, perhaps beside its other spellings."""
    match part:
        case Word() | Or((Word(), Alike())):
            return part if isinstance(part, Word) else _word(part.parts[0])
        case _:
            return None


def _why_none(archive: Archive, index: SearchIndex, query: str, tree: Query) -> WhyNone:
    _, filters = parted(tree)
    names = archive.store.authors.name_keys() if query.strip() else []
    asks_for_dates = any(isinstance(asked, Published) for asked in filters)
    return WhyNone(
        is_author=any(is_named(query, key) for key in names),
        unmet=tuple(f for f in filters if not index.search(f, limit=0).total),
        undated=archive.store.figures().undated if asks_for_dates else 0,
    )


def _most_of(index: SearchIndex, tree: Query, *, limit: int, sort: Sort) -> _Found:
    """Find what matches in full, then what matches in most, until there are enough."""
    hits = index.search(tree, limit=limit, sort=sort)
    asked, _ = parted(tree)
    words_had = len(set(asked))
    complete, total = hits.total, hits.total
    first: dict[str, Hit] = {hit.id: hit for hit in hits.first}
    for wider, words in relaxations(tree):
        if total >= limit:
            break
        more = index.search(wider, limit=limit, sort=sort)
        if more.total > total:
            total, words_had = more.total, words
            for hit in more.first:
                first.setdefault(hit.id, hit)
    return _Found(Hits(total, tuple(first.values())[:limit]), complete, words_had)
