"""The credit of an article whose text has none, where its file says who supplied it."""

from dataclasses import replace

from tca_cli.readers.document import FoundArticle
from tca_cli.readers.newspaper.agencies import known_agency


def credited(found: FoundArticle, agency: str | None, origin: str) -> FoundArticle:
    """Return *found* with the *agency*, where neither text nor tags name one."""
    if found.content.agency or not (agency and agency.strip()):
        return found
    named = known_agency(agency) or " ".join(agency.split())
    content = found.content.but(agency=named)
    return replace(found, content=content, origins={**found.origins, "agency": origin})
