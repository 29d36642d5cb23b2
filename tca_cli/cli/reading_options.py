"""The options that say how files are to be read."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from tca_cli.archive.reading import ReadingOptions


class Size(click.ParamType[int]):
    """Turns ``64M`` or ``1.5 GiB`` into bytes."""

    name = "size"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the bytes in what was typed."""
        import re

        found = re.fullmatch(_SIZE, str(value).strip(), re.IGNORECASE)
        if found is None:
            self.fail(f"{value!r} is no size; type one as 64M or 2G", param, ctx)
        power = "bkmgt".index((found["unit"] or "b").lower())
        return int(min(float(found["number"]) * 1024**power, _LARGEST))


def reading_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of reading; it is handed them as ReadingOptions."""

    @wraps(function)
    def with_reading(*args: Any, **options: Any) -> None:
        given = {name: options.pop(name) for name in _NAMES}
        function(*args, reading=_options(**given), **options)

    for option in reversed(_OPTIONS):
        with_reading = option(with_reading)
    return with_reading


def _options(
    mapping: tuple[str, ...],
    suffix: str | None,
    **limits: int | None,
) -> ReadingOptions:
    from tca_cli.archive.reading import ReadingOptions
    from tca_cli.readers.limits import Limits

    chosen = {name: limit for name, limit in limits.items() if limit is not None}
    return ReadingOptions(dict(map(_pair, mapping)), suffix, Limits(**chosen))


def _pair(text: str) -> tuple[str, str]:
    from tca_cli.article import CONTENT_FIELDS

    field, sign, key = text.partition("=")
    if not sign or not key or field not in (*CONTENT_FIELDS, "key"):
        known = ", ".join((*CONTENT_FIELDS, "key"))
        raise click.BadParameter(
            f"{text!r} is no FIELD=KEY; fields are {known}", param_hint="'--map'"
        )
    return field, key


def _suffix(_: click.Context, __: click.Parameter, typed: str | None) -> str | None:
    if typed is None:
        return None
    from tca_cli.readers import CONTAINERS, READERS

    suffix = f".{typed.lower().removeprefix('.')}"
    if suffix not in READERS and suffix not in CONTAINERS:
        known = " ".join(sorted(known[1:] for known in (*READERS, *CONTAINERS)))
        raise click.BadParameter(f"{typed!r} is no format; known are {known}")
    return suffix


# No file has more bytes, and no computer counts them.
_LARGEST = 2.0**62
_SIZE = r"(?P<number>\d+(?:\.\d+)?)\s*(?:(?P<unit>[kmgt])i?)?b?"
_OPTIONS = (
    click.option(
        "--as",
        "suffix",
        metavar="SUFFIX",
        callback=_suffix,
        help="Read as a file of this kind: txt, html, json …",
    ),
    click.option(
        "--map",
        "mapping",
        multiple=True,
        metavar="FIELD=KEY",
        help="Of JSON and tables: the key or column that holds a field.",
    ),
    click.option("--max-size", "file_bytes", type=Size(), help="Of a file.  [64M]"),
    click.option(
        "--max-unpacked", "unpacked_bytes", type=Size(), help="Of an archive.  [1G]"
    ),
    click.option(
        "--max-ratio",
        "ratio",
        type=click.IntRange(min=1),
        help="Of unpacked to packed.  [100]",
    ),
    click.option(
        "--max-depth",
        "depth",
        type=click.IntRange(min=1),
        help="Of archives within archives.  [3]",
    ),
)
_NAMES = ("mapping", "suffix", "file_bytes", "unpacked_bytes", "ratio", "depth")
