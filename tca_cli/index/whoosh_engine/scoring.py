"""How hits are ranked: BM25 with the idf of Lucene, which never falls below zero."""

from math import log
from typing import Any

from whoosh.scoring import BM25F

B, K1 = 0.75, 1.2


class LuceneBM25(BM25F):
    """Okapi BM25 (Robertson and others, TREC-3) with Lucene's idf."""

    def __init__(self) -> None:
        super().__init__(B=B, K1=K1)

    def idf(self, searcher: Any, fieldname: str, text: str) -> float:
        """Return how much the term tells, over the whole index."""
        parent = searcher.get_parent()
        having = parent.doc_frequency(fieldname, text)
        return lucene_idf(parent.doc_count_all(), having)


def lucene_idf(articles: int, having: int) -> float:
    """Return log(1 + (N - n + 0.5) / (n + 0.5)), of *articles* those *having* a term.

    >>> round(lucene_idf(100, 100), 3), round(lucene_idf(100, 1), 3)
    (0.005, 4.21)
    """
    return log(1 + (articles - having + 0.5) / (having + 0.5))
