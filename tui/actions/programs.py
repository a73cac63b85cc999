"""Other programs: found by the user's path, run without a shell, never with a hand on our keyboard."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence

PATIENCE = 2.0
"""Seconds that a helper may take before it is ended."""


def finder(env: Mapping[str, str]) -> Callable[[str], str | None]:
    """Where a program is on the path of this environment, or None."""
    path = env.get("PATH")
    return lambda name: shutil.which(name, path=path)


def launch(words: Sequence[str], env: Mapping[str, str]) -> None:
    """Start a program of its own and return at once. Raises OSError where it cannot be started."""
    process = subprocess.Popen(
        list(words),
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Somebody has to take note of its end, or it stays behind as a zombie.
    threading.Thread(target=process.wait, daemon=True, name="reaper").start()


def feed(words: Sequence[str], data: bytes, env: Mapping[str, str], patience: float = PATIENCE) -> bool:
    """Run a helper with `data` on its standard input. True where it ended well within `patience` seconds.

    Blocks as long as the helper runs, so it does not belong on an event loop.
    """
    try:
        done = subprocess.run(
            list(words),
            env=dict(env),
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            timeout=patience,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
