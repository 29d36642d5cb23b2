"""The filters that a person names apart from the words."""

from datetime import date

from tca_cli.errors import EmptySpanError
from tca_cli.query.tree import Everything, Filter, Named, Published


def filters(
    *,
    author: str | None = None,
    place: str | None = None,
    agency: str | None = None,
    since: date | None = None,
    until: date | None = None,
    everything: bool = False,
) -> tuple[Filter, ...]:
    """Return the filters for what is given.

    >>> filters(author="kwan", since=date(2015, 1, 1))[0]
    Named(field='author', name='kwan')
    """
    named = {"author": author, "place": place, "agency": agency}
    asked: list[Filter] = [
        Named(field, name)  # type: ignore[arg-type] # the keys are its fields
        for field, name in named.items()
        if name is not None
    ]
    if since and until and since > until:
        raise EmptySpanError(since, until)
    if since or until:
        asked.append(Published(since, until))
    if everything:
        asked.append(Everything())
    return tuple(asked)
