"""Where files are: the user's settings, and what was typed as a path.

The rule: nothing is loaded to say so before it is asked; something is, before anything is on the screen.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ENVIRONMENT = "XUNJU_CONFIG"
"""The environment variable that names another file of settings."""


def settings_path(env: Mapping[str, str]) -> str:
    """`$XUNJU_CONFIG`, else `xunju/config.yaml` in `$XDG_CONFIG_HOME`, which counts where it begins at the
    root, else in `~/.config`."""
    base = env.get("XDG_CONFIG_HOME", "")
    if not os.path.isabs(base):  # noqa: PTH117
        base = "~/.config"
    return os.path.expanduser(env.get(ENVIRONMENT) or f"{base}/xunju/config.yaml")  # noqa: PTH111


def expanded(path: str) -> Path:
    """The path with `~` as the home folder that it stands for; where there is no such, as it was typed."""
    from pathlib import Path

    return Path(os.path.expanduser(path))  # noqa: PTH111 - `Path.expanduser` raises where there is no such


def is_there(path: Path) -> bool:
    """Whether there is something at a path, as far as the system says."""
    return os.path.exists(path)  # noqa: PTH110 - `Path.exists` raises where the system does not


def absolute(path: str | Path) -> Path:
    """The path from the root, links left as they are."""
    from pathlib import Path

    return Path(os.path.abspath(path))  # noqa: PTH100 - `Path.absolute` leaves `..` in
