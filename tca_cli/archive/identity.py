"""Which article a text is: one that is known by its id, or a new one."""

from tca_cli.article import ID_DIGITS, ArticleContent
from tca_cli.store.articles import Articles
from tca_cli.text.folding import folded
from tca_cli.text.resemblance import resemblance

# Other articles of a paper have about a hundredth in common, drafts of one much more.
_LEAST_RESEMBLANCE = 0.08


def is_draft(before: ArticleContent, now: ArticleContent) -> bool:
    """Tell whether the article as it was *before* may have become what it is *now*."""
    return folded(before.headline) == folded(now.headline) or (
        resemblance(before.body, now.body) >= _LEAST_RESEMBLANCE
    )


def free_id(articles: Articles, text: bytes) -> str:
    """Return the first digits of the text's digest that name no other text yet."""
    digits = text.hex()
    ids = (digits[at : at + ID_DIGITS] for at in range(len(digits) - ID_DIGITS))
    return next(article_id for article_id in ids if not articles.has(article_id))
