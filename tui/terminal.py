"""The terminal: what has to be settled before and around the interface. Imports nothing of Textual.

The rule: whatever ends the interface, the terminal is left as it was found.
"""

from __future__ import annotations

import os
import signal
from asyncio import AbstractEventLoop
from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver

SETTINGS = {
    # Hits are painted on the next tick after a key, so a tick is short; no tick runs where nothing changes.
    "TEXTUAL_FPS": "240",
    # With this protocol some terminals swallow or garble what a Chinese input method commits.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    # Milliseconds after which a lone Esc is a key and not the beginning of a sequence.
    "ESCDELAY": "25",
}
"""Textual's settings; it reads them while it is imported."""


def prepare_environment(env: MutableMapping[str, str] | None = None) -> None:
    """Set what Textual reads from the environment, where the user has not. Call before importing Textual."""
    target = os.environ if env is None else env
    for name, value in SETTINGS.items():
        target.setdefault(name, value)


def has_terminal(device: str = "/dev/tty") -> bool:
    """Whether this process has a controlling terminal, whatever its streams are."""
    try:
        os.close(os.open(device, os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC))
    except OSError:
        return False
    return True


def driver_class() -> type[Driver] | None:
    """The driver that draws on the controlling terminal; None (Textual's own choice) where there is none."""
    if os.name != "posix" or not has_terminal():
        return None
    from tui.driver import TtyDriver

    return TtyDriver


def exit_on_signals(loop: AbstractEventLoop, leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit status (128 and the signal's number) when told to end or hung up on.

    Without it these signals leave the terminal raw, on the alternate screen and reporting the mouse.
    """
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, leave, 128 + number)
