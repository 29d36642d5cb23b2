"""From what was typed to a query that every engine can answer."""

from collections.abc import Iterable
from functools import partial

from tca_cli.archive import Archive
from tca_cli.query.parser import parse
from tca_cli.query.tree import Among, Filter, FromSource, Query, replaced


def understood(archive: Archive, typed: str, filters: Iterable[Filter]) -> Query:
    """Return the query for what was *typed*, with what only the record knows."""
    return replaced(parse(typed, filters=filters), partial(_known, archive))


def _known(archive: Archive, part: Query) -> Query:
    if isinstance(part, FromSource):
        return Among(frozenset(archive.store.articles.ids_from(part.path)))
    return part
