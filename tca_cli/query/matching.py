"""Whether an article matches a query, and where, by reading it: the rule for engines.

One set of functions with four uses: marks and snippets, the reference that engines are
tested against, the check of what an index cannot know, and the engine that only reads.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from tca_cli.article import Article
from tca_cli.query.passages import NumberedPassage, PassagesOf
from tca_cli.query.tree import (
    Alike,
    Among,
    And,
    AtLeast,
    Everything,
    Exact,
    Filter,
    FromSource,
    Fuzzy,
    Identified,
    In,
    Leaf,
    Most,
    Named,
    NameField,
    Near,
    Not,
    Or,
    Pattern,
    Phrase,
    Published,
    Query,
    Word,
)
from tca_cli.text.names import is_named, name_key
from tca_cli.text.transliteration import kept_key
from tca_cli.text.words import Token, chunk_tokens

# The first and the last but one word of an occurrence, and the words that are marked.
_Span: TypeAlias = tuple[int, int, frozenset[int]]


def matches(query: Query, article: Article) -> bool:
    """Tell whether *article* matches *query*.

    >>> article = Article(id="1", headline="Two trucks", body="Sold.")
    >>> matches(Word("truck"), article), matches(Not(Word("sold")), article)
    (True, False)
    """
    return _holds(query, article, PassagesOf(article).everywhere)


def occurrences(
    query: Query, text: str, *, within: Literal["headline", "body"] = "body"
) -> list[Token]:
    """Return the words of a headline's or a body's *text* that *query* asks for.

    They are in order. Of words that must stand near others, those that do.

    >>> [token.start for token in occurrences(Word("truck"), "Two trucks, a truck")]
    [4, 14]
    """
    passage = NumberedPassage(text)
    marked = {at for *_, marks in _asked(query, passage, within) for at in marks}
    return [passage.words[position] for position in sorted(marked)]


def names(article: Article, field: NameField) -> tuple[str, ...]:
    """Return what *article* holds in *field*: none, one or several names."""
    match field:
        case "author":
            return article.authors
        case "keyword":
            return article.keywords
        case "place" | "agency" | "language":
            name: str | None = getattr(article, field)
            return (name,) if name else ()


def _holds(query: Query, article: Article, passages: Sequence[NumberedPassage]) -> bool:
    match query:
        case AtLeast(times, part):
            return sum(len(_spans(part, passage)) for passage in passages) >= times
        case In(passage, part):
            return _holds(part, article, PassagesOf(article).within(passage))
        case Not(part):
            return not _holds(part, article, passages)
        case And(parts) | Most(parts):
            return all(_holds(part, article, passages) for part in parts)
        case Or(parts):
            return any(_holds(part, article, passages) for part in parts)
        case Named(field, name):
            keys = map(name_key, names(article, field))
            return any(is_named(name, key) for key in keys)
        case Published(since, until):
            day = article.published
            return day is not None and (
                (since is None or since <= day) and (until is None or day <= until)
            )
        case Identified(prefix):
            return article.id.startswith(prefix)
        case FromSource(path):
            asked = path.casefold()
            return any(asked in source.path.casefold() for source in article.sources)
        case Among(ids=ids):
            return article.id in ids
        case Everything():
            return True
        case _:
            return any(_occurs(query, passage) for passage in passages)


def _occurs(query: Query, passage: NumberedPassage) -> bool:
    if not isinstance(query, Exact):
        return bool(_spans(query, passage))
    # Many texts are read for it: no word is looked at that cannot be it.
    written = query.written
    return written in passage.text and any(
        chunk[token.start : token.end] == written
        for chunk in passage.text.split()
        if written in chunk
        for token in chunk_tokens(chunk)
    )


def _asked(query: Query, passage: NumberedPassage, within: str) -> Iterator[_Span]:
    """Yield where *passage* has what *query* asks for, whatever else it asks."""
    match query:
        case And(parts) | Most(parts) | Or(parts):
            for part in parts:
                yield from _asked(part, passage, within)
        case AtLeast(_, part):
            yield from _asked(part, passage, within)
        case In("hlead", part) if within == "body":
            yield from _asked(part, passage.lead, within)
        case In(only, part):
            if only in (within, "hlead"):
                yield from _asked(part, passage, within)
        case _ if isinstance(query, Filter):
            return
        case _:
            yield from _spans(query, passage)


def _spans(query: Query, passage: NumberedPassage) -> list[_Span]:
    """Return where *query*, which asks for words alone, occurs in *passage*."""
    match query:
        case Word() | Exact() | Pattern() | Fuzzy() | Alike():
            return [(at, at, frozenset({at})) for at in _positions(query, passage)]
        case Phrase(words):
            return list(_phrase_spans(words, passage))
        case Near(left, right):
            ends = _spans(left, passage), _spans(right, passage)
            spans = list(_near_spans(query, *ends, passage))
            return spans if len(spans) <= _MANY_SPANS else _merged(spans)
        case Or(parts):
            return [span for part in parts for span in _spans(part, passage)]
        case And(parts) | Most(parts):
            found = [_spans(part, passage) for part in parts]
            return [span for spans in found for span in spans] if all(found) else []
        case AtLeast(times, part):
            spans = _spans(part, passage)
            return spans if len(spans) >= times else []
        case _:
            return []


def _positions(leaf: Leaf, passage: NumberedPassage) -> Iterator[int]:
    words = enumerate(passage.words)
    match leaf:
        case Word():
            term = leaf.term
            return (at for at, word in words if term in word.terms)
        case Exact(written):
            text = passage.text
            return (at for at, word in words if text[word.start : word.end] == written)
        case Pattern():
            fits = leaf.expression.fullmatch
            return (at for at, word in words if fits(word.form))
        case Fuzzy():
            return (at for at, word in words if is_spelt_like(leaf, word.form))
        case Alike():
            text, keys = passage.text, leaf.keys
            names = ((at, text[word.start : word.end]) for at, word in words)
            return (at for at, name in names if kept_key(name) in keys)


def is_spelt_like(fuzzy: Fuzzy, form: str) -> bool:
    """Tell whether *form* is that many changes of a letter away, or fewer.

    A letter is changed, added, left out, or exchanged with its neighbour (optimal
    string alignment).
    """
    # Imported when it is needed: few queries ask for it.
    from rapidfuzz.distance import OSA

    distance: int = OSA.distance(fuzzy.form, form, score_cutoff=fuzzy.edits)
    return distance <= fuzzy.edits


def spelt_like(fuzzy: Fuzzy, forms: Sequence[str]) -> list[tuple[str, int]]:
    """Return those of *forms* that are so near, each with its changes of a letter."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(
        fuzzy.form, forms, scorer=OSA.distance, score_cutoff=fuzzy.edits, limit=None
    )
    return [(form, int(distance)) for form, distance, _ in found]


def _phrase_spans(words: Sequence[Leaf], passage: NumberedPassage) -> Iterator[_Span]:
    first, *others = (set(_positions(word, passage)) for word in words)
    for start in sorted(first):
        if all(start + ahead in there for ahead, there in enumerate(others, start=1)):
            last = start + len(others)
            yield start, last, frozenset(range(start, last + 1))


def _near_spans(
    near: Near,
    lefts: Sequence[_Span],
    rights: Sequence[_Span],
    passage: NumberedPassage,
) -> Iterator[_Span]:
    for left in lefts:
        for right in rights:
            first, second = (left, right) if left[0] <= right[0] else (right, left)
            if second[0] <= first[1] or (near.is_ordered and first is right):
                continue
            if _are_close(near, first[1], second[0], passage):
                last = max(first[1], second[1])
                yield first[0], last, first[2] | second[2]


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    """Return one span for all from the same word to the same word.

    The ways in which many words can be near each other are more than can be counted.
    """
    places: dict[tuple[int, int], frozenset[int]] = {}
    for first, last, at in spans:
        places[first, last] = places.get((first, last), at) | at
    return [(first, last, at) for (first, last), at in places.items()]


_MANY_SPANS = 1000


def _are_close(near: Near, end: int, begin: int, passage: NumberedPassage) -> bool:
    if near.unit == "words":
        return begin - end <= near.distance
    ends = passage.words[end].start, passage.words[begin].start
    divisions = passage.divisions
    number = divisions.sentence if near.unit == "sentence" else divisions.paragraph
    return number(ends[0]) == number(ends[1])
