"""JSON that is safe wherever it is shown, and holds any text."""

import json
import re

# JSON escapes the other control characters by itself.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def json_text(value: object) -> str:
    """Return *value* as one JSON value on lines that a person can read."""
    return f"{_escaped(json.dumps(value, ensure_ascii=False, indent=2))}\n"


def json_line(value: object) -> str:
    """Return *value* as one JSON value on one line, without the end of that."""
    return _escaped(json.dumps(value, ensure_ascii=False))


def _escaped(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
