"""The tags and sections of the article on a page, from all that names them."""

import re
from collections.abc import Iterator

from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.pages.structured_data import Node, text_of
from tca_cli.readers.pages.tags import SECTIONS, TAGS, Tags
from tca_cli.readers.pages.tree import unescaped
from tca_cli.text.folding import folded


def note_keywords(findings: Findings, tags: Tags, node: Node | None) -> None:
    """Note in *findings* what *tags* and the *node* of JSON-LD name, each once."""
    words: dict[str, str] = {}
    for value in _values(tags, node or {}):
        said = Findings()
        said.note("keywords", value, "tags")
        for word in said.values.get("keywords", ()):
            if (tag := _tag(word)) and folded(tag) not in _NO_TAGS:
                words.setdefault(folded(tag), tag)
    findings.keep("keywords", tuple(words.values())[:_MOST_TAGS], "the page's tags")
    for _, text in tags.said("keywords"):
        findings.note("keywords", text, "meta keywords")


_MOST_TAGS = 50
_LABELLED = re.compile(r"(?P<label>[A-Za-z]\w*):(?P<value>\S.*)")
_NO_TAGS = frozenset(("nil", "null", "none", "undefined"))
_LABELS_OF_TAGS = frozenset(("tag", "topic", "section", "keyword", "category"))


def _values(tags: Tags, node: Node) -> Iterator[str | list[str]]:
    keywords = node.get("keywords")
    if isinstance(keywords, str):
        yield unescaped(keywords)
    else:
        yield list(map(text_of, _list(keywords)))
    yield from tags.all_said(*TAGS)
    yield list(map(text_of, _list(node.get("articleSection"))))
    yield tags.all_said(*SECTIONS)


def _tag(word: str) -> str | None:
    """Return the tag that *word* is, which systems may label, or None for settings."""
    found = _LABELLED.fullmatch(word)
    if not found:
        return word if not word.startswith("http") else None
    return found["value"] if found["label"].lower() in _LABELS_OF_TAGS else None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []
