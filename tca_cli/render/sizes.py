"""Sizes of files as people read them."""

_THOUSAND = 1000


def spoken_size(size: float) -> str:
    """Return *size* in bytes in the unit that leaves few digits.

    >>> spoken_size(512), spoken_size(23_242_687)
    ('512 B', '23.2 MB')
    """
    for unit in ("B", "kB", "MB", "GB"):
        if size < _THOUSAND:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= _THOUSAND
    return f"{size:.1f} TB"
