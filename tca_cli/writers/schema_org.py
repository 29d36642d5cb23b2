"""NewsArticle of schema.org in JSON-LD, with what that cannot hold in ``tca``."""

from typing import Any

from tca_cli.writers.form import Edition, Form, claim, fields
from tca_cli.writers.json_text import json_text

# JSON-LD takes what is ours for a value of JSON, and not for words of schema.org.
_CONTEXT = [
    "https://schema.org",
    {"tca": {"@id": "urn:x-tca:record", "@type": "@json"}},
]
_PLAIN = {
    "headline": "headline",
    "dateline": "dateline",
    "published": "datePublished",
    "language": "inLanguage",
    "url": "url",
    "keywords": "keywords",
    "body": "articleBody",
}


def _text(edition: Edition) -> str:
    said = fields(edition.article)
    record: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "identifier": edition.article.id,
        "version": edition.article.version,
    }
    for field, name in _PLAIN.items():
        if said[field] is not None and said[field] != []:
            record[name] = said[field]
    if authors := said["authors"]:
        record["author"] = [_typed("Person", name) for name in authors]
    if said["place"] is not None:
        record["locationCreated"] = _typed("Place", said["place"])
    if said["agency"] is not None:
        record["sourceOrganization"] = _typed("Organization", said["agency"])
    own = {
        name: said[name] for name in ("byline", "author_bio") if said[name] is not None
    }
    return json_text({**record, "tca": {**claim(edition), **own}})


def _typed(kind: str, name: str) -> dict[str, str]:
    return {"@type": kind, "name": name}


SCHEMA_ORG = Form(".json", _text)
