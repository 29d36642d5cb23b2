"""Front matter: what stands above a text in YAML, TOML or JSON, as site builders do.

All of YAML is taken as the text that it is: ``lang: no`` is Norwegian, not a refusal.
Time and memory grow with the length of the block alone, whatever is in it.
"""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What is said above a text by key, and where the text begins.

    Keys are in small letters, without the signs between their words. *unread* has the
    numbers of the lines that are sound in no way.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    begin: int = 0
    unread: tuple[int, ...] = ()


def front_matter(text: str) -> FrontMatter:
    r"""Return what stands in the front matter of *text*, empty where there is none.

    >>> front_matter("---\npubDate: 2015-08-13\n---\nThe dam held.").values
    {'pubdate': '2015-08-13'}
    >>> front_matter("---\nThe dam held.\n---\nSo.").begin
    0
    """
    if text.lstrip()[:1] == "{":
        return _json(text)
    found = _BLOCK.match(text)
    if not found:
        return FrontMatter()
    parse = _toml if found["fence"] == "+++" else _yaml
    values, unread = parse(found["block"]), tuple[int, ...]()
    if values is None:
        above = text.count("\n", 0, found.start("block"))
        values, unread = _piecewise(found["block"], parse, above)
    if not _is_said(values):
        return FrontMatter()
    return FrontMatter(_tidy(values), found.end(), unread)


# Real ones have a few thousand letters.
_LONGEST = 64 * 1024
_DEEPEST = 20
# Each dot of a key in TOML costs time for all those before it.
_MOST_DOTS = 200
_BLOCK = re.compile(
    rf"\s*^(?P<fence>---|\+\+\+)[ \t]*\n(?P<block>(?s:.{{0,{_LONGEST}}}?)^)"
    r"(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
# Signs that YAML has no place for.
_NOT_IN_YAML = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_KEY = re.compile(r"""["']?(?P<key>[^\W\d][\w -]{0,40})["']?\s*[:=](?:\s+|$)""")
# How a value begins that is more than the words on its line.
_NO_PLAIN_VALUE = ("&", "*", "!", "|", ">", "{", "[", "%", "`")
_NAMES_OF_GROUPS = ("extra", "params", "taxonomies")
_NOTHING = ("", "~", "null")


def _yaml(block: str) -> object | None:
    """Return what *block* is in YAML, or None where it is none."""
    import yaml

    class Loader(yaml.BaseLoader):  # type: ignore[misc] # it has no types
        """Takes all scalars for text, and refuses what grows when it is read."""

        depth = 0

        def compose_node(self, parent: object, index: object) -> object:
            self.depth += 1
            # What is said twice by alias can be said a thousand million times.
            if self.depth > _DEEPEST or self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError
            node = super().compose_node(parent, index)
            self.depth -= 1
            return node

        def fetch_flow_collection_start(self, token_class: object) -> None:
            if self.flow_level > _DEEPEST:
                raise yaml.YAMLError
            super().fetch_flow_collection_start(token_class)

    try:
        loader = Loader(_NOT_IN_YAML.sub("", block))
        return loader.get_single_data() or {}
    except (yaml.YAMLError, ValueError, OverflowError):  # a sign beyond Unicode
        return None


def _toml(block: str) -> object | None:
    """Return what *block* is in TOML, or None where it is none."""
    lines = block.split("\n")
    if _is_deep(block) or any(line.count(".") > _MOST_DOTS for line in lines):
        return None
    try:
        return tomllib.loads(block)
    except (ValueError, RecursionError):
        return None


def _json(text: str) -> FrontMatter:
    begin = len(text) - len(text.lstrip())
    try:
        values, end = json.JSONDecoder().raw_decode(text[: begin + _LONGEST], begin)
    except (ValueError, RecursionError):
        return FrontMatter()
    after = text[end:].split("\n", maxsplit=1)[0]
    if after.strip() or _is_deep(text[begin:end]) or not _is_said(values):
        return FrontMatter()
    return FrontMatter(_tidy(values), end)


def _is_deep(block: str) -> bool:
    depth = 0
    for sign in re.findall(r"[\[\]{}]", block):
        depth += 1 if sign in "[{" else -1
        if depth > _DEEPEST:
            return True
    return False


def _piecewise(
    block: str, parse: Callable[[str], object | None], above: int
) -> tuple[dict[str, Any], tuple[int, ...]]:
    """Return what is sound in a broken *block*, and the numbers of the other lines.

    ``title: Storm: the night after`` is no YAML, but there is no doubt what it says.
    """
    values: dict[str, Any] = {}
    unread: list[int] = []
    number = above + 1
    for lines in _entries(block.split("\n")):
        said = parse("\n".join(lines))
        if said is None:
            said = _plain_entry(lines)
        if isinstance(said, dict):
            values = said | values
        else:
            unread += [at for at, line in enumerate(lines, number) if line.strip()]
        number += len(lines)
    return values, tuple(unread)


def _entries(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield the lines of each key, which stands at the beginning of the first."""
    entry: list[str] = []
    for line in lines:
        if entry and _KEY.match(line):
            yield entry
            entry = []
        entry.append(line)
    yield entry


def _plain_entry(lines: Sequence[str]) -> dict[str, str] | None:
    found = _KEY.match(lines[0])
    value = lines[0][found.end() :].strip() if found else ""
    if not found or value.startswith(_NO_PLAIN_VALUE) or any(map(str.strip, lines[1:])):
        return None
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return {found["key"]: value[1:-1] if is_quoted else value}


def _is_said(values: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether *values* are front matter: text between two rules is none."""
    if not isinstance(values, dict) or not values:
        return False
    return len(values) > 1 or _tidy_key(next(iter(values))) in _USUAL_KEYS


_USUAL_KEYS = frozenset(
    (
        *("aliases", "author", "authors", "by", "byline", "categories", "category"),
        *("date", "description", "draft", "headline", "id", "keywords", "lang"),
        *("language", "layout", "link", "locale", "permalink", "published", "pubdate"),
        *("publishdate", "section", "slug", "source", "status", "summary", "tags"),
        *("title", "type", "url"),
    )
)


def _tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return *values* with tidy keys, and what groups of them hold after the rest."""
    tidy = {_tidy_key(key): value for key, value in values.items()}
    for name in _NAMES_OF_GROUPS:
        if isinstance(group := tidy.get(name), dict):
            tidy = {_tidy_key(key): value for key, value in group.items()} | tidy
    return {key: value for key, value in tidy.items() if value not in _NOTHING}


def _tidy_key(key: object) -> str:
    return re.sub(r"[\s_-]+", "", str(key)).casefold()
