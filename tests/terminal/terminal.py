"""A program in a real pseudo-terminal, with its screen as a person would see it."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

import pyte
from rich.cells import cell_len

PATIENCE = 30.0
"""Seconds after which a screen that was waited for is given up; how long it takes is not judged."""

GLANCE = 0.05
"""Seconds between two looks at a screen that does not change."""

_MODE = re.compile(rb"\x1b\[\?(\d+)([hl])")
"""A mode of the terminal that is switched on or off."""

_AT_REST = {b"7": b"h", b"25": b"h"}
"""Modes that are on in a terminal that nobody has changed: rows wrap, the cursor is seen."""


class Terminal:
    """Starts a program; `wait` reads what it paints until the screen is as wanted."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 120, rows: int = 40
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.ended = False
        """Whether the program has let go of the terminal."""
        held, release = os.pipe()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.read(held, 1)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], list(command), dict(env))
        self.settings = termios.tcgetattr(self._fd)
        """What the terminal was set to before the program could change it."""
        os.write(release, b".")
        os.close(held)
        os.close(release)

    def resize(self, columns: int, rows: int) -> None:
        """Another size, as when a window is dragged."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGWINCH)

    def type(self, text: str | bytes) -> None:
        os.write(self._fd, text.encode() if isinstance(text, str) else text)

    def hang_up(self) -> None:
        """Close the window, whatever runs in it."""
        os.close(self._fd)
        self._fd, self.ended = -1, True

    def kill(self, number: signal.Signals) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was: its settings, its screen, its cursor, no reports asked for."""
        modes: dict[bytes, bytes] = dict(_MODE.findall(self.raw))
        left = {mode for mode, state in modes.items() if state != _AT_REST.get(mode, b"l")}
        return termios.tcgetattr(self._fd) == self.settings and not left

    @property
    def rows(self) -> list[str]:
        """The rows of the screen; a wide character stands once."""
        return ["".join(line[column].data for column in range(self.screen.columns)) for line in self._lines()]

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, from 0."""
        return self.screen.cursor.x, self.screen.cursor.y

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    def wait(self, wanted: Callable[[str], bool]) -> str:
        """The screen once it is as wanted. Raises TimeoutError with what it shows instead."""
        deadline = time.monotonic() + PATIENCE
        while not wanted(self.text):
            if self.ended:
                raise TimeoutError(f"the program ended with\n{self.text}")
            if time.monotonic() > deadline:
                raise TimeoutError(f"the screen stayed\n{self.text}")
            self._read(GLANCE)
        return self.text

    def wait_for(self, part: str) -> str:
        """The screen once it shows a text."""
        return self.wait(lambda text: part in text)

    def wait_for_bytes(self, count: int) -> None:
        """Until the program has written so much, or has ended."""
        deadline = time.monotonic() + PATIENCE
        while len(self.raw) < count and not self.ended:
            if time.monotonic() > deadline:
                raise TimeoutError(f"only {len(self.raw)} bytes were written\n{self.text}")
            self._read(GLANCE)

    def wait_for_end(self) -> int:
        """The exit status of the program."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self._read(GLANCE)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                while not self.ended and time.monotonic() < deadline:
                    self._read(GLANCE)
                return os.waitstatus_to_exitcode(status)
        raise TimeoutError(f"the program did not end\n{self.text}")

    def close(self) -> None:
        """Leaves no process behind: told to end, the program ends what it has started, too."""
        if self.pid:
            os.kill(self.pid, signal.SIGTERM)
            try:
                self.wait_for_end()
            except TimeoutError:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
        if self._fd >= 0:
            os.close(self._fd)

    def widths(self) -> set[int]:
        """Cells of every row."""
        return {cell_len(row) for row in self.rows}

    def _lines(self) -> list[Mapping[int, pyte.screens.Char]]:
        return [self.screen.buffer[row] for row in range(self.screen.lines)]

    def _read(self, seconds: float) -> None:
        if select.select([self._fd] if self._fd >= 0 else [], [], [], seconds)[0]:
            try:
                data = os.read(self._fd, 65536)
            except OSError:
                self.ended = True
                return
            self.raw += data
            self._stream.feed(data)


def start(env: dict[str, str], terminals: list[Terminal], *words: str, size: tuple[int, int]) -> Terminal:
    """The program in a terminal of so many columns and rows, to be closed with the others."""
    terminal = Terminal([sys.executable, "-m", "tui.cli", *words], env, *size)
    terminals.append(terminal)
    return terminal
