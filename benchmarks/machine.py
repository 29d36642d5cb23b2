"""What the figures were measured with: the machine and the programs."""

import os
import platform
import re
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

_PROCESSORS = Path("/proc/cpuinfo")


def machine() -> Mapping[str, object]:
    """Return what kind of machine this is, and how busy it is now."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "processors": os.cpu_count(),
        "memory_bytes": _memory(),
        "load": os.getloadavg()[0],
    }


def versions() -> Mapping[str, str]:
    """Return the versions of what tca is built on."""
    found = {name: version(name) for name in ("click", "rich", "whoosh3")}
    return {"python": platform.python_version(), **found}


def _processor() -> str | None:
    """Return what Linux calls it, or what else is known."""
    if _PROCESSORS.exists():
        found = re.search(
            r"^model name\s*: (.+)$", _PROCESSORS.read_text(), re.MULTILINE
        )
        if found:
            return found[1]
    return platform.processor() or None


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
