"""IPTC ninjs 3.0, extended by what it cannot hold, in ``tca``.

The standard has a schema of one's own for that, which is its own and another property.
"""

from typing import Any

from tca_cli.writers.form import Edition, Form, claim, fields
from tca_cli.writers.json_text import json_text

_STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}
_PLAIN = {"byline": "by", "place": "located", "language": "language"}


def _text(edition: Edition) -> str:
    article, said = edition.article, fields(edition.article)
    record: dict[str, Any] = {
        "standard": _STANDARD,
        "uri": f"urn:x-tca:{article.id}",
        "type": "text",
        "version": str(article.version),
        "versionCreated": article.ingested,
    }
    if article.published:
        # It wants a time, and no time of the day is known.
        record["contentCreated"] = f"{article.published}T00:00:00Z"
    for field, name in _PLAIN.items():
        if said[field] is not None:
            record[name] = said[field]
    if article.authors:
        record["people"] = [{"name": name, "rel": "author"} for name in article.authors]
    if article.agency is not None:
        record["infoSources"] = [{"name": article.agency}]
    if article.keywords:
        record["subjects"] = [{"name": word} for word in article.keywords]
    record["headlines"] = [{"role": "main", "value": article.headline}]
    record["bodies"] = [
        {
            "role": "main",
            "contentType": "text/plain",
            "charCount": len(article.body),
            "wordCount": len(article.body.split()),
            "value": article.body,
        }
    ]
    own = {name: said[name] for name in _OWN if said[name] is not None}
    return json_text({**record, "tca": {**claim(edition), **own}})


_OWN = ("author_bio", "dateline", "url")
NINJS = Form(".json", _text)
