"""The values of a JSON text (RFC 8259), whatever is in it."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

# Articles need ten; what goes down into a value may take several frames a level.
_LEVELS = 100
_DIGITS = 30
_TOO_DEEP = f"it is nested more than {_LEVELS} levels deep"
_HALVES = re.compile("[\ud800-\udfff]")
_NO_SPACE = re.compile(r"[^\s\ufeff\x1e]")


class NumberedValue(NamedTuple):
    """A value, and the number of the line where it begins."""

    line: int
    value: Any


def json_value(text: str) -> Any:  # noqa: ANN401 - a text may be of any type
    """Return the value that *text* is.

    A number of many digits is text, what is no number null, and half of a surrogate
    pair a sign for what is missing. Of a key that is there twice the last counts.
    Raises ValueError, which says why, where *text* is no JSON or nested too deeply.
    """
    numbered = next(values_in(text), None)
    if numbered is None:
        raise ValueError("it is no JSON: there is nothing in it")
    return numbered.value


def values_in(text: str, *, several: bool = False) -> Iterator[NumberedValue]:
    """Yield the value that *text* is, or the *several* that follow each other in it.

    Raises ValueError as `json_value` does, after the values that were read.
    """
    line = 1
    counted = 0
    found = _NO_SPACE.search(text)
    while found:
        line += text.count("\n", counted, found.start())
        counted = found.start()
        value, end = _decoded(text, counted)
        found = _NO_SPACE.search(text, end)
        if found and not several:
            raise ValueError(_fault(text, found.start()))
        yield NumberedValue(line, _sound(value, _LEVELS))


def _decoded(text: str, begin: int) -> tuple[Any, int]:
    decoder = json.JSONDecoder(
        strict=False, parse_int=_number, parse_constant=lambda _: None
    )
    try:
        return decoder.raw_decode(text, begin)
    except json.JSONDecodeError as error:
        # Of a text without its last quotation mark the position is that of the first.
        is_open = error.msg.startswith("Unterminated")
        raise ValueError(_fault(text, len(text) if is_open else error.pos)) from error
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error


def _number(digits: str) -> int | str:
    """Return the number, or its digits where Python refuses to make it one."""
    return int(digits) if len(digits) <= _DIGITS else digits


def _fault(text: str, at: int) -> str:
    if not _NO_SPACE.search(text, at):
        return "it is no JSON, or ends before its end"
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return f"it is no JSON from line {line}, column {column} on"


def _sound(value: Any, levels: int) -> Any:  # noqa: ANN401 - see above
    if isinstance(value, str):
        return _HALVES.sub("\ufffd", value)
    if not isinstance(value, dict | list):
        return value
    if not levels:
        raise ValueError(_TOO_DEEP)
    if isinstance(value, list):
        return [_sound(part, levels - 1) for part in value]
    return {
        _HALVES.sub("\ufffd", key): _sound(part, levels - 1)
        for key, part in value.items()
    }
