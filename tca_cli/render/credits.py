"""Where an article comes from, in one line."""

from datetime import date

from tca_cli.article import Article
from tca_cli.render.printable import on_one_line


def credits_line(article: Article) -> str:
    """Return place, date, authors and agency of *article*, less any unknown."""
    day = article.published.isoformat() if article.published else None
    parts = [article.place, day, ", ".join(article.authors), article.agency]
    return on_one_line(" · ".join(filter(None, parts)))


def spoken_date(day: date) -> str:
    """Return *day* as newspapers write it.

    >>> spoken_date(date(2015, 8, 13))
    '13 August 2015'
    """
    return f"{day.day} {day:%B} {day.year}"
