"""What a search found, for programs."""

from tca_cli.archive.search import SearchResult
from tca_cli.query.snippet import snippet
from tca_cli.render.machine import articles_tsv, json_text, summary


def search_json(result: SearchResult) -> str:
    """Return the hits of *result* with their ranks, scores and snippets."""
    hits = [
        {
            "rank": hit.rank,
            "score": hit.score,
            "snippet": snippet(hit.article.body, hit.matched_in_body).text,
        }
        | summary(hit.article)
        for hit in result.hits
    ]
    return json_text(
        {
            "query": result.query,
            "total": result.total,
            "complete": result.complete,
            "hits": hits,
        }
    )


def search_tsv(result: SearchResult) -> str:
    """Return the hits of *result* as ``articles_tsv`` does."""
    return articles_tsv(hit.article for hit in result.hits)


def search_count(result: SearchResult) -> str:
    """Return how many articles match in full."""
    return f"{result.complete}\n"
