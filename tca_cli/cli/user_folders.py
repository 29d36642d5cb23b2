"""The folders of the user that programs keep their own in, as platformdirs has them."""

import os
import sys
from pathlib import Path


def data_folder() -> Path:
    """Return where the archive is, unless another is named."""
    if folder := _on_linux("XDG_DATA_HOME", ".local/share"):
        return folder
    from platformdirs import user_data_path

    return user_data_path("tca", appauthor=False)


def state_folder() -> Path:
    """Return where what may be forgotten is remembered."""
    if folder := _on_linux("XDG_STATE_HOME", ".local/state"):
        return folder
    from platformdirs import user_state_path

    return user_state_path("tca", appauthor=False)


def _on_linux(variable: str, below_home: str) -> Path | None:
    """Return the folder by the XDG specification, None where more must be known.

    There it is this one rule, and platformdirs, which knows all of them, would take a
    fifth of the time of a short command.
    """
    if sys.platform != "linux" or "ANDROID_DATA" in os.environ:
        return None
    named, home = (os.environ.get(name, "") for name in (variable, "HOME"))
    if named.startswith("/"):
        return Path(named, "tca")
    return Path(home, below_home, "tca") if home.startswith("/") else None
