"""The query box before there is an interface: drawn in a moment, typed into while everything else is loaded.

The rule: it stands in the cells where the interface's own query box will stand, and looks the same. One
thread reads; whatever it has read and not understood goes on to the interface with the text.
"""

from __future__ import annotations

import os

from tui.colours import COLOURS, theme_for
from tui.line import Line
from tui.paint import depth_for, sgr
from tui.terminal import HUNG_UP, SETTINGS, HeldTerminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

SHORT_ROWS, TALL_ROWS = 14, 34
WIDE_COLUMNS = 120
"""From these sizes on the screen is laid out otherwise."""

COUNT, COUNT_SHARE = 13, 35
"""Cells at the right of the query box; at most so many in a hundred of its row."""

_MARGIN = 2
"""Cells on both sides of the label."""

_ESCAPE_SECONDS = int(SETTINGS["ESCDELAY"]) / 1000


class Prompt:
    """A query box on a terminal that is held for it."""

    def __init__(self, terminal: HeldTerminal, label: str, placeholder: str, env: Mapping[str, str]) -> None:
        self.line = Line()
        self._terminal = terminal
        self._label = label
        self._placeholder = placeholder
        self._colours = COLOURS[theme_for(env)]
        self._depth = depth_for(env)
        terminal.write(self._screen() + self._box())
        # Keys wait in the terminal until somebody reads; what is seen does not wait for this.
        from threading import Thread

        self._bell, self._rope = os.pipe()
        self._thread = Thread(target=self._listen, name="xunju-prompt", daemon=True)
        self._thread.start()

    def stop(self) -> bytes:
        """Read no more. Returns what was read and is not in the line."""
        os.write(self._rope, b".")
        self._thread.join()
        return self.line.rest

    def close(self) -> None:
        """Stop, and give the terminal back unless it was passed on."""
        self.stop()
        self._terminal.give_back()

    def pass_on(self) -> list[Any]:
        """As `HeldTerminal.pass_on`."""
        return self._terminal.pass_on()

    def _listen(self) -> None:
        try:
            self._read()
        except OSError:
            # The terminal has gone.
            self._terminal.leave(HUNG_UP)

    def _read(self) -> None:
        from select import select

        keys = self._terminal.fd
        while True:
            ready, _, _ = select([keys, self._bell], [], [], _ESCAPE_SECONDS if self.line.escaping else None)
            if self._bell in ready:
                return
            if not ready:
                leaving = self.line.escape()
            elif data := os.read(keys, 4096):
                leaving = self.line.feed(data)
            else:
                self._terminal.leave(HUNG_UP)
            if leaving:
                self._terminal.leave(os.EX_OK)
            self._terminal.write(self._box())

    def _screen(self) -> str:
        """Everything but the box: the ground, the bar across it, and the label."""
        columns, rows = self._terminal.size
        top, left = _place(columns, rows, self._label)
        bar = self._style("ink", "rim")
        parts = [self._style("ink", "shelf"), "\x1b[2J", bar]
        parts += [f"\x1b[{row + 1};1H\x1b[K" for row in range(2 * top + 1)]
        if left > _MARGIN:
            label = self._style("seal", "rim", bold=True) + self._label
            parts.append(f"\x1b[{top + 1};{_MARGIN + 1}H{label}{bar}")
        return "".join(parts)

    def _box(self) -> str:
        """The box, and the cursor where the next character goes."""
        columns, rows = self._terminal.size
        top, left = _place(columns, rows, self._label)
        room = max(1, columns - left - count_cells(columns))
        text = self.line.text
        shown, at = _cut(text or self._placeholder, room), 0
        if text:
            shown = _tail(text, room - 1)
            at = _cells(shown)
        style = self._style("ink" if text else "faint", "rim")
        blank = " " * (room - _cells(shown))
        return f"{style}\x1b[{top + 1};{left + 1}H{shown}{blank}\x1b[{top + 1};{left + at + 1}H"

    def _style(self, ink: str, ground: str, bold: bool = False) -> str:
        return sgr(self._depth, self._colours[ink], self._colours[ground], bold)


def count_cells(columns: int) -> int:
    """The cells that are kept for the count."""
    return min(COUNT, columns * COUNT_SHARE // 100)


def _place(columns: int, rows: int, label: str) -> tuple[int, int]:
    """The row of the box and its first column, from 0."""
    top = 1 if rows >= TALL_ROWS else 0
    bare = columns < WIDE_COLUMNS and rows < SHORT_ROWS
    return top, _MARGIN if bare else _MARGIN + _cells(label) + _MARGIN


def _cells(text: str) -> int:
    """Cells of printable text, nearly always those that Textual counts."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(part) else 1 + (east_asian_width(part) in "WF") for part in text)


def _cut(text: str, room: int) -> str:
    """The beginning of a text that fits."""
    while _cells(text) > room:
        text = text[:-1]
    return text


def _tail(text: str, room: int) -> str:
    """The end of a text that fits; half a wide character is a blank."""
    cells = _cells(text)
    if cells <= room:
        return text
    while cells > room:
        cells -= _cells(text[0])
        text = text[1:]
    return " " * (room - cells) + text
