"""How hits are ranked: BM25 with the idf of Lucene, which never falls below zero."""

from math import log
from typing import Any

from whoosh.scoring import BM25F


class LuceneBM25(BM25F):
    """Okapi BM25 (Robertson and others, TREC-3) with Lucene's idf."""

    def __init__(self) -> None:
        super().__init__(B=0.75, K1=1.2)

    def idf(self, searcher: Any, fieldname: str, text: str) -> float:
        """Return log(1 + (N - n + 0.5) / (n + 0.5)) over the whole index."""
        parent = searcher.get_parent()
        having = parent.doc_frequency(fieldname, text)
        return log(1 + (parent.doc_count_all() - having + 0.5) / (having + 0.5))
