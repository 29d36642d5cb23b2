"""JSON and JSON Lines with every word of our own, as ``tca show --json`` has them."""

from typing import Any

from tca_cli.writers.form import Edition, Form, claim, fields
from tca_cli.writers.json_text import json_line, json_text


def _record(edition: Edition) -> dict[str, Any]:
    said = claim(edition)
    sources = [vars(source) for source in edition.article.sources]
    return {
        "id": said["id"],
        **fields(edition.article),
        "sources": sources,
        **said,
    }


JSON = Form(".json", lambda edition: json_text(_record(edition)))
JSON_LINES = Form(
    ".jsonl", lambda edition: f"{json_line(_record(edition))}\n", is_shared=True
)
ORIGINALS = JSON_LINES._replace(has_originals=True)
