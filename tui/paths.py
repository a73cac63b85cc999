"""Where the user's own files are. Loads nothing: it is asked before anything is on the screen."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

ENVIRONMENT = "XUNJU_CONFIG"
"""The environment variable that names another file of settings."""


def settings_path(env: Mapping[str, str]) -> str:
    """`$XUNJU_CONFIG`, else `xunju/config.yaml` in `$XDG_CONFIG_HOME`, else in `~/.config`."""
    base = env.get("XDG_CONFIG_HOME") or "~/.config"
    return os.path.expanduser(env.get(ENVIRONMENT) or f"{base}/xunju/config.yaml")  # noqa: PTH111
