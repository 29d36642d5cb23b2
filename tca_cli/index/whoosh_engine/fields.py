"""What the index holds of an article: no text, but all that finding it takes.

The words and names come from ``text``; Whoosh is handed them and has no rules of its
own for what they are.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Generator, Iterable
from typing import Any, TypeAlias

from whoosh.analysis import IDAnalyzer
from whoosh.fields import ID, NUMERIC, FieldType, Schema
from whoosh.formats import Existence, Positions

from tca_cli.article import Article
from tca_cli.index.whoosh_engine.terms import (
    ALIKE,
    ARTICLE_ID,
    DIVISIONS,
    FORMS,
    HEADLINE,
    PUBLISHED,
    TEXT,
)
from tca_cli.query.matching import names
from tca_cli.query.tree import NameField
from tca_cli.text.names import name_key
from tca_cli.text.sentences import lead_end, paragraph_ends, sentence_ends
from tca_cli.text.stop_words import STOP_WORDS
from tca_cli.text.transliteration import kept_key
from tca_cli.text.words import chunk_tokens, tokens

NAME_FIELDS: tuple[NameField, ...] = (
    *("author", "place", "agency", "keyword", "language"),
)

# What has places in DIVISIONS: those of the words with which sentences and paragraphs
# begin, and of the word behind the first paragraph of each passage.
SENTENCES, PARAGRAPHS, LEADS = b"sentences", b"paragraphs", b"leads"

# No phrase reaches from one passage of an article into the next.
PASSAGE_GAP = 100

_POSITIONS = Positions()
# Whoosh asks for an analyser, and never uses it: ``index`` makes the terms.
_UNUSED: Any = IDAnalyzer()

_Posting: TypeAlias = tuple[bytes, int, float, bytes]


class PassageField(FieldType):
    """A field whose value is a sequence of passages: headlines and bodies."""


class Words(PassageField):
    """The words of passages, numbered for phrases."""

    def __init__(self) -> None:
        super().__init__(_POSITIONS, _UNUSED, scorable=True)

    def index(self, value: Iterable[str], **_: object) -> Generator[_Posting]:
        """Yield each term of the passages with its frequency and positions."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        position = 0
        for passage in value:
            for chunk in passage.split():
                for token in chunk_tokens(chunk):
                    for term in token.terms:
                        positions[term].append(position)
                    position += 1
            position += PASSAGE_GAP
        encode = _POSITIONS.encode
        # A text is as long as it has words that tell: that ranked better. Of none but
        # others each counts, since Whoosh knows no text without a length.
        uncounted = STOP_WORDS if positions.keys() - STOP_WORDS else frozenset[str]()
        for term, places in positions.items():
            counted = 0 if term in uncounted else len(places)
            yield _encoded(term), counted, float(len(places)), encode(places)


class Divided(PassageField):
    """Where the sentences and paragraphs of passages begin, numbered as ``Words`` are.

    Each ends before the word that is told, which may be none: the number after the
    last one. No sentence and no paragraph reaches into the next passage.
    """

    def __init__(self) -> None:
        super().__init__(_POSITIONS, _UNUSED)

    def index(self, value: Iterable[str], **_: object) -> Generator[_Posting]:
        """Yield the three terms with their positions."""
        positions: defaultdict[bytes, set[int]] = defaultdict(set)
        position = 0
        for passage in value:
            starts = [token.start for token in tokens(passage)]
            paragraphs = paragraph_ends(passage)
            for term, ends in (
                (SENTENCES, [*sentence_ends(passage), *paragraphs]),
                (PARAGRAPHS, paragraphs),
                (LEADS, [lead_end(passage)]),
            ):
                positions[term] |= {position + bisect_left(starts, e) for e in ends}
            position += len(starts) + PASSAGE_GAP
        for term, places in positions.items():
            if places:
                encoded = _POSITIONS.encode(sorted(places))
                yield term, len(places), float(len(places)), encoded


class Names(FieldType):
    """A field of whole names, each under its key."""

    def __init__(self) -> None:
        super().__init__(Existence(), _UNUSED)

    def index(self, value: Iterable[str], **_: object) -> Generator[_Posting]:
        """Yield each key once."""
        for key in dict.fromkeys(value):
            yield _encoded(key), 1, 1.0, b""


class Forms(PassageField):
    """The words of passages under their folded forms, whatever their places."""

    def __init__(self) -> None:
        super().__init__(Existence(), _UNUSED)

    def index(self, value: Iterable[str], **_: object) -> Generator[_Posting]:
        """Yield each form once."""
        forms = {
            token.form
            for passage in value
            for chunk in passage.split()
            for token in chunk_tokens(chunk)
        }
        for form in forms:
            yield _encoded(form), 1, 1.0, b""


class Alikes(PassageField):
    """The names in passages under their coarse keys."""

    def __init__(self) -> None:
        super().__init__(Existence(), _UNUSED)

    def index(self, value: Iterable[str], **_: object) -> Generator[_Posting]:
        """Yield each key once."""
        written = {
            chunk[token.start : token.end]
            for passage in value
            for chunk in passage.split()
            for token in chunk_tokens(chunk)
        }
        for key in {key for name in written if (key := kept_key(name))}:
            yield _encoded(key), 1, 1.0, b""


def schema() -> Schema:
    """Return the fields of the index."""
    return Schema(
        **{ARTICLE_ID: ID(stored=True, unique=True)},
        **{TEXT: Words(), HEADLINE: Words(), FORMS: Forms(), ALIKE: Alikes()},
        **{DIVISIONS: Divided()},
        **{PUBLISHED: NUMERIC(int, bits=32, signed=False, sortable=True, default=0)},
        **{field: Names() for field in NAME_FIELDS},
    )


def document(article: Article) -> dict[str, Any]:
    """Return what is indexed of *article*.

    The headline counts twice in the text, which ranked best on judged collections.
    """
    values: dict[str, Any] = {
        ARTICLE_ID: article.id,
        TEXT: (article.headline, article.body, article.headline),
        HEADLINE: (article.headline,),
        FORMS: (article.headline, article.body),
        ALIKE: (article.headline, article.body),
        DIVISIONS: (article.headline, article.body),
    }
    for field in NAME_FIELDS:
        if keys := [key for name in names(article, field) if (key := name_key(name))]:
            values[field] = keys
    if article.published:
        values[PUBLISHED] = article.published.toordinal()
    return values


def _encoded(term: str) -> bytes:
    # Files may hold half of a surrogate pair, which is no character.
    return term.encode(errors="surrogatepass")
