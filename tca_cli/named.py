"""What is written by name, so that it is imported only where it is used."""

from importlib import import_module
from typing import Any


def named(target: str) -> Any:  # noqa: ANN401 -- it may be anything
    """Return the object that ``"module:attribute"`` names.

    >>> named("math:pi") > 3
    True
    """
    module, _, attribute = target.partition(":")
    return getattr(import_module(module), attribute)
