"""From what was typed to a query that every engine can answer."""

from collections.abc import Iterable
from functools import partial

from tca_cli.archive import Archive
from tca_cli.query.parser import parse
from tca_cli.query.spelling import with_other_spellings
from tca_cli.query.tree import Among, Filter, FromSource, Query, replaced


def understood(
    archive: Archive,
    typed: str,
    filters: Iterable[Filter],
    *,
    exact_spelling: bool = False,
) -> Query:
    """Return the query for what was *typed*, with what only the record knows.

    Unless *exact_spelling* is asked for, names are also looked for in other spellings.
    """
    tree = replaced(parse(typed, filters=filters), partial(_known, archive))
    return tree if exact_spelling else with_other_spellings(tree)


def _known(archive: Archive, part: Query) -> Query:
    if isinstance(part, FromSource):
        ids = frozenset(archive.store.articles.ids_from(part.path))
        return Among(ids, asked=part)
    return part
