"""The terminal: what has to be settled before and around the interface. Imports nothing of Textual.

The rule: whatever ends the interface, the terminal is left as it was found.
"""

from __future__ import annotations

import os
import signal
from _thread import RLock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, MutableMapping
    from types import FrameType
    from typing import Any, NoReturn

DEVICE = "/dev/tty"
"""The controlling terminal, whatever the standard streams are."""

ENTER, LEAVE = "\x1b[?1049h\x1b[?2004h", "\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h"
"""To the alternate screen, pasted text marked as such; and back."""

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that ask the program to end."""

HUNG_UP = 128 + signal.SIGHUP
"""Exit status where the terminal has gone."""

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
    """Set what Textual reads from the environment, where the user has not, and take out what a shell says of
    the terminal's size: it may have another by now, and tells it. Call before importing Textual."""
    target = os.environ if env is None else env
    for name, value in SETTINGS.items():
        target.setdefault(name, value)
    for name in ("COLUMNS", "LINES"):
        target.pop(name, None)


def open_terminal(device: str = DEVICE) -> int:
    """The terminal, opened to be read and drawn on; programs that are started do not have it open. Raises
    OSError where there is none."""
    return os.open(device, os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)


def has_terminal(device: str = DEVICE) -> bool:
    """Whether this process has a controlling terminal, whatever its streams are."""
    try:
        os.close(open_terminal(device))
    except OSError:
        return False
    return True


def exit_on_signals(loop: AbstractEventLoop, leave: Callable[[int], None]) -> None:
    """Call `leave` with the exit status (128 and the signal's number) when told to end or hung up on.

    Without it these signals leave the terminal raw, on the alternate screen and reporting the mouse.
    """
    for number in ENDINGS:
        loop.add_signal_handler(number, leave, 128 + number)


def step_back() -> bool:
    """Stop this program, and what was started together with it, until the shell lets it go on. False, and
    nothing is done, where no shell looks after jobs: there nobody could."""
    if os.getpgrp() == os.getsid(0):
        return False
    os.killpg(os.getpgrp(), signal.SIGTSTP)
    return True


class HeldTerminal:
    """The controlling terminal, its keys coming one by one and the alternate screen shown, until given back.

    Signals that ask for the end give it back, too, and end the process at once. For the main thread to
    make; any thread may give it back.
    """

    def __init__(self) -> None:
        """Raises OSError where there is none, or it is not ours to hold."""
        import termios

        self._termios = termios
        self._lock = RLock()
        self._held = False
        self.fd = open_terminal()
        try:
            self._before = termios.tcgetattr(self.fd)
            for number in ENDINGS:
                signal.signal(number, self._end)
            self._held = True
            termios.tcsetattr(self.fd, termios.TCSANOW, _raw(self._before))
        except termios.error as error:
            raise OSError(*error.args) from error
        self.write(ENTER)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        columns, rows = os.get_terminal_size(self.fd)
        return columns or 80, rows or 24

    def write(self, text: str) -> None:
        """Paint something, while it is held."""
        with self._lock:
            data = text.encode("utf-8", "replace") if self._held else b""
            while data:
                data = data[os.write(self.fd, data) :]

    def give_back(self) -> None:
        """Leave it as it was found; what was typed and not read is dropped. Safe to call twice."""
        with self._lock:
            if self._held:
                self.write(LEAVE)
                self._held = False
                self._termios.tcflush(self.fd, self._termios.TCIFLUSH)
                self._termios.tcsetattr(self.fd, self._termios.TCSANOW, self._before)

    def pass_on(self) -> list[Any]:
        """Let another hold it from now on. Returns the attributes that it is to be left with."""
        with self._lock:
            self._held = False
        return self._before

    def leave(self, status: int) -> NoReturn:
        """Give it back and end the process at once, from whatever thread."""
        try:
            self.give_back()
        finally:
            os._exit(status)

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self.leave(128 + number)


def _raw(attributes: list[Any]) -> list[Any]:
    """The attributes for keys that come one by one, unechoed and untranslated: those that Textual sets."""
    import termios

    iflag, oflag, cflag, lflag, ispeed, ospeed, characters = attributes
    lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    iflag &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    characters = [*characters]
    characters[termios.VMIN] = 1
    return [iflag, oflag, cflag, lflag, ispeed, ospeed, characters]
