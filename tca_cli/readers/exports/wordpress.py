"""Posts as the REST API of WordPress gives them: names are in what it embeds."""

from collections.abc import Iterator, Mapping

from tca_cli.readers.exports.json_record import JsonRecord
from tca_cli.readers.exports.records import Said


def embedded(record: JsonRecord) -> Iterator[Said]:
    """Yield the names of authors and terms, where the post itself has numbers."""
    holding = record.value.get("_embedded")
    if isinstance(holding, Mapping):
        at = "JSON key _embedded"
        yield Said("authors", holding.get("author"), f"{at}.author")
        terms = holding.get("wp:term")
        for taxonomy in terms if isinstance(terms, list) else []:
            yield Said("keywords", taxonomy, f"{at}.wp:term")
    head = record.value.get("yoast_head_json")
    if isinstance(head, Mapping):
        yield Said("authors", head.get("author"), "JSON key yoast_head_json.author")
